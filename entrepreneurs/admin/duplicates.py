"""Adding a record that seems to exist: the first save is stopped once and shows the likely ones."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from center.admin_versions import VersionedForm
from center.audit import record_accesses
from center.base.phones import normalise_phone
from entrepreneurs.admin.merging import in_words, kind_of
from entrepreneurs.models import Enterprise, Entrepreneur
from entrepreneurs.services.duplicates import Candidate, like_enterprise, like_person

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin
    from django.db.models import QuerySet

    _Admin = ModelAdmin[Any]
else:
    _Admin = object


class DuplicatesForm(VersionedForm):
    """A form that refuses a new record which seems to exist, until the person says that it is another one."""

    candidates: Sequence[Candidate[Any]] = ()

    def likely(self, clean: dict[str, Any]) -> Sequence[Candidate[Any]]:
        """Return existing records that may be the one being added."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any] | None:
        data = super().clean()
        if self.instance.pk is None and not self.errors:
            found = self.likely(data or self.cleaned_data)
            # Whoever saw these may save; others that came meanwhile are shown first.
            if found and self.data.get("save_anyway") != seen_as(found):
                self.candidates = found
                self.add_error(
                    None,
                    ValidationError(
                        _("Not saved yet: this may be in the records already. Look at the list above."),
                        code="duplicates",
                    ),
                )
        return data

    @property
    def shown_candidates(self) -> list[dict[str, Any]]:
        """The likely records in words, with the addresses of their pages."""
        return [
            {
                "words": in_words(each.record),
                "why": ", ".join(each.reasons),
                "url": reverse(
                    f"admin:entrepreneurs_{each.record._meta.model_name}_change", args=[each.record.pk]
                ),
            }
            for each in self.candidates
        ]

    @property
    def seen(self) -> str:
        """What the box "save anyway" sends."""
        return seen_as(self.candidates)


def seen_as(candidates: Sequence[Candidate[Any]]) -> str:
    return ",".join(str(each.record.pk) for each in sorted(candidates, key=lambda each: each.record.pk))


class NewPersonForm(DuplicatesForm):
    def likely(self, clean: dict[str, Any]) -> Sequence[Candidate[Entrepreneur]]:
        try:
            phone = normalise_phone(clean.get("phone") or "")
        except ValidationError:
            phone = ""  # the record's own rule says what is wrong with it
        return like_person(name=clean.get("name") or "", phone=phone, email=clean.get("email") or "")


class NewEnterpriseForm(DuplicatesForm):
    def likely(self, clean: dict[str, Any]) -> Sequence[Candidate[Enterprise]]:
        return like_enterprise(
            names=[clean.get("name_sr") or "", clean.get("legal_name") or ""],
            registration_number=clean.get("registration_number") or "",
            tax_number=clean.get("tax_number") or "",
        )


class DuplicatesMixin(_Admin):
    """For the admin of people and of enterprises: the stop above, a way to merge, and none to merged records.

    Put it before VersionedAdmin and set `form` to one of the forms above.
    """

    change_form_template = "admin/entrepreneurs/duplicates_change_form.html"

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """Leave out what was merged into another record."""
        rows: QuerySet[Any] = super().get_queryset(request).filter(merged_into__isnull=True)
        return rows

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        record = context.get("original")
        if record is not None and request.user.has_perm("entrepreneurs.change_merge"):
            context["merge_url"] = reverse(
                "admin:entrepreneurs_merge_find", args=[kind_of(self.model), record.pk]
            )
        form = context["adminform"].form
        people = [
            each.record for each in getattr(form, "candidates", ()) if isinstance(each.record, Entrepreneur)
        ]
        record_accesses(
            user=request.user,  # type: ignore[arg-type]  # admin_view: signed in
            objects=people,
            purpose=gettext_noop("proposed as a possible duplicate"),
        )
        return super().render_change_form(request, context, *args, **kwargs)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Lead from a merged record to the one that was kept."""
        may_look = self.has_view_or_change_permission(request)
        if may_look and object_id.isdecimal() and len(object_id) <= _LONGEST_KEY:
            merged = self.model._base_manager.filter(pk=int(object_id), merged_into__isnull=False).first()
            if merged is not None:
                self.message_user(request, _("This record was merged into another one, which you see here."))
                opts = self.model._meta
                return redirect(
                    reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[merged.merged_into_id])
                )
        return super().change_view(request, object_id, form_url, extra_context)


_LONGEST_KEY = 18
