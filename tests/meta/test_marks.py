"""The default run holds the race, the kill and the restore that matter most, however the tests are shuffled."""

from collections import Counter

import pytest

from tests.marks import commits

MOST_THAT_COMMIT = 20
ALWAYS = {
    "tests/consultations/test_races.py": "test_one_of_ten_people_gets_the_time_and_the_others_hear_of_the_nearest",
    "tests/consultations/test_group_races.py": (
        "test_of_twenty_people_five_get_a_place_and_the_others_wait_in_their_order"
    ),
    "tests/entrepreneurs/test_directory_entries.py": (
        "test_two_changes_of_one_enterprise_at_once_leave_everything_exact"
    ),
    "tests/events/test_registering_races.py": (
        "test_of_many_people_five_get_a_place_and_the_others_wait_in_their_order"
    ),
    "tests/research/test_answering_races.py": "test_eight_clicks_on_send_are_one_answer",
    "tests/center/test_mail_worker.py": "test_a_killed_worker_s_mail_is_sent_once_by_the_next",
    "tests/trust/faults/test_killed_web.py": (
        "test_of_twelve_people_who_book_while_the_server_is_killed_each_knows_where_they_stand"
    ),
    "tests/trust/faults/test_restarted_database.py": (
        "test_twelve_people_book_while_the_database_is_killed_and_started"
    ),
    "tests/start/test_backup.py": "test_a_restore_brings_back_exactly_what_the_backup_held",
}


def default_tests(request: pytest.FixtureRequest) -> list[pytest.Function]:
    return [
        item
        for item in request.session.items
        if isinstance(item, pytest.Function) and not item.get_closest_marker("long")
    ]


def test_what_matters_most_is_always_run(request: pytest.FixtureRequest) -> None:
    tests = default_tests(request)
    files = {item.nodeid.split("::")[0] for item in tests}
    names = {item.originalname for item in tests}
    assert {name for file, name in ALWAYS.items() if file in files} - names == set()


def test_of_each_file_at_most_one_test_that_commits_is_run(request: pytest.FixtureRequest) -> None:
    several = Counter(
        item.nodeid.split("::")[0]
        for item in default_tests(request)
        if commits(item)
        and not item.get_closest_marker("browser")
        and not item.get_closest_marker("benchmark")
    )
    assert {file: count for file, count in several.items() if count > 1} == {}
    # Each takes a database of its own, and with it a second.
    assert several.total() <= MOST_THAT_COMMIT
