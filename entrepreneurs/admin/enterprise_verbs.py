"""What staff can do to an enterprise, each by its service."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any, Final

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin_verbs import Verb, through
from center.models import User
from entrepreneurs import services
from entrepreneurs.admin.person_field import FindPersonForm
from entrepreneurs.choices import ConfirmedBy, ConsentWay, EnterpriseState, MemberRole, Purpose
from entrepreneurs.models import Consent, Enterprise, Entrepreneur

PUBLISH: Final = "entrepreneurs.publish_enterprise"


def given_at(day: Any) -> datetime:
    """Return the moment for a day on which somebody agreed: now for today, noon (Belgrade) for earlier days."""
    if day == timezone.localdate():
        return timezone.now()
    return timezone.make_aware(datetime.combine(day, time(12)))


class ConsentForm(forms.Form):
    """Who agreed, when and how; the wording is that of the newest text."""

    person = forms.ModelChoiceField(
        label=gettext_lazy("Who agreed"),
        queryset=Entrepreneur.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose who agreed.")},
    )
    day = forms.DateField(label=gettext_lazy("When"), widget=AdminDateWidget, initial=timezone.localdate)
    how = forms.ChoiceField(label=gettext_lazy("How"), choices=ConsentWay)

    def __init__(self, enterprise: Enterprise, data: Any) -> None:
        super().__init__(data)
        members = Entrepreneur.objects.filter(
            memberships__enterprise=enterprise, memberships__ended_on__isnull=True
        ).distinct()
        field: Any = self.fields["person"]
        field.queryset = members.order_by("name", "pk")
        if not members.exists():
            field.help_text = _("Nobody is a member of this enterprise yet. Add a member first.")

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("A consent cannot be given in the future."))
        return day


def _has_consent(enterprise: Enterprise) -> bool:
    return Consent.objects.in_force().filter(purpose=Purpose.PUBLICATION, enterprise=enterprise).exists()


def _publish_form(enterprise: Enterprise, user: User, data: Any) -> forms.Form | None:
    """Ask for the consent where there is none; who may not record consents is told so by the service."""
    if _has_consent(enterprise) or not user.has_perm("entrepreneurs.add_consent"):
        return None
    return ConsentForm(enterprise, data)


def _consent_form(enterprise: Enterprise, user: User, data: Any) -> forms.Form:
    return ConsentForm(enterprise, data)


def _agree(enterprise: Enterprise, user: User, clean: Any) -> Consent:
    return services.give_consent(
        person=clean["person"],
        purpose=Purpose.PUBLICATION,
        how=clean["how"],
        enterprise=enterprise,
        given_at=given_at(clean["day"]),
        by=user,
    )


def _publish(enterprise: Enterprise, user: User, clean: Any) -> object:
    consent = _agree(enterprise, user, clean) if "person" in clean else None
    return services.publish(enterprise=enterprise, consent=consent, by=user)


def _checked(enterprise: Enterprise, user: User, answer: Any) -> object:
    return services.confirm_profile(enterprise=enterprise, confirmed_by=ConfirmedBy.STAFF)


class MemberForm(FindPersonForm):
    """Find a person by name, then say what they are in the enterprise."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=MemberRole)
    may_edit = forms.BooleanField(
        label=gettext_lazy("may edit the profile"),
        required=False,
        help_text=gettext_lazy("Ends by itself when the membership ends."),
    )


def _member_form(enterprise: Enterprise, user: User, data: Any) -> forms.Form:
    return MemberForm(user, data)


def _add_member(enterprise: Enterprise, user: User, clean: Any) -> object:
    return services.add_member(
        person=clean["person"],
        enterprise=enterprise,
        role=MemberRole(clean["role"]),
        may_edit=clean["may_edit"],
        by=user,
    )


def _is(*states: EnterpriseState) -> Callable[[Any], bool]:
    return lambda enterprise: enterprise.state in states


VERBS = (
    Verb(
        "publish",
        gettext_lazy("Publish"),
        _publish,
        _is(EnterpriseState.DRAFT),
        kind="primary",
        told=gettext_lazy("It is in the directory"),
        warning=gettext_lazy(
            "Everybody sees it in the directory at once. Publishing counts as a check today."
        ),
        form=_publish_form,
        needs=PUBLISH,
    ),
    Verb(
        "checked",
        gettext_lazy("Checked today"),
        _checked,
        _is(EnterpriseState.PUBLISHED, EnterpriseState.DRAFT),
        told=gettext_lazy("It is noted that the profile was checked today"),
    ),
    Verb(
        "add-member",
        gettext_lazy("Add a member"),
        _add_member,
        _is(EnterpriseState.PUBLISHED, EnterpriseState.DRAFT),
        told=gettext_lazy("The member is added"),
        form=_member_form,
        needs="entrepreneurs.view_entrepreneur",
    ),
    Verb(
        "consent",
        gettext_lazy("Record a consent to publish"),
        _agree,
        lambda enterprise: enterprise.state != EnterpriseState.ARCHIVED and not _has_consent(enterprise),
        told=gettext_lazy("The consent is recorded"),
        form=_consent_form,
        needs="entrepreneurs.add_consent",
    ),
    Verb(
        "take-back",
        gettext_lazy("Take out of the directory"),
        through(services.take_back, "enterprise", with_user=False),
        _is(EnterpriseState.PUBLISHED),
        told=gettext_lazy("It is out of the directory"),
        warning=gettext_lazy(
            "Its page disappears at once. The consent stays recorded, so it can be published again."
        ),
        needs=PUBLISH,
    ),
    Verb(
        "archive",
        gettext_lazy("Archive"),
        through(services.archive, "enterprise", with_user=False),
        _is(EnterpriseState.PUBLISHED, EnterpriseState.DRAFT),
        kind="danger",
        told=gettext_lazy("It is archived"),
        warning=gettext_lazy("It leaves the directory and the lists of work. Nothing is deleted."),
        needs=PUBLISH,
    ),
    Verb(
        "reopen",
        gettext_lazy("Take out of the archive"),
        through(services.reopen, "enterprise", with_user=False),
        _is(EnterpriseState.ARCHIVED),
        kind="primary",
        told=gettext_lazy("It is in preparation again"),
        needs=PUBLISH,
    ),
)
