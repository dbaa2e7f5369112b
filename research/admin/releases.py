"""Releases in the admin: words here, choices and a preview on pages of their own, publishing by a button."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from center.admin_base import VersionedAdmin
from center.admin_verbs import Verb, VerbsMixin
from center.admin_versions import VersionedForm
from research.admin import release_plan, release_preview
from research.choices import ReleaseState
from research.errors import SurveyRefused
from research.models import Release, Survey
from research.services import releases

if TYPE_CHECKING:
    from center.models import User

_PUBLISH = "research.publish_release"


class WithdrawForm(forms.Form):
    """Why results are taken back; everybody reads it in their place."""

    reason_sr = forms.CharField(
        label=_("Why, in Serbian"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    reason_en = forms.CharField(
        label=_("Why, in English"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


def _publish(release: Release, user: "User", _reason: str) -> object:
    return releases.publish(release=release, by=user)


def _withdraw(release: Release, user: "User", words: dict[str, Any]) -> object:
    return releases.withdraw(release=release, by=user, **words)


VERBS = (
    Verb(
        "publish",
        _("Publish the results"),
        _publish,
        lambda release: release.state == ReleaseState.DRAFT,
        kind="primary",
        warning=_(
            "Everybody can then read the results and download the data. Published results cannot be changed any more,"
            " and the survey cannot be opened again; a mistake can only be withdrawn as a whole. Look at the preview"
            " first."
        ),
        told=_("The results are published"),
        needs=_PUBLISH,
    ),
    Verb(
        "withdraw",
        _("Withdraw the results for good"),
        _withdraw,
        lambda release: release.state == ReleaseState.PUBLISHED,
        kind="danger",
        warning=_(
            "Tables, data and files are deleted and cannot be brought back. In their place everybody reads when and"
            " why. What people have downloaded already stays with them."
        ),
        told=_("The results are withdrawn"),
        form=lambda _release, _user, data: WithdrawForm(data),
        needs=_PUBLISH,
    ),
)


class ReleaseForm(VersionedForm):
    """The words of a release; a new one is of a survey that was opened."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        surveys: Any = self.fields.get("survey")
        if surveys is not None:
            surveys.queryset = Survey.objects.public().order_by("-opens_at", "-pk")


@admin.register(Release)
class ReleaseAdmin(VerbsMixin[Release], VersionedAdmin[Release]):
    form = ReleaseForm
    change_form_template = "admin/research/release_form.html"
    list_display = ["title", "survey", "number", "state", "published_at"]
    list_filter = ("state", "survey")
    list_select_related = ("survey",)
    folded_search = ("title_sr", "title_en", "survey__title_sr", "survey__title_en")
    verbs = VERBS
    refusals = (SurveyRefused,)
    add_label = _("Prepare results")
    nothing_yet = _("Results are prepared here once a survey is closed: chosen, looked at, and published.")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Release]:
        rows: models.QuerySet[Release] = super().get_queryset(request)
        # Results of a survey may be long, and no list and no form shows them.
        return rows.select_related("survey__questionnaire", "weighting").defer("document")

    def get_fieldsets(self, request: HttpRequest, obj: Release | None = None) -> Any:
        words = ["title_sr", "title_en", "summary_sr", "summary_en"]
        if obj is None:
            return [(None, {"fields": ["survey", *words]})]
        facts: list[Any] = ["survey", "weighting", "number", "state", "made_by", "made_at"]
        if obj.state != ReleaseState.DRAFT:
            facts += ["published_by", "published_at"]
        if obj.state == ReleaseState.WITHDRAWN:
            facts += ["withdrawn_by", "withdrawn_at", "withdrawal_reason_sr", "withdrawal_reason_en"]
        return [(None, {"fields": words}), (_("Facts"), {"fields": facts})]

    def get_readonly_fields(self, request: HttpRequest, obj: Release | None = None) -> Any:
        if obj is None:
            return []
        return [
            "survey",
            "weighting",
            "number",
            "state",
            "made_by",
            "made_at",
            "published_by",
            "published_at",
            "withdrawn_by",
            "withdrawn_at",
            "withdrawal_reason_sr",
            "withdrawal_reason_en",
        ]

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Say no of what people have read: it is frozen."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (not isinstance(obj, Release) or obj.state == ReleaseState.DRAFT)

    def get_urls(self) -> list[URLPattern]:
        def address(part: str, view: Any) -> URLPattern:
            wrapped = self.admin_site.admin_view(lambda request, object_id: view(self, request, object_id))
            return path(f"<int:object_id>/{part}/", wrapped, name=f"research_release_{part}")

        return [
            address("plan", release_plan.page),
            address("preview", release_preview.page),
            *super().get_urls(),
        ]

    def fingerprint(self, record: Release) -> str:
        return releases.mark_of(record)

    def response_post_save_add(self, request: HttpRequest, obj: Release) -> HttpResponseRedirect:
        """Go on at the page of what was made: the next step stands there."""
        return redirect("admin:research_release_change", obj.pk)

    def save_model(self, request: HttpRequest, obj: Release, form: Any, change: Any) -> None:
        """Begin a release through the service; a draft's words are changed as they are."""
        if change:
            super().save_model(request, obj, form, change)
            return
        user: Any = request.user
        names = ("survey", "title_sr", "title_en", "summary_sr", "summary_en")
        saved = releases.draft(by=user, **{name: form.cleaned_data[name] for name in names})
        obj.__dict__.update(saved.__dict__)

    def frame(self, request: HttpRequest, release: Release) -> dict[str, Any]:
        """Return what every page of a release shows around its own."""
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "release": release,
            "subtitle": str(release.survey),
            "may_change": self.has_change_permission(request, release),
            "may_publish": request.user.has_perm(_PUBLISH) and release.state == ReleaseState.DRAFT,
        }
