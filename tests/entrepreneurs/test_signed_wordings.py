"""What enterprises signed: it changes visibly or not at all, and who signed is told."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, ProgrammingError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from center.choices.advocacy import StepKind
from center.models import AdvocacyInitiative, InitiativeWording, Institution, Office, StoredMail, User
from center.services.advocacy import InitiativeRefused, change_initiative
from center.services.wordings import WordingRefused, revise_initiative
from entrepreneurs.services.signatures import withdraw_signature
from tests.center.advocacy.factories import days_ago, make_institution, step
from tests.center.advocacy.factories import published as initiative_of
from tests.entrepreneurs.test_signatures import Editor
from tests.marks import seldom
from tests.threads import at_the_same_time

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
TOLD = "entrepreneurs/initiative_changed"


@pytest.fixture
def rada(coordinator: User) -> Editor:
    return Editor("Рада", coordinator)


@pytest.fixture
def initiative(coordinator: User) -> AdvocacyInitiative:
    return initiative_of(
        coordinator, (StepKind.SIGNING, 9), why_sr="Тезге су скупе.", why_en="Stalls are dear."
    )


def _revise(initiative: AdvocacyInitiative, by: User, **values: object) -> InitiativeWording:
    reason = {"reason_sr": "Додали смо цене.", "reason_en": "We added prices."}
    return revise_initiative(initiative=initiative, by=by, **{**reason, **values})  # type: ignore[arg-type]  # as typed


@pytest.mark.django_db(transaction=True)
def test_who_signs_while_the_text_changes_signs_one_of_the_two_texts_and_is_told_of_the_other(
    coordinator: User, initiative: AdvocacyInitiative
) -> None:
    first, second = Editor("Прва", coordinator), Editor("Друга", coordinator)
    for number, each in enumerate((first, second)):
        each.person.email = f"signer{number}@example.org"
        each.person.save()
    first.signs(initiative)

    def sign() -> bool:
        second.signs(initiative)
        return True

    def change() -> bool:
        _revise(initiative, coordinator, why_sr="Тезге су веома скупе.")
        return True

    assert at_the_same_time([sign, change]) == [True, True]
    signature = second.enterprise.initiative_signatures.get()
    assert signature.wording is not None
    assert StoredMail.objects.filter(kind=TOLD).count() == (2 if signature.wording.number == 1 else 1)


def _unsigned(by: User) -> AdvocacyInitiative:
    return initiative_of(by, (StepKind.SIGNING, 9), slug="another", institutions=[make_institution("Школа")])


def test_before_the_first_signature_the_text_is_simply_changed(
    coordinator: User, initiative: AdvocacyInitiative
) -> None:
    change_initiative(initiative=initiative, by=coordinator, title_sr="Тезге")
    with pytest.raises(WordingRefused):
        _revise(initiative, coordinator, title_sr="Друге тезге")
    assert InitiativeWording.objects.count() == 0


def test_after_the_first_signature_a_silent_change_is_refused(
    rada: Editor, coordinator: User, initiative: AdvocacyInitiative
) -> None:
    rada.signs(initiative)
    other = make_institution("Министарство")
    for change in ({"title_sr": "Тезге"}, {"why_sr": "Друго."}, {"title_en": "x"}, {"institutions": [other]}):
        with pytest.raises(InitiativeRefused):
            change_initiative(initiative=initiative, by=coordinator, **change)
    # What was not signed goes on.
    changed = change_initiative(initiative=initiative, by=coordinator, signs_until=days_ago(-9))
    assert changed.signs_until == days_ago(-9)


@pytest.mark.django_db(transaction=True)
def test_the_database_lets_nobody_change_signed_words_or_a_wording(
    rada: Editor, coordinator: User, initiative: AdvocacyInitiative
) -> None:
    rada.signs(initiative)
    with pytest.raises(IntegrityError, match="initiative_says_what_was_signed"):
        AdvocacyInitiative.objects.update(why_sr="Друго.")
    with pytest.raises(ProgrammingError, match="Cannot update"):
        InitiativeWording.objects.update(why_sr="Друго.")

    # Whom it asks stands in a table of its own, which refuses by itself.
    links = AdvocacyInitiative.institutions.through.objects
    other = make_institution("Министарство")
    for change in (
        lambda: links.create(advocacyinitiative=initiative, institution=other),
        lambda: links.update(institution=other),
        lambda: links.all().delete(),
        lambda: links.update(advocacyinitiative=_unsigned(coordinator)),
    ):
        with pytest.raises(IntegrityError, match="initiative_says_what_was_signed"):
            change()
    last = InitiativeWording.objects.get()
    last.pk, last.number, last.why_sr, last.reason_sr, last.written_by = (
        None,
        2,
        "Друго.",
        "Ћутке.",
        coordinator,
    )
    with pytest.raises(IntegrityError, match="initiative_says_what_was_signed"):
        last.save()


@pytest.mark.django_db(transaction=True)
def test_whom_an_initiative_asks_is_chosen_freely_before_anybody_signed(
    coordinator: User, initiative: AdvocacyInitiative
) -> None:
    ministry = make_institution("Министарство")
    initiative.institutions.set([ministry])
    assert list(initiative.institutions.all()) == [ministry]


def test_a_new_wording_is_public_with_its_day_reason_and_difference_and_each_signature_names_its_text(
    office: Office, rada: Editor, coordinator: User, initiative: AdvocacyInitiative, client: Client
) -> None:
    rada.signs(initiative)
    address = f"/en/advocacy/{initiative.slug}/"
    assert "How the signed text was changed" not in client.get(address).content.decode()
    ministry = Institution.objects.create(name_sr="Министарство", name_en="Ministry", level="national")
    wording = _revise(
        initiative,
        coordinator,
        why_en="Stalls are very dear.",
        why_sr="Тезге су веома скупе.",
        institutions=[*initiative.institutions.all(), ministry],
    )
    Editor("Друга", coordinator).signs(initiative)
    page = " ".join(client.get(address).content.decode().split())
    assert (wording.number, "We added prices." in page) == (2, True)
    assert '<ins><span class="visually-hidden">added: </span>very ' in page
    assert "Ministry" in page
    assert (page.count("the earlier text of"), page.count("the text of")) == (1, 1)


def test_every_enterprise_that_signed_is_told_once_in_its_language(
    office: Office, rada: Editor, coordinator: User, initiative: AdvocacyInitiative
) -> None:
    rada.person.email, rada.person.language = "rada@example.org", "en"
    rada.person.save()
    gone = Editor("Одлази", coordinator)
    gone.person.email = "gone@example.org"
    gone.person.save()
    rada.signs(initiative)
    withdraw_signature(signature=gone.signs(initiative))
    _revise(initiative, coordinator, title_sr="Тезге за све", title_en="Stalls for all")
    # The same words again tell nobody.
    _revise(initiative, coordinator, title_sr="Тезге за све", title_en="Stalls for all")
    [mail] = StoredMail.objects.filter(kind=TOLD)
    assert (mail.recipient, mail.subject) == (
        "rada@example.org",
        "The text of an initiative that you signed was changed: Stalls for all",
    )
    assert "We added prices." in mail.body_text
    assert "you can withdraw it while signing is open" in mail.body_text


def test_a_colleague_sees_how_many_are_told_before_the_button_and_signed_words_are_no_fields(
    office: Office, rada: Editor, coordinator: User, initiative: AdvocacyInitiative, as_user: SignIn
) -> None:
    rada.signs(initiative)
    desk = as_user(coordinator)
    form = desk.get(f"/admin/center/advocacyinitiative/{initiative.pk}/change/").content.decode()
    assert ('name="why_sr"' in form, 'name="signs_until"' in form) == (False, True)
    address = f"/admin/center/advocacyinitiative/{initiative.pk}/do/revise/"
    page = desk.get(address)
    assert "1 предузеће је потписало" in " ".join(page.content.decode().split())
    data = {
        "title_sr": initiative.title_sr,
        "why_sr": "Тезге су веома скупе.",
        "institutions": [each.pk for each in initiative.institutions.all()],
    }
    # Without a reason nothing happens.
    assert desk.post(address, data).status_code == 200
    assert desk.post(address, {**data, "reason_sr": "Додали смо."}).status_code == 302
    initiative.refresh_from_db()
    assert (initiative.why_sr, initiative.wordings.count()) == ("Тезге су веома скупе.", 2)


def test_a_submitted_text_still_changes_visibly(
    rada: Editor, coordinator: User, initiative: AdvocacyInitiative
) -> None:
    rada.signs(initiative)
    step(initiative, StepKind.SUBMITTED, 0, coordinator)
    assert _revise(initiative, coordinator, title_en="Stalls").number == 2


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("changes", [*seldom([1]), 3])
def test_the_page_of_an_initiative_takes_the_same_number_of_queries_for_one_change_and_three(  # noqa: PLR0917 -- pytest names them
    rada: Editor,
    coordinator: User,
    initiative: AdvocacyInitiative,
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    changes: int,
) -> None:
    rada.signs(initiative)
    for number in range(changes):
        _revise(initiative, coordinator, title_en=f"Stalls {number}")
    address = f"/en/advocacy/{initiative.slug}/"
    client.get(address)
    with django_assert_num_queries(13):
        client.get(address)
