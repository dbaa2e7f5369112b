"""Changes by editors: what waits, what is published once, and what two people change at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from center.models import StoredMail, User
from entrepreneurs.choices import ProfileSection, ProposalState
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import ChangeProposal, DirectoryRules, Enterprise, Picture
from entrepreneurs.services import end_membership, profile_values, proposals
from entrepreneurs.services.proposals import ChangedMeanwhile
from tests.entrepreneurs.claims import edit, make_editor, make_proposal
from tests.entrepreneurs.factories import make_enterprise, offer, published, reach
from tests.entrepreneurs.test_claims import at_once

pytestmark = pytest.mark.django_db
ABOUT, PRODUCTS = ProfileSection.ABOUT, ProfileSection.PRODUCTS
json_values = st.one_of(st.none(), st.booleans(), st.text(max_size=5), st.lists(st.integers(), max_size=3))
documents = st.dictionaries(st.sampled_from("abcdef"), json_values)


def approve(proposal: ChangeProposal, by: User, **values: Any) -> ChangeProposal:
    seen = profile_values.read(proposal.enterprise, ProfileSection(proposal.section))
    return proposals.approve_proposal(proposal=proposal, by=by, seen=seen, values=values or None)


@given(documents, documents)
def test_a_difference_of_values_leads_from_one_to_the_other(old: dict[str, Any], new: dict[str, Any]) -> None:
    after = profile_values.merged(old, profile_values.difference(old, new))
    assert {key: after.get(key) for key in new} == new


@pytest.mark.parametrize("section", list(ProfileSection))
def test_values_that_are_written_are_read_again(section: ProfileSection, coordinator: User) -> None:
    enterprise = published("Пчела")
    product = offer(enterprise, "Мед")
    picture = Picture.objects.create(enterprise=enterprise, alt_sr="Тегле", stem="none")
    reach(enterprise, phone="+38137123456")
    wanted: dict[ProfileSection, dict[str, Any]] = {
        ABOUT: {"name_sr": "Пчелица", "description_sr": "Мед.\n\nИ восак.", "summary_en": "Honey."},
        ProfileSection.CONTACT: {
            "languages": ["sr", "rom"],
            "channels": [
                ["+38137123456", "од 9", "", True, False],
                ["med@example.org", "", "", False, True],
            ],
            "links": [["facebook", "https://facebook.com/pcela"]],
        },
        ProfileSection.HOURS: {
            "hours": [[1, "09:00", "13:00"], [1, "17:00", "20:00"]],
            "hours_note_sr": "По договору.",
        },
        ProfileSection.PLACE: {
            "street_sr": "Мајке Југовића 1",
            "street_is_public": True,
            "point": ["43.580000", "21.334000"],
        },
        PRODUCTS: {
            f"product.{product.pk}.name_sr": "Багремов мед",
            f"product.{product.pk}.is_offered": False,
        },
        ProfileSection.PICTURES: {f"picture.{picture.pk}.alt_sr": "Тегла меда"},
    }
    locked = Enterprise.objects.get(pk=enterprise.pk)
    profile_values.write(locked, section, wanted[section], by=coordinator)
    now = profile_values.read(enterprise, section)
    assert {key: now[key] for key in wanted[section]} == wanted[section]


def test_the_public_sees_a_change_only_after_a_look_by_staff(coordinator: User) -> None:
    enterprise = published("Пчела")
    proposal = make_proposal(enterprise)
    enterprise.refresh_from_db()
    assert (enterprise.summary_sr, proposal.state) == ("Правимо зимницу.", "waiting")
    approve(proposal, coordinator)
    enterprise.refresh_from_db()
    assert enterprise.summary_sr == "Правимо слатко и зимницу."
    letter = StoredMail.objects.latest("pk")
    assert (letter.kind, letter.recipient) == ("entrepreneurs/change_published", "editor@enterprise.example")


@pytest.mark.long
def test_what_nobody_sees_yet_and_what_the_rules_say_changes_at_once() -> None:
    draft, shown = make_enterprise("Нацрт"), published("Пчела")
    editor = make_editor(draft)
    make_editor(shown)
    assert edit(draft, editor, summary_sr="Ново.").at_once
    hours = {"hours": [[1, "09:00", "13:00"]]}
    assert edit(shown, editor, ProfileSection.HOURS, **hours).at_once
    DirectoryRules.objects.update(hours_at_once=False)
    assert not edit(shown, editor, ProfileSection.HOURS, hours=[]).at_once
    assert shown.opening_times.count() == 1


@pytest.mark.long
def test_a_newer_version_is_not_published_unread_and_who_left_gets_no_letter(coordinator: User) -> None:
    enterprise = published("Пчела")
    editor = make_editor(enterprise)
    proposal = make_proposal(enterprise, editor)
    edit(enterprise, editor, summary_sr="Нешто сасвим друго.")
    with pytest.raises(ChangeRefused):
        approve(proposal, coordinator)
    proposal.refresh_from_db()
    end_membership(membership=enterprise.memberships.get(person__logins__user=editor))
    approve(proposal, coordinator)
    enterprise.refresh_from_db()
    assert (enterprise.summary_sr, StoredMail.objects.count()) == ("Нешто сасвим друго.", 0)


@pytest.mark.long
def test_what_is_saved_at_once_takes_back_what_the_editor_had_waiting_for_it() -> None:
    enterprise = published("Пчела")
    editor = make_editor(enterprise)
    proposal = make_proposal(enterprise, editor, summary_sr="Прво.", name_en="Bee")
    Enterprise.objects.update(state="draft")
    assert edit(enterprise, editor, summary_sr="Друго.").at_once
    proposal.refresh_from_db()
    assert (list(proposal.changes), proposal.state) == (["name_en"], "waiting")
    edit(enterprise, editor, name_en="")
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"


def test_a_product_is_proposed_published_and_changed() -> None:
    enterprise = published("Пчела")
    editor = make_editor(enterprise)
    values = {"name_sr": "Мед", "category": offer(make_enterprise(), "Друго").category_id, "is_offered": True}
    new = {f"product.new-1.{name}": value for name, value in values.items()}
    proposal = edit(enterprise, editor, PRODUCTS, **new).proposal
    assert proposal is not None
    assert enterprise.products.count() == 0
    approve(proposal, editor)
    product = enterprise.products.get()
    assert (product.name_sr, product.is_offered) == ("Мед", True)


def test_staff_publish_a_part_with_their_own_corrections(coordinator: User) -> None:
    enterprise = published("Пчела")
    proposal = make_proposal(enterprise, name_sr="Пчела 1", summary_sr="Најбољи мед на свету!")
    approve(proposal, coordinator, summary_sr="Правимо мед.")
    enterprise.refresh_from_db()
    assert (enterprise.name_sr, enterprise.summary_sr) == ("Пчела", "Правимо мед.")


def test_a_returned_change_is_corrected_and_sent_again(coordinator: User) -> None:
    enterprise = published("Пчела")
    editor = make_editor(enterprise)
    proposal = make_proposal(enterprise, editor)
    with pytest.raises(ChangeRefused):
        proposals.return_proposal(proposal=proposal, by=coordinator, message=" ")
    proposals.return_proposal(proposal=proposal, by=coordinator, message="Molimo kraće.")
    letters = StoredMail.objects.filter(kind="entrepreneurs/change_returned")
    assert ["Молимо краће." in letter.body_text for letter in letters] == [True]
    edit(enterprise, editor, summary_sr="Слатко.")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.changes["summary_sr"]["new"], proposal.decided_by) == (
        "waiting",
        "Слатко.",
        None,
    )
    assert ChangeProposal.objects.count() == 1


def test_typing_the_old_words_again_takes_the_change_back() -> None:
    enterprise = published("Пчела")
    editor = make_editor(enterprise)
    make_proposal(enterprise, editor)
    assert edit(enterprise, editor, summary_sr="Правимо зимницу.").proposal is None
    assert ChangeProposal.objects.get().state == "withdrawn"


def test_two_editors_change_different_values_without_a_conflict_and_the_same_one_with() -> None:
    enterprise = make_enterprise("Пчела")
    one, two = make_editor(enterprise, "one@example.org"), make_editor(enterprise, "two@example.org")
    seen = profile_values.read(enterprise, ABOUT)

    def save(by: User, **wanted: Any) -> proposals.Saved:
        return proposals.save_edit(enterprise=enterprise, section=ABOUT, seen=seen, wanted=wanted, by=by)

    save(one, summary_sr="Прво.")
    save(two, summary_en="Second.")
    with pytest.raises(ChangedMeanwhile) as conflict:
        save(two, summary_sr="Друго.")
    assert (conflict.value.keys, conflict.value.now["summary_sr"]) == (["summary_sr"], "Прво.")
    enterprise.refresh_from_db()
    assert (enterprise.summary_sr, enterprise.summary_en) == ("Прво.", "Second.")


def test_a_change_of_staff_meanwhile_is_shown_before_a_proposal_covers_it(coordinator: User) -> None:
    enterprise = published("Пчела")
    proposal = make_proposal(enterprise)
    seen = profile_values.read(enterprise, ABOUT)
    Enterprise.objects.filter(pk=enterprise.pk).update(summary_sr="Исправила канцеларија.")
    with pytest.raises(ChangedMeanwhile):
        proposals.approve_proposal(proposal=proposal, by=coordinator, seen=seen)
    proposal.refresh_from_db()
    assert proposal.state == "waiting"
    # Having seen it, staff may decide for the proposal.
    approve(proposal, coordinator)
    enterprise.refresh_from_db()
    assert enterprise.summary_sr == "Правимо слатко и зимницу."


@pytest.mark.parametrize("persona", ["former", "stranger", "staff"])
def test_only_who_may_edit_today_changes_anything(persona: str, coordinator: User, stranger: User) -> None:
    enterprise = published("Пчела")
    user = {"former": make_editor(enterprise), "stranger": stranger, "staff": coordinator}[persona]
    if persona == "former":
        for member in enterprise.memberships.filter(may_edit=True):
            end_membership(membership=member)
    with pytest.raises(PermissionDenied):
        edit(enterprise, user, summary_sr="Не смем.")


def test_the_database_refuses_a_change_of_state_outside_of_the_table() -> None:
    proposal = make_proposal()
    ChangeProposal.objects.filter(pk=proposal.pk).update(state=ProposalState.WITHDRAWN)
    with pytest.raises(DatabaseError), transaction.atomic():
        ChangeProposal.objects.filter(pk=proposal.pk).update(state=ProposalState.WAITING)


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_who_publish_at_once_publish_once(make_user: Callable[..., User]) -> None:
    proposal = make_proposal()
    staff = make_user()
    outcomes = at_once(*2 * [lambda: approve(proposal, staff).state])
    assert outcomes == ["approved", "approved"]
    assert StoredMail.objects.filter(kind="entrepreneurs/change_published").count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_editor_who_sends_twice_at_once_has_one_open_change() -> None:
    enterprise = published("Пчела")
    editor = make_editor(enterprise)
    outcomes = at_once(*2 * [lambda: bool(edit(enterprise, editor, summary_sr="Слатко.").proposal)])
    assert outcomes == [True, True]
    assert ChangeProposal.objects.count() == 1
