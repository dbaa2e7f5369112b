"""What people find at the address of results: the newest, earlier ones, what was withdrawn, and files."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from center.choices import Role
from center.models import User
from center.services import accounts
from research.models import Release
from research.services import releases
from research.services.weightings import add_weighting
from research.tabulation import Plan, plan_of
from tests.research.answered import SECRET, answered, drafted, made_up

pytestmark = pytest.mark.django_db


def at(survey: Any, *more: str) -> str:
    return "/".join(["/en/research/results", survey.slug, *more, ""])


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def desk_of(user: User) -> Client:
    """Return the browser of a colleague who reads English."""
    accounts.choose_language(user=user, language="en")
    desk = Client()
    desk.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return desk


def published(rows: int = 120, **fields: Any) -> Release:
    return releases.publish(release=drafted(answered(made_up(rows)), **fields))


def test_the_address_leads_to_the_newest_results(client: Client) -> None:
    first = published()
    second = releases.publish(release=drafted(first.survey, title_en="Corrected"))
    assert client.get(at(first.survey)).headers["Location"] == at(first.survey, "2")
    assert client.get(f"{at(first.survey)}?release=1").headers["Location"] == at(first.survey, "1")
    assert "There are newer results" in words(client.get(at(first.survey, "1")))
    assert "There are newer results" not in words(client.get(at(second.survey, "2")))


def test_a_survey_without_results_says_so(client: Client) -> None:
    running = answered(made_up(20), closed=False)
    answer = client.get(at(running))
    assert (answer.status_code, "still runs" in words(answer)) == (404, True)
    drafted(running)
    assert client.get(at(running, "1")).status_code == 404


def test_withdrawn_results_say_when_and_why(client: Client) -> None:
    release = published()
    file = reverse("research:release_file", args=[release.survey.slug, 1, "tables", "csv"])
    assert client.get(file).status_code == 200
    releases.withdraw(release=release, reason_sr="Грешка.", reason_en="A question was wrong.")
    for address in (at(release.survey), at(release.survey, "1"), file):
        answer = client.get(address, headers={"accept-language": "en"})
        assert answer.status_code == 410
    assert "A question was wrong." in words(client.get(at(release.survey, "1")))


def test_a_page_shows_the_answer_in_words_the_numbers_and_the_method(client: Client) -> None:
    page = words(client.get(at(published().survey, "1")))
    assert "Most often: “" in page
    assert "Base: people who answered 120" in page
    assert "No margin of error and no test" in page
    assert SECRET not in page


def test_the_catalogue_the_page_of_open_data_and_the_sitemap_have_results_until_they_are_withdrawn(
    client: Client,
) -> None:
    first = published()
    release = releases.publish(release=drafted(first.survey))

    def told() -> list[bool]:
        catalog = json.loads(client.get("/data/catalog.jsonld").content)
        found = [each for each in catalog["dcat:dataset"] if "/research/results/" in each["@id"]]
        page = client.get("/en/data/").content.decode()
        return [
            [each["dcat:version"] for each in found] == ["2"],
            "/2/study.json" in json.dumps(found),
            at(release.survey, "2") in page,
            at(release.survey, "2") in client.get("/sitemap.xml").content.decode(),
            "/2/tables.csv" in client.get("/data/catalog.ttl").content.decode(),
        ]

    assert told() == [True] * 5
    releases.withdraw(release=release, reason_sr="Грешка.")
    # The one before stands again.
    assert told() == [False] * 5
    releases.withdraw(release=first, reason_sr="Грешка.")
    assert "/research/results/" not in client.get("/data/catalog.jsonld").content.decode()


def test_readers_learn_that_percentages_are_weighted_and_numbers_are_not(client: Client) -> None:
    note = "People are counted as they answered. Percentages are weighted"
    assert note not in words(client.get(at(published().survey, "1")))
    survey = answered(made_up(120))
    weighting = add_weighting(
        survey=survey, name="П", margins={"sex": {"f": 52, "m": 48}}, source="РЗС, попис 2022."
    )
    releases.publish(release=drafted(survey, weighting=weighting))
    assert note in words(client.get(at(survey, "1")))


def test_search_engines_read_what_the_page_offers(client: Client) -> None:
    text = client.get(at(published().survey, "1")).content.decode()
    blocks = [json.loads(found) for found in re.findall(r'ld\+json">(.*?)</script>', text)]
    dataset = next(each for each in blocks if each["@type"] == "Dataset")
    assert len(dataset["distribution"]) == text.count(" download>")


def test_the_page_asks_the_database_no_more_for_many_tables(
    client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    release = published()
    with django_assert_max_num_queries(14):
        client.get(at(release.survey, "1"))


def test_files_come_with_a_name_and_once_kept_are_not_sent_again(client: Client) -> None:
    release = published()
    address = reverse("research:release_file", args=[release.survey.slug, 1, "data", "csv"])
    answer = client.get(address)
    assert f"{release.survey.slug}-v1-data-sr.csv" in answer.headers["Content-Disposition"]
    again = client.get(address, headers={"if-none-match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 120


def test_no_file_tells_a_withheld_number(client: Client) -> None:
    # Three women heard of it: that cell and what would tell it are nowhere, also not countable in the rows.
    rows = [
        {"sex": sex, "heard": heard, "age": 40, "view1": "3"}
        for sex, heard, times in (("f", "yes", 3), ("f", "no", 47), ("m", "yes", 30), ("m", "no", 40))
        for _each in range(times)
    ]
    draft = drafted(answered(rows))
    plan = plan_of(draft.questions, draft.plan).__dict__ | {"crosstabs": (("heard", "sex"),)}
    release = releases.publish(release=releases.change_plan(release=draft, plan=Plan(**plan)))
    table = releases.file_of(release=release, kind="tables", language="en").content
    inside = [
        line
        for line in csv.DictReader(io.StringIO(bytes(table).decode("utf-8-sig")))
        if "heard_by_sex" in line.values()
    ]
    assert inside
    assert not {"3", "47"} & {value for line in inside for value in line.values()}
    data = bytes(releases.file_of(release=release, kind="data", language="en").content).decode("utf-8-sig")
    columns = set(next(csv.reader(io.StringIO(data))))
    assert not {"sex", "heard"} <= columns
    book = bytes(releases.file_of(release=release, kind="package", language="en").content)
    names = zipfile.ZipFile(io.BytesIO(book)).namelist()
    assert names


def test_staff_choose_look_and_publish(make_user: Callable[..., User]) -> None:
    survey = answered(made_up(80))
    desk = desk_of(make_user(Role.RESEARCHER))
    with override("en"):
        add = reverse("admin:research_release_add")
    desk.post(
        add,
        {
            "survey": survey.pk,
            "title_sr": "Резултати",
            "title_en": "Results",
            "summary_sr": "",
            "summary_en": "",
        },
    )
    release = Release.objects.get()
    with override("en"):
        plan = reverse("admin:research_release_plan", args=[release.pk])
        preview = reverse("admin:research_release_preview", args=[release.pk])
        publish = reverse("admin:research_release_do", args=[release.pk, "publish"])
    # Ticking all saves nothing.
    assert desk.post(plan, {"_none": "1", "seen": releases.mark_of(release)}).status_code == 200
    assert Release.objects.get().questions == release.questions
    sent = {
        "seen": releases.mark_of(release),
        "show": ["sex", "heard"],
        "data": ["sex"],
        "characteristic": ["sex"],
        "question": ["heard"],
        "by": ["sex"],
        "_preview": "1",
    }
    assert desk.post(plan, sent).headers["Location"] == preview
    page = words(desk.get(preview))
    assert "As everybody will see it" in page
    assert "Question heard — by: Question sex" in page
    # Somebody else's old page does not overwrite it.
    assert desk.post(plan, sent | {"show": ["heard"]}).status_code == 409
    assert "Everybody can then read the results" in words(desk.get(publish))
    desk.post(publish)
    assert Release.objects.get().state == "published"
    assert desk.post(plan, sent).status_code == 403


def test_who_may_only_look_publishes_nothing(make_user: Callable[..., User]) -> None:
    release = drafted(answered(made_up(40)))
    reader = make_user(Role.EDITOR)
    desk = desk_of(reader)
    with override("en"):
        publish = reverse("admin:research_release_do", args=[release.pk, "publish"])
    assert desk.post(publish).status_code == 403
    # Changing words is not publishing.
    reader.user_permissions.add(Permission.objects.get(codename="change_release"))
    desk = desk_of(User.objects.get(pk=reader.pk))
    assert desk.post(publish).status_code == 403
    assert Release.objects.get().state == "draft"


def test_margins_are_typed_added_up_and_kept(make_user: Callable[..., User]) -> None:
    survey = answered(made_up(40))
    desk = desk_of(make_user(Role.RESEARCHER))
    with override("en"):
        add = f"{reverse('admin:research_weighting_add')}?survey={survey.pk}"
    typed = {
        "name": "Попис",
        "source": "РЗС, попис 2022.",
        "lowest": "0.3",
        "highest": "3",
        "m-sex-f": "51,4",
        "m-sex-m": "48,5",
    }
    assert "Sum 99,9" in words(desk.post(add, typed | {"_sum": "1"}))
    assert survey.weightings.count() == 0
    wrong = desk.post(add, typed | {"m-sex-m": "8,5", "_save": "1"})
    assert "add up to 59.9, not to 100" in words(wrong)
    desk.post(add, typed | {"_save": "1"})
    assert survey.weightings.get().margins == {"sex": {"f": 51.4, "m": 48.5}}
