"""A page beside every record that carries grants: for which it counts, and where people decide otherwise."""

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from center.admin_base import PortalModelAdmin, Row
from center.audit import record_accesses
from center.base.carrying import by_default, carrier_of, grants_of
from center.models import Grant
from center.services import set_grants

if TYPE_CHECKING:
    from center.models import User

VIEW: Final = "center.view_grant"
CHOOSE: Final = "center.choose_grants"


class GrantsForm(forms.Form):
    """Ticks of all grants, those of the record's days first; `seen` are the grants for which it counted before."""

    grants = forms.ModelMultipleChoiceField(
        Grant.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class CarriesGrants(PortalModelAdmin[Row]):
    """Gives an admin the page "Grants". Whoever may change the record and choose grants changes them there."""

    def may_see_grants(self, request: HttpRequest, record: Row) -> bool:
        """Say whether somebody who sees the record may see its grants."""
        return request.user.has_perm(VIEW)

    def may_choose_grants(self, request: HttpRequest, record: Row) -> bool:
        """Say whether somebody who sees the grants of the record may change them."""
        verb = f"{self.opts.app_label}.change_{self.opts.model_name}"
        return request.user.has_perm(CHOOSE) and request.user.has_perm(verb)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_grants"
        view = self.admin_site.admin_view(self.grants_view)
        return [path("<int:object_id>/grants/", view, name=name), *super().get_urls()]

    def history_lists(self, request: HttpRequest) -> list[type[models.Model]]:
        return [*super().history_lists(request), carrier_of(self.model).choices]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        record = context.get("original")
        if record is not None and self.may_see_grants(request, record):
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_grants"
            context["grants_url"] = reverse(name, args=[record.pk])
        return super().render_change_form(request, context, *args, **kwargs)

    def grants_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Show for which grants the record counts and why, and keep what is ticked."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        record = self.get_object(request, str(object_id))
        if record is None:
            raise Http404
        if not self.may_see_grants(request, record):
            raise PermissionDenied
        user: User = request.user  # type: ignore[assignment]  # admin_view: signed in
        if self.reading_is_logged:
            record_accesses(user=user, objects=[record], purpose=gettext_noop("looked at its grants"))
        carried = {grant.pk for grant in grants_of(record)}
        may_choose = self.may_choose_grants(request, record)
        if request.method == "POST":
            if not may_choose:
                raise PermissionDenied
            form = GrantsForm(request.POST)
            form.fields["grants"].queryset = Grant.objects.all()  # type: ignore[attr-defined]  # a field of models
            if form.is_valid() and form.cleaned_data["seen"] == _seen(carried):
                changed = set_grants(record=record, grants=form.cleaned_data["grants"], by=user)
                text = _("The grants of this record are saved.") if changed else _("Nothing was changed.")
                messages.success(request, text)
                return redirect(request.path)
            # Somebody else was quicker, or a grant was made longer meanwhile.
            messages.error(request, _("This was changed while you were reading. Please read it again."))
            return redirect(request.path)
        grants = list(Grant.objects.all())
        rows = [_row(record, grant, is_ticked=grant.pk in carried) for grant in grants]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Grants"),
            "subtitle": self.grants_of_what(record),
            "opts": self.opts,
            "record": record,
            "back": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk]),
            "back_label": self.grants_of_what(record),
            "of_its_days": [row for row in rows if row["is_default"] or row["is_ticked"]],
            "others": [row for row in rows if not row["is_default"] and not row["is_ticked"]],
            "seen": _seen(carried),
            "may_choose": may_choose,
        }
        return TemplateResponse(request, "admin/center/grants_of_record.html", context)

    def grants_of_what(self, record: Row) -> str:
        """Name the record on the page of its grants."""
        words = getattr(self, "in_words", str)
        return str(words(record))


def _seen(keys: set[int]) -> str:
    return ",".join(map(str, sorted(keys)))


def _row(record: models.Model, grant: Grant, *, is_ticked: bool) -> dict[str, Any]:
    is_default = by_default(record, grant)
    reasons = {
        (True, True): _("runs on its days"),
        (True, False): _("chosen by hand, though it does not run then"),
        (False, True): _("taken out by hand, though it runs on its days"),
        (False, False): _("does not run then"),
    }
    return {
        "grant": grant,
        "is_ticked": is_ticked,
        "is_default": is_default,
        "days": grant.period_in_words,
        "reason": reasons[is_ticked, is_default],
    }
