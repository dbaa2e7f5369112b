"""Products and pictures of enterprises, each a list of its own."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin_base import VersionedAdmin
from center.admin_columns import badge
from center.admin_verbs import Verb, VerbsMixin
from center.admin_versions import VersionedForm
from center.base.list_order import in_alphabet
from center.base.pictures.fields import UploadedPictureField
from center.base.pictures.making import PictureState
from center.models import User
from entrepreneurs import services
from entrepreneurs.admin.filters import EnterpriseFilter
from entrepreneurs.models import Enterprise, Picture, Product
from entrepreneurs.services.changes import lock, touched

_LONGEST_KEY = 18


def link_to(enterprise: Enterprise) -> SafeString:
    """Return a link to the record of an enterprise."""
    address = reverse("admin:entrepreneurs_enterprise_change", args=[enterprise.pk])
    return format_html('<a href="{}">{}</a>', address, enterprise)


def named_in(request: HttpRequest) -> int:
    """Return the number of the enterprise that the address names; 0 for none."""
    number = request.GET.get("enterprise", "")
    return int(number) if number.isdecimal() and len(number) <= _LONGEST_KEY else 0


class OfEnterpriseAdmin(VersionedAdmin[Any]):
    """A record that belongs to one enterprise, which its address names while it is new and which never changes."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = tuple(super().get_readonly_fields(request, obj))
        return (*fields, "enterprise") if obj else fields

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "enterprise":
            kwargs["queryset"] = Enterprise.objects.listed().filter(pk=named_in(request))
            kwargs["empty_label"] = None
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Begin at an enterprise: there are too many to choose from in a field."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if not Enterprise.objects.listed().filter(pk=named_in(request)).exists():
            self.message_user(
                request, _("Find the enterprise first, and add it there, at the bottom."), messages.INFO
            )
            return redirect("admin:entrepreneurs_enterprise_changelist")
        return super().add_view(request, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Save under the lock of the enterprise, whose public entry follows."""
        lock(obj.enterprise)
        super().save_model(request, obj, form, change)
        touched(obj.enterprise)

    @admin.display(description=gettext_lazy("enterprise"), ordering=in_alphabet("enterprise__name_sr"))
    def of_enterprise(self, record: Any) -> SafeString:
        return link_to(record.enterprise)


@admin.register(Product)
class ProductAdmin(OfEnterpriseAdmin):
    list_display = ["shown_name", "of_enterprise", "category", "price", "offered"]
    list_filter: ClassVar = ["category", "is_offered", EnterpriseFilter]
    list_select_related: ClassVar = ["enterprise", "category"]
    folded_search = ("name_sr", "name_en", "enterprise__name_sr")
    search_help_text = gettext_lazy("Name of the product or of the enterprise, in either script.")
    add_label = gettext_lazy("Add a product or service")
    ordering = (in_alphabet("name_sr"), "pk")
    fieldsets: ClassVar = [
        (
            gettext_lazy("What is offered"),
            {
                "fields": [
                    "enterprise",
                    "category",
                    "name_sr",
                    "name_en",
                    "description_sr",
                    "description_en",
                    "picture",
                ]
            },
        ),
        (
            gettext_lazy("How to buy it"),
            {
                "fields": [
                    "price_sr",
                    "price_en",
                    "how_to_order_sr",
                    "how_to_order_en",
                    ("available_from", "available_until"),
                    "is_offered",
                    "position",
                ]
            },
        ),
    ]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Offer the pictures of the same enterprise only."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        if "picture" in form.base_fields:
            owner = obj.enterprise_id if obj else named_in(request)
            form.base_fields["picture"].queryset = Picture.objects.filter(enterprise=owner)
        return form

    @admin.display(description=gettext_lazy("name"), ordering=in_alphabet("name_sr"))
    def shown_name(self, product: Product) -> str:
        return product.name

    @admin.display(description=gettext_lazy("offered"), ordering="is_offered")
    def offered(self, product: Product) -> SafeString:
        if product.is_offered:
            return badge("success", "check", _("Offered"))
        return badge("neutral", "lock", _("Not now"))


class PictureForm(VersionedForm):
    upload = UploadedPictureField(label=gettext_lazy("file"), required=False)

    def clean(self) -> dict[str, Any] | None:
        data = super().clean()
        if self.instance.pk is None and "upload" not in self.errors and not self.cleaned_data.get("upload"):
            self.add_error("upload", _("Choose a file."))
        moved = {"focus_x", "focus_y"} & set(self.changed_data)
        picture: Any = self.instance
        if picture.pk and moved and picture.state == PictureState.FAILED:
            self.add_error(None, _("This picture could not be read. Remove it and send it once more."))
        return data


def _approve(picture: Picture, user: User, answer: Any) -> object:
    return services.approve_picture(picture=picture)


def _remove(picture: Picture, user: User, answer: Any) -> object:
    return services.remove_picture(picture=picture)


@admin.register(Picture)
class PictureAdmin(VerbsMixin[Picture], OfEnterpriseAdmin):
    form = PictureForm
    list_display = ["small", "described", "of_enterprise", "kind", "shown_state"]
    list_display_links = ["described"]
    list_filter: ClassVar = ["is_approved", "state", "kind", EnterpriseFilter]
    list_select_related: ClassVar = ["enterprise"]
    folded_search = ("alt_sr", "alt_en", "enterprise__name_sr")
    search_help_text = gettext_lazy("What the picture shows, or the enterprise, in either script.")
    add_label = gettext_lazy("Add a picture")
    ordering = ("is_approved", "-created_at", "pk")
    verbs = (
        Verb(
            "approve",
            gettext_lazy("May be shown"),
            _approve,
            lambda picture: not picture.is_approved,
            kind="primary",
            told=gettext_lazy("The picture may be shown"),
        ),
        Verb(
            "remove",
            gettext_lazy("Remove the picture"),
            _remove,
            lambda picture: picture.pk is not None,
            kind="danger",
            told=gettext_lazy("The picture is removed"),
            warning=gettext_lazy("All its files are deleted. Products that showed it are without a picture."),
        ),
    )
    readonly_fields: ClassVar = ["large", "shown_state", "sender"]
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": [
                    "enterprise",
                    "large",
                    "upload",
                    "kind",
                    "alt_sr",
                    "alt_en",
                    ("focus_x", "focus_y"),
                    "position",
                    "is_approved",
                    "shown_state",
                    "sender",
                ],
                "description": gettext_lazy(
                    "Photos are cut to 4:3; the focus stays inside: 50 and 50 is the middle, 0 and 0 the upper left"
                    " corner."
                ),
            },
        )
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Picture | None = None) -> Any:
        """Ask for the file once; afterwards show what became of it."""
        hidden = {"upload"} if obj else set(self.readonly_fields)
        return [
            (title, {**options, "fields": [name for name in options["fields"] if name not in hidden]})
            for title, options in super().get_fieldsets(request, obj)
        ]

    def _back(self, request: HttpRequest, record: Picture) -> str:
        """Go on to the list where the record is gone."""
        if Picture.objects.filter(pk=record.pk).exists():
            return super()._back(request, record)
        return reverse("admin:entrepreneurs_picture_changelist")

    def save_model(self, request: HttpRequest, obj: Picture, form: Any, change: Any) -> None:
        """Send a new file through the service; a moved focus makes the files anew."""
        focus = (obj.focus_x, obj.focus_y)
        if change:
            before = Picture.objects.get(pk=obj.pk)
            obj.focus_x, obj.focus_y = before.focus_x, before.focus_y
            super().save_model(request, obj, form, change)
            services.replace_focus(picture=obj, focus=focus)
            return
        made = services.add_picture(
            enterprise=obj.enterprise,
            upload=form.cleaned_data["upload"],
            kind=obj.kind,  # type: ignore[arg-type]  # one of the choices
            alt_sr=obj.alt_sr,
            alt_en=obj.alt_en,
            focus=focus,
            approved=obj.is_approved,
            by=request.user,  # type: ignore[arg-type]  # admin_view: signed in
        )
        obj.__dict__.update(made.__dict__)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say it when the enterprise has as many pictures as it can have."""
        try:
            return super().add_view(request, form_url, extra_context)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return redirect(
                f"{reverse('admin:entrepreneurs_picture_changelist')}?enterprise={named_in(request)}"
            )

    @admin.display(description=gettext_lazy("picture"))
    def small(self, picture: Picture) -> SafeString:
        return render_to_string("admin/center/picture.html", {"shown": picture, "place": "row"})

    @admin.display(description=gettext_lazy("picture"))
    def large(self, picture: Picture) -> SafeString:
        return render_to_string("admin/center/picture.html", {"shown": picture, "place": "card"})

    @admin.display(description=gettext_lazy("what it shows"), ordering="alt_sr")
    def described(self, picture: Picture) -> str:
        return picture.alt

    @admin.display(description=gettext_lazy("state"), ordering="is_approved")
    def shown_state(self, picture: Picture) -> SafeString:
        if picture.state == PictureState.FAILED:
            return badge("warning", "error", picture.get_state_display())
        if not picture.is_approved:
            return badge("warning", "clock", _("Waits for a look"))
        if picture.state == PictureState.PROCESSING:
            return badge("info", "clock", picture.get_state_display())
        return badge("success", "check", _("May be shown"))

    @admin.display(description=gettext_lazy("added by"))
    def sender(self, picture: Picture) -> str:
        return str(picture.submitted_by) if picture.submitted_by else "–"
