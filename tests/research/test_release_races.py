"""Withdrawing results while people download them, in real threads on the real database, and the job of the files."""

from functools import partial
from typing import Any

import pytest

from research.choices import ReleaseState
from research.errors import SurveyRefused
from research.models import Release, ReleaseFile
from research.services import releases
from tests.center.jobs import jobs_in_state, run_jobs
from tests.research.answered import answered, drafted, made_up
from tests.threads import at_the_same_time

pytestmark = pytest.mark.django_db(transaction=True)
READERS = 5


def published() -> Release:
    return releases.publish(release=drafted(answered(made_up(60))))


def test_no_file_of_withdrawn_results_is_left_also_if_somebody_downloads_just_then() -> None:
    release = published()
    read: Any = partial(releases.file_of, release=release, kind="tables", language="en")
    withdraw = partial(releases.withdraw, release=release, reason_sr="Грешка у подацима.")
    outcomes = at_the_same_time([*[read] * READERS, withdraw])
    assert outcomes[-1].state == ReleaseState.WITHDRAWN
    assert {type(each) for each in outcomes[:-1]} <= {ReleaseFile, SurveyRefused}
    assert ReleaseFile.objects.count() == 0
    # Who looked before the withdrawal asks with what they saw then.
    with pytest.raises(SurveyRefused):
        read()


def test_publishing_lets_the_worker_make_the_files_and_a_second_run_makes_none_again() -> None:
    release = published()
    assert jobs_in_state("research.make_files") == ["todo"]
    run_jobs()
    assert jobs_in_state("research.make_files") == ["succeeded"]
    assert ReleaseFile.objects.count() == 7 * 3
    keys = set(ReleaseFile.objects.values_list("pk", flat=True))
    assert releases.make_files(release_id=release.pk) == len(keys)
    assert set(ReleaseFile.objects.values_list("pk", flat=True)) == keys
    releases.withdraw(release=release, reason_sr="Грешка.")
    assert releases.make_files(release_id=release.pk) == ReleaseFile.objects.count() == 0
