"""What belongs to an enterprise and stands in lists of its own, summed up below its record."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from entrepreneurs.admin.members import may_see_members
from entrepreneurs.models import Consent, Enterprise, Entrepreneur

_SHOWN = 8


@dataclass(frozen=True)
class Part:
    """A heading, a few lines (text, address), and where all of them and a new one are."""

    name: str
    heading: str
    lines: list[tuple[str, str, str]] = field(default_factory=list)
    all_url: str = ""
    add_url: str = ""


def parts_of(request: HttpRequest, enterprise: Enterprise) -> list[Part]:
    """Return the parts that this colleague may see; each takes one query, or two."""
    may = request.user.has_perm
    found = [
        _part("product", _("Products and services"), enterprise, may, _products(enterprise)),
        _part("picture", _("Pictures"), enterprise, may, _pictures(enterprise)),
        _part("annualfigures", _("Figures of years"), enterprise, may, _figures(enterprise)),
        _part("reportduty", _("Two-year reports"), enterprise, may, _duties(enterprise)),
    ]
    if may("entrepreneurs.view_consent") and may_see_members(request):
        found.append(Part("consent", _("Consents"), _consents(enterprise)))
    return [part for part in found if part is not None]


def _part(
    model: str, heading: str, enterprise: Enterprise, may: object, lines: list[tuple[str, str, str]]
) -> Part | None:
    assert callable(may)
    if not may(f"entrepreneurs.view_{model}"):
        return None
    stem, query = f"admin:entrepreneurs_{model}", f"?enterprise={enterprise.pk}"
    try:
        all_url, add_url = reverse(f"{stem}_changelist") + query, reverse(f"{stem}_add") + query
    except NoReverseMatch:
        return None
    return Part(model, heading, lines, all_url, add_url if may(f"entrepreneurs.add_{model}") else "")


def _address(model: str, pk: int) -> str:
    return reverse(f"admin:entrepreneurs_{model}_change", args=[pk])


def _products(enterprise: Enterprise) -> list[tuple[str, str, str]]:
    return [
        (str(each), _address("product", each.pk), "" if each.is_offered else _("not offered now"))
        for each in enterprise.products.all()[:_SHOWN]
    ]


def _pictures(enterprise: Enterprise) -> list[tuple[str, str, str]]:
    return [
        (
            str(each),
            _address("picture", each.pk),
            str(each.get_kind_display()) if each.is_approved else _("waits for a look"),
        )
        for each in enterprise.pictures.all()[:_SHOWN]
    ]


def _figures(enterprise: Enterprise) -> list[tuple[str, str, str]]:
    return [
        (str(each.year), _address("annualfigures", each.pk), str(each.get_source_display()))
        for each in enterprise.annual_figures.all()[:_SHOWN]
    ]


def _duties(enterprise: Enterprise) -> list[tuple[str, str, str]]:
    return [
        (
            f"{each.first_year}–{each.last_year}",
            _address("reportduty", each.pk),
            _("submitted on %(day)s") % {"day": date_format(each.submitted_on, "SHORT_DATE_FORMAT")}
            if each.submitted_on
            else _("due on %(day)s") % {"day": date_format(each.due_on, "SHORT_DATE_FORMAT")},
        )
        for each in enterprise.report_duties.all()[:_SHOWN]
    ]


def _consents(enterprise: Enterprise) -> list[tuple[str, str, str]]:
    rows = (
        Consent.objects.filter(enterprise=enterprise).select_related("person").order_by("-given_at")[:_SHOWN]
    )
    return [
        (
            str(each.person),
            _address("consent", each.pk),
            _since_or_withdrawn(each),
        )
        for each in rows
    ]


def person_parts(request: HttpRequest, person: Entrepreneur) -> list[Part]:
    """Return what belongs to a person: enterprises, consents, logins; each takes one query."""
    found = []
    if request.user.has_perm("entrepreneurs.view_enterprise"):
        memberships = person.memberships.select_related("enterprise").order_by("ended_on", "pk")[:_SHOWN]
        lines = [
            (
                str(each.enterprise),
                _address("enterprise", each.enterprise_id),
                _("%(role)s, has left") % {"role": each.get_role_display()}
                if each.ended_on
                else str(each.get_role_display()),
            )
            for each in memberships
        ]
        found.append(Part("membership", _("Enterprises"), lines))
    if request.user.has_perm("entrepreneurs.view_consent"):
        found.append(Part("consent", _("Consents"), _consents_of(person)))
    logins = person.logins.select_related("user").order_by("pk")[:_SHOWN]
    connected = [
        (each.user.email, "", date_format(each.connected_at, "SHORT_DATE_FORMAT")) for each in logins
    ]
    found.append(Part("login", _("Logins"), connected))
    return found


def _consents_of(person: Entrepreneur) -> list[tuple[str, str, str]]:
    rows = person.consents.select_related("enterprise").order_by("-given_at")[:_SHOWN]
    return [
        (
            ", ".join(
                filter(
                    None, [str(each.get_purpose_display()), str(each.enterprise) if each.enterprise else ""]
                )
            ),
            _address("consent", each.pk),
            _since_or_withdrawn(each),
        )
        for each in rows
    ]


def _since_or_withdrawn(consent: Consent) -> str:
    if not consent.in_force:
        return _("withdrawn")
    return _("since %(first)s") % {"first": date_format(consent.given_at, "SHORT_DATE_FORMAT")}
