"""Accounts: a coordinator invites colleagues, gives roles, ends access and resets a second factor."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from center import asked_again
from center.admin_base import ReadOnlyAdmin
from center.admin_columns import badge, moment_column, two_lines
from center.admin_verbs import Verb, VerbAdmin
from center.base.shown_text import in_script
from center.choices import Language, Role
from center.models import StaffAction, User
from center.services import accounts


class InvitationForm(forms.Form):
    email = forms.EmailField(label=_("Email"), max_length=254)
    name = forms.CharField(label=_("Name"), max_length=120)
    language = forms.ChoiceField(label=_("Language of emails"), choices=Language)
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Role,
        initial=Role.ADVISOR,
        help_text=_("More roles can be given later, on the page of the account."),
    )


class ColleagueForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=Role, widget=forms.CheckboxSelectMultiple, required=False
    )


class RoleFilter(admin.SimpleListFilter):
    title = _("role")
    parameter_name = "role"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> Any:
        return Role.choices

    def queryset(self, _request: HttpRequest, queryset: models.QuerySet[User]) -> models.QuerySet[User]:
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


def _end_access(user: User, by: User, reason: str) -> None:
    accounts.end_access(user=user, by=by, reason=reason)


def _reset_second_factor(user: User, by: User, reason: str) -> None:
    accounts.reset_second_factor(user=user, by=by, reason=reason)


def _sign_out(user: User, by: User, reason: str) -> None:
    accounts.sign_out_colleague(user=user, by=by, reason=reason)


@admin.register(User)
class UserAdmin(VerbAdmin[User]):
    """Nobody deletes accounts or edits rights one by one here; hashes of passwords are never shown."""

    change_form_template = "admin/center/user/change_form.html"
    change_list_template = "admin/center/user/change_list.html"
    list_display = ["colleague", "access", "roles", moment_column("last_login", _("last sign-in"))]
    list_filter = [RoleFilter, "is_active", "is_staff", "language"]
    folded_search = ("name", "email")
    ordering = ["name", "email"]
    fields = [
        "email",
        "shown_name",
        "shown_language",
        "access_now",
        "roles",
        "second_factor",
        "is_superuser",
        "last_login",
        "date_joined",
        "changes",
    ]
    readonly_fields = [
        "shown_name",
        "shown_language",
        "access_now",
        "roles",
        "second_factor",
        "changes",
        "date_joined",
    ]
    verbs = (
        Verb(
            "reset-second-factor",
            _("Reset the second factor"),
            _reset_second_factor,
            lambda user: user.is_active and user.is_staff and accounts.has_second_factor(user),
            told=_("The second factor is reset"),
            asks_again=True,
            asks=_("Reason"),
            warning=_(
                "Do this only after you have made sure on the phone or in person that your colleague asks for "
                "it. All devices are signed out and the person gets an email."
            ),
        ),
        Verb(
            "sign-out",
            _("Sign out everywhere"),
            _sign_out,
            lambda user: user.is_active,
            told=_("The person is signed out everywhere"),
            asks_again=True,
            asks=_("Reason"),
            warning=_(
                "All devices of the person are signed out at once and the person gets an email. The account stays "
                "open: whoever knows the password can sign in again."
            ),
        ),
        Verb(
            "end-access",
            _("End the access"),
            _end_access,
            lambda user: user.is_active,
            kind="danger",
            told=_("The access is ended"),
            asks_again=True,
            asks=_("Reason"),
            warning=_(
                "The person is signed out everywhere at once, cannot sign in any more and gets an email. What "
                "they recorded stays."
            ),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def offered_verbs(self, request: HttpRequest, record: User) -> list[Verb]:
        """Leave out what nobody can do to the own account; the services refuse it too."""
        return [] if record.pk == request.user.pk else super().offered_verbs(request, record)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("invite/", view(self.invite_view), name="center_user_invite"),
            path("<int:object_id>/roles/", view(self.roles_view), name="center_user_roles"),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {**(extra_context or {}), "may_invite": self.has_verb_permission(request)}
        return super().changelist_view(request, context)

    @admin.display(description=_("name"), ordering="name")
    def colleague(self, user: User) -> SafeString:
        """Return the name with the e-mail address, which is the login, below it."""
        return two_lines(in_script(user.name) or user.email, user.email if user.name else "")

    @admin.display(description=_("name"))
    def shown_name(self, user: User) -> str:
        return in_script(user.name) or "–"

    @admin.display(description=_("access"), ordering="is_active")
    def access(self, user: User) -> SafeString:
        """Say in a word whether the person may enter, and what."""
        if not user.is_active:
            return badge("neutral", "lock", gettext("Access ended"))
        if not user.is_staff:
            return badge("info", "person", gettext("Own account only"))
        return badge("success", "check", gettext("Staff"))

    @admin.display(description=_("access"))
    def access_now(self, user: User) -> SafeString:
        """Say the same on the page of the account, and how an ended access is given back."""
        back = "" if user.is_active else gettext("If the person comes back, send a new invitation.")
        return two_lines(self.access(user), back)

    @admin.display(description=_("language"))
    def shown_language(self, user: User) -> str:
        return user.get_language_display()

    @admin.display(description=_("roles"))
    def roles(self, user: User) -> str:
        labels = dict(Role.choices)
        return ", ".join(str(labels.get(group.name, group.name)) for group in user.groups.all()) or "–"

    @admin.display(description=_("second factor"), boolean=True)
    def second_factor(self, user: User) -> bool:
        return accounts.has_second_factor(user)

    @admin.display(description=_("changes to this account"))
    def changes(self, user: User) -> str:
        rows = StaffAction.objects.filter(user=user).select_related("by")[:20]
        lines = (
            (
                date_format(timezone.localtime(row.done_at), "SHORT_DATETIME_FORMAT"),
                row.get_kind_display(),
                row.by,
            )
            for row in rows
        )
        return format_html_join(mark_safe("<br>"), "{} · {} · {}", lines) or "–"

    def invite_view(self, request: HttpRequest) -> HttpResponse:
        """Ask for the colleague (GET), open the account and mail the link (POST)."""
        by = self._coordinator(request)
        asked_again.require(request)
        form = InvitationForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                user = accounts.invite(
                    **{**form.cleaned_data, "role": Role(form.cleaned_data["role"])}, by=by
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                text = gettext("The invitation is on its way to %(email)s.") % {"email": user.email}
                self.message_user(request, text, messages.SUCCESS)
                return redirect(reverse("admin:center_user_change", args=[user.pk]))
        return self._page(
            request, form, title=gettext("Invite a colleague"), button=gettext("Send the invitation")
        )

    def roles_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Show name and roles of a colleague (GET), change them (POST)."""
        by = self._coordinator(request)
        asked_again.require(request)
        user = self.get_object(request, str(object_id))
        if user is None:
            raise Http404
        roles = [group.name for group in user.groups.all()]
        form = ColleagueForm(request.POST or None, initial={"name": user.name, "roles": roles})
        if request.method == "POST" and form.is_valid():
            try:
                accounts.change_colleague(
                    user=user,
                    name=form.cleaned_data["name"],
                    roles=[Role(role) for role in form.cleaned_data["roles"]],
                    by=by,
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                self.message_user(request, gettext("The changes are saved."), messages.SUCCESS)
                return redirect(reverse("admin:center_user_change", args=[user.pk]))
        return self._page(request, form, title=gettext("Name and roles"), button=gettext("Save"), user=user)

    def _coordinator(self, request: HttpRequest) -> User:
        if not isinstance(request.user, User) or not self.has_verb_permission(request):
            raise PermissionDenied
        return request.user

    def _page(
        self, request: HttpRequest, form: forms.Form, *, title: str, button: str, user: User | None = None
    ) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "button": button,
            "form": form,
            "colleague": user,
            "opts": self.opts,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/center/user/form.html", context)


@admin.register(StaffAction)
class StaffActionAdmin(ReadOnlyAdmin[StaffAction]):
    list_display = [moment_column("done_at", _("when")), "what", "user", "by", "shown_reason"]
    nothing_yet = _("What coordinators change about accounts of staff is listed here.")
    list_filter = ["kind"]
    list_select_related = ["user", "by"]
    date_hierarchy = "done_at"
    search_fields = ["user__email", "user__name", "by__email", "by__name", "reason"]
    fields = ["done_at", "kind", "user", "by", "roles_then", "shown_reason", "request_id"]
    readonly_fields = ["done_at", "roles_then", "shown_reason"]

    @admin.display(description=_("reason"), ordering="reason")
    def shown_reason(self, action: StaffAction) -> str:
        return in_script(action.reason) or "–"

    @admin.display(description=_("what"), ordering="kind")
    def what(self, action: StaffAction) -> SafeString:
        """Return what was done with the roles since then below it."""
        return two_lines(action.get_kind_display(), self.roles_then(action) if action.roles else "")

    @admin.display(description=_("roles since then"))
    def roles_then(self, action: StaffAction) -> str:
        labels = dict(Role.choices)
        return (
            ", ".join(str(labels.get(name, name)) for name in action.roles.split(", "))
            if action.roles
            else "–"
        )
