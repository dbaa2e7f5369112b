"""Constraints: who and when belong together, and all of a model are asked about at once."""

import re

from django.apps import apps
from django.db.models import CheckConstraint

from center.base.checked_model import CheckedModel

OWN_APPS = {"center", "entrepreneurs", "consultations", "events", "research"}
# When without who: the system itself acts, or the public does, which has no login.
ALONE = {
    "center.StoredMail.sent",
    "center.StoredMail.erased",
    "center.StoredMail.created",
    "center.StoredText.sent",
    "center.StoredText.erased",
    "center.StoredText.created",
    "center.Question.created",
    "entrepreneurs.EnterpriseMessage.created",
    "entrepreneurs.ErrorReport.created",
    "center.AccessRecord.seen",
    # At booking the person says it without a login.
    "entrepreneurs.ContactPreference.updated",
    # Without a colleague the visitor did it.
    "consultations.VisitMove.moved",
    # A visitor who books by phone number alone asks for a call.
    "consultations.Call.asked",
    # An import or the enterprise itself recorded it.
    *(
        f"entrepreneurs.{model}.recorded"
        for model in (
            "AnnualFigures", "Existence", "LegalStatus", "RegisteredActivity", "RegisteredForm", "Seat",
            "Vulnerability", "Demographics",
        )
    ),
    # The command line and the demo have no login; of the survey and the sample the history tells who.
    *(
        f"research.{model}"
        for model in (
            "Questionnaire.added", "VersionMapping.made", "Survey.added", "Sample.drawn", "Invitation.invited",
            "Weighting.made", "Release.made",
        )
    ),
}  # fmt: skip


def test_a_moment_and_the_person_behind_it_are_tied_by_a_constraint() -> None:
    loose = []
    for model in apps.get_models():
        if model._meta.app_label not in OWN_APPS or hasattr(model, "pgh_tracked_model"):
            continue
        names = {field.name for field in model._meta.get_fields()}
        rules = " ".join(str(constraint.deconstruct()) for constraint in model._meta.constraints)
        for name in sorted(names):
            stem = re.fullmatch(r"(\w+)_at", name)
            if not stem or f"{model._meta.label}.{stem[1]}" in ALONE:
                continue
            if f"{stem[1]}_by" in names and not (f"{stem[1]}_by" in rules and name in rules):
                loose.append(f"{model._meta.label}.{stem[1]}")
    assert loose == []


def test_a_model_with_checks_asks_about_them_together() -> None:
    assert [
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in OWN_APPS
        and not issubclass(model, CheckedModel)
        and sum(isinstance(each, CheckConstraint) for each in model._meta.constraints) > 1
    ] == []
