"""Records that change only through verbs (services): as buttons, each a POST, and as actions on a list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import pghistory
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from center import asked_again
from center.admin_base import PortalModelAdmin, ReadOnlyAdmin, Row
from center.audit import record_accesses
from center.base.own_addresses import own_address
from center.refusals import ServiceRefused, tell

if TYPE_CHECKING:
    from center.models import User


class Refused(ServiceRefused):
    """The verb does not fit the record as it is now; the text is for the person."""


@dataclass(frozen=True)
class Verb:
    """Something that staff can do to one record.

    `call(record, user, reason)` does it or raises ServiceRefused or ValidationError; `fits(record)` says whether to
    offer it. `told` is what stands before the record's name afterwards ("The visit is confirmed"). `asks` is the
    label of the reason that a page asks for first; `warning` is what it says about the consequences.

    Where more than a reason is to be asked, `form(record, user, data)` returns the form (None: nothing to ask this
    time), and `call` gets its clean values in place of the reason. `needs` is a permission beside that to change;
    `asks_again` wants a new proof of who presses the button (`center.asked_again`).
    """

    name: str
    label: str | Promise
    call: Callable[[Any, "User", Any], object]
    fits: Callable[[Any], bool]
    kind: str = "outline"
    asks: str | Promise = ""
    warning: str | Promise = ""
    told: str | Promise = field(kw_only=True)
    form: Callable[[Any, "User", Any], forms.Form | None] | None = field(default=None, kw_only=True)
    needs: str = field(default="", kw_only=True)
    asks_again: bool = field(default=False, kw_only=True)

    @property
    def asks_first(self) -> bool:
        """Whether a page stands between the button and the deed."""
        return bool(self.asks or self.warning or self.form)


def through(
    service: Callable[..., object],
    record: str,
    *,
    with_user: bool = True,
    with_reason: bool = False,
    **more: Any,
) -> Callable[[Any, "User", Any], object]:
    """Return the call of a verb that is one service: it gets the record under the name `record`, and `more`.

    Also who presses the button as `by`, unless `with_user` is false, and the reason that was asked for, `with_reason`.
    """

    def call(found: Any, user: "User", reason: Any) -> object:
        who = {"by": user} if with_user else {}
        why = {"reason": reason} if with_reason else {}
        return service(**{record: found}, **who, **why, **more)

    return call


def next_address(request: HttpRequest) -> str:
    """Return where the page with the button said to go on; nothing for an address that is not ours."""
    return own_address(request, request.POST.get("next") or request.GET.get("next", ""))


class ReasonForm(forms.Form):
    reason = forms.CharField(required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, verb: Verb, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if verb.asks:
            self.fields["reason"].label = str(verb.asks)
        else:
            del self.fields["reason"]


class VerbsMixin(PortalModelAdmin[Row]):
    """Verbs for any admin, also one whose records are edited; put it before VersionedAdmin."""

    verbs: tuple[Verb, ...] = ()

    def has_verb_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")

    def may_do(self, request: HttpRequest, verb: Verb) -> bool:
        """Say whether the person may use this verb at all."""
        return self.has_verb_permission(request) and (not verb.needs or request.user.has_perm(verb.needs))

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_do"
        view = self.admin_site.admin_view(self.do_view)
        return [path("<int:object_id>/do/<slug:verb>/", view, name=name), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        record = context.get("original")
        context["verbs"] = self.offered_verbs(request, record) if record is not None else []
        context["seen"] = self.fingerprint(record) if record is not None else ""
        context["do_url"] = f"admin:{self.opts.app_label}_{self.opts.model_name}_do"
        return super().render_change_form(request, context, *args, **kwargs)

    def fingerprint(self, record: Row) -> str:
        """Return a mark of the words that somebody must have read before a button does something; empty: of none."""
        return ""

    def offered_verbs(self, request: HttpRequest, record: Row) -> list[Verb]:
        """Return the verbs that fit the record as it is, for somebody who may use them."""
        return [verb for verb in self.verbs if self.may_do(request, verb) and verb.fits(record)]

    def do_view(self, request: HttpRequest, object_id: int, verb: str) -> HttpResponse:
        """Ask before doing (GET), or do it (POST) and go back to where the button was."""
        # First of all, so that nobody learns from the answer which records there are.
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        wanted = next((each for each in self.verbs if each.name == verb), None)
        record = self.get_object(request, str(object_id))
        if wanted is None or record is None:
            raise Http404
        if not self.may_do(request, wanted):
            raise PermissionDenied
        if wanted.asks_again:
            asked_again.require(request)
        # From the button itself, or along the address of the page that asks first.
        seen = request.POST.get("seen") or request.GET.get("seen")
        now = self.fingerprint(record)
        if seen and now and seen != now:
            self.message_user(
                request, _("This was changed while you were reading. Please read it again."), messages.ERROR
            )
            return redirect(self._back(request, record))
        form = self._form(request, wanted, record)
        if request.method == "POST" and form.is_valid() and self._done(request, wanted, record, form):
            return redirect(self._back(request, record))
        return self._ask(request, wanted, [record], form, next=next_address(request))

    def _form(self, request: HttpRequest, verb: Verb, record: Row) -> forms.Form:
        data = request.POST if request.method == "POST" else None
        user: User = request.user  # type: ignore[assignment]  # admin_view: signed in
        own = verb.form(record, user, data) if verb.form else None
        if own is not None and own.is_bound and own.is_multipart():
            own.files = request.FILES
        return own or ReasonForm(verb, data)

    def _done(self, request: HttpRequest, verb: Verb, record: Row, form: forms.Form) -> bool:
        """Do it; what a verb with a form of its own refuses is told there."""
        if verb.form is None:
            self._perform(request, verb, [record], form.cleaned_data.get("reason", ""))
            return True
        words = self.in_words(record)
        try:
            with pghistory.context(verb=verb.name), transaction.atomic():
                verb.call(record, request.user, form.cleaned_data)  # type: ignore[arg-type]
        except (ServiceRefused, ValidationError) as error:
            tell(form, error)
            return False
        text = _("%(told)s: %(record)s") % {"told": verb.told, "record": words}
        self.message_user(request, text, messages.SUCCESS)
        return True

    def get_actions(self, request: HttpRequest) -> Any:
        """Offer every verb for the chosen rows of the list, but for those with a form for one record."""
        actions = super().get_actions(request)
        if "_popup" not in request.GET:
            for verb in self.verbs:
                if verb.form is None and self.may_do(request, verb):
                    actions[verb.name] = (self._action(verb), verb.name, verb.label)
        return actions

    def _action(self, verb: Verb) -> Callable[..., HttpResponse | None]:
        def act(
            admin: "VerbsMixin[Row]", request: HttpRequest, queryset: models.QuerySet[Row]
        ) -> HttpResponse | None:
            if verb.asks_again:
                asked_again.require(request)
            form = ReasonForm(verb, request.POST if "_really" in request.POST else None)
            if (verb.asks or verb.warning) and not form.is_valid():
                return self._ask(request, verb, list(queryset), form, action=verb.name)
            self._perform(
                request, verb, queryset, form.cleaned_data.get("reason", "") if form.is_bound else ""
            )
            return None

        return act

    def _ask(
        self, request: HttpRequest, verb: Verb, records: list[Row], form: forms.Form, **more: str
    ) -> TemplateResponse:
        if self.reading_is_logged:
            record_accesses(
                user=request.user,  # type: ignore[arg-type]  # admin_view: signed in
                objects=records,
                purpose=gettext_noop("opened to change it"),
            )
        context = {
            **self.admin_site.each_context(request),
            "title": verb.label,
            "verb": verb,
            "records": [{"pk": record.pk, "words": self.in_words(record)} for record in records],
            "form": form,
            "opts": self.opts,
            "media": self.media,
            **more,
        }
        return TemplateResponse(request, "admin/verb.html", context)

    def in_words(self, record: Row) -> str:
        """Name the record where somebody decides about it."""
        return str(record)

    def _perform(self, request: HttpRequest, verb: Verb, records: Iterable[Row], reason: str) -> None:
        done: list[str] = []
        for record in records:
            words = self.in_words(record)
            try:
                # For the history: which button it was.
                with pghistory.context(verb=verb.name):
                    verb.call(record, request.user, reason)  # type: ignore[arg-type]
            except (ServiceRefused, ValidationError) as error:
                sentence = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
                text = _("%(record)s: %(sentence)s") % {"record": words, "sentence": sentence}
                self.message_user(request, text, messages.ERROR)
            else:
                done.append(words)
        if len(done) == 1:
            text = _("%(told)s: %(record)s") % {"told": verb.told, "record": done[0]}
            self.message_user(request, text, messages.SUCCESS)
        elif done:
            text = ngettext("%(told)s: %(count)d record.", "%(told)s: %(count)d records.", len(done))
            self.message_user(request, text % {"told": verb.told, "count": len(done)}, messages.SUCCESS)

    def _back(self, request: HttpRequest, record: Row) -> str:
        return next_address(request) or reverse(
            f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk]
        )


class VerbAdmin(VerbsMixin[Row], ReadOnlyAdmin[Row]):
    """A read-only admin with verbs; needs the model's change permission for them."""

    change_form_template = "admin/verb_change_form.html"

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return super().has_view_permission(request, cast("Row | None", obj)) or self.has_verb_permission(
            request
        )
