"""Press releases with their files."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import (
    Bilingual,
    BilingualContent,
    EnglishCharField,
    EnglishTextField,
    SerbianCharField,
    SerbianTextField,
)
from center.base.checked_model import CheckedModel
from center.base.file_kinds import FileKind
from center.base.full_text import search_column
from center.base.person_names import PersonNameColumn, only_a_name
from center.choices.press import PRESS_TRANSITIONS, RESERVED_PRESS_SLUGS, PressState
from center.models.columns import colleague
from center.querysets.press import PressReleaseQuerySet


@pghistory.track(exclude=["search"])
class PressRelease(BilingualContent):
    """News for media, with an embargo if it must not be published before a moment.

    `public_from` is when everybody may read it: the later of the approval and the end of the embargo.
    """

    title_sr = SerbianCharField(_("title (Serbian)"), max_length=160)
    title_en = EnglishCharField(_("title (English)"), max_length=160)
    slug = models.SlugField(
        _("short name for the address"),
        max_length=80,
        unique=True,
        help_text=_("In Latin letters, with hyphens. An earlier one keeps leading here."),
    )
    subtitle_sr = SerbianCharField(
        _("subtitle (Serbian)"),
        max_length=300,
        blank=True,
        help_text=_("The news in one sentence: who, what, where and when."),
    )
    subtitle_en = EnglishCharField(_("subtitle (English)"), max_length=300)
    place_sr = SerbianCharField(_("place (Serbian)"), max_length=80, blank=True)
    place_en = EnglishCharField(_("place (English)"), max_length=80)
    dated = models.DateField(_("date in the release"), default=timezone.localdate)
    body_sr = SerbianTextField(
        _("text (Serbian)"),
        max_length=20000,
        help_text=_(
            "In Markdown: an empty line begins a paragraph, a line that starts with > is a quotation,"
            " **two asterisks** make bold."
        ),
    )
    body_en = EnglishTextField(_("text (English)"), max_length=20000)
    notes_sr = SerbianTextField(
        _("notes to editors (Serbian)"),
        max_length=6000,
        blank=True,
        help_text=_("Background that need not be published. What the office is stands below by itself."),
    )
    notes_en = EnglishTextField(_("notes to editors (English)"), max_length=6000)
    contact_name = PersonNameColumn(
        _("who answers media"),
        max_length=120,
        blank=True,
        help_text=_(
            "A colleague who agreed to be named. Without a phone or email here, those of the office stand."
        ),
    )
    contact_phone = models.CharField(_("phone for media"), max_length=20, blank=True)
    contact_email = models.EmailField(_("email for media"), blank=True)
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_(
            "Before this moment only chosen media can read it, by a link of their own. Empty: public at once when"
            " approved."
        ),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=PressState, default=PressState.DRAFT, editable=False
    )
    public_from = models.DateTimeField(_("public from"), null=True, blank=True, editable=False)
    created_by = colleague(_("written by"))
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    approved_by = colleague(_("approved by"))
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True, editable=False)
    withdrawn_by = colleague(_("withdrawn by"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    search = search_column(("title_sr", "title_en"), ("subtitle_sr", "subtitle_en"), ("body_sr", "body_en"))

    title = Bilingual("title", _("title"))
    subtitle = Bilingual("subtitle", _("subtitle"))
    place = Bilingual("place", _("place"))
    body = Bilingual("body", _("text"))
    notes = Bilingual("notes", _("notes to editors"))

    objects = PressReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("press release")
        verbose_name_plural = _("press releases")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "-public_from"], name="press_release_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_PRESS_SLUGS),
                name="press_slug_not_reserved",
                violation_error_message=_(
                    "This word is an address of the portal itself. Choose another one."
                ),
            ),
            only_a_name("contact_name", constraint="press_contact_is_no_address"),
            models.CheckConstraint(
                condition=~Q(title_sr="") & ~Q(body_sr=""),
                name="press_release_has_words",
                violation_error_message=_("A press release needs a title and a text in Serbian."),
            ),
            models.CheckConstraint(condition=Q(state__in=PressState.values), name="press_state_is_known"),
            models.CheckConstraint(
                condition=Q(created_by__isnull=False, created_at__isnull=False)
                | Q(is_demo=True, created_at__isnull=False),
                name="press_created_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="press_approved_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="press_withdrawn_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state=PressState.DRAFT, approved_at__isnull=True, withdrawn_at__isnull=True)
                | Q(state=PressState.APPROVED, approved_at__isnull=False, withdrawn_at__isnull=True)
                | Q(state=PressState.WITHDRAWN, approved_at__isnull=False, withdrawn_at__isnull=False),
                name="press_state_has_its_moments",
            ),
            models.CheckConstraint(
                condition=Q(state=PressState.APPROVED, public_from__isnull=False)
                | (~Q(state=PressState.APPROVED) & Q(public_from__isnull=True)),
                name="press_approved_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(public_from__isnull=True)
                | (
                    Q(public_from__gte=F("approved_at"))
                    & (Q(embargo_until__isnull=True) | Q(public_from__gte=F("embargo_until")))
                ),
                name="press_public_after_embargo",
                violation_error_message=_("A press release cannot be public before its embargo ends."),
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="known_transitions", field="state", transitions=list(PRESS_TRANSITIONS)),
        ]

    def __str__(self) -> str:
        return self.title.plain


@pghistory.track()
class FormerPressSlug(CheckedModel):
    """A short name that a press release had: its address leads on."""

    slug = models.SlugField(_("earlier short name"), max_length=80, unique=True)
    release = models.ForeignKey(
        PressRelease, on_delete=models.PROTECT, related_name="former_slugs", verbose_name=_("press release")
    )

    class Meta:
        verbose_name = _("earlier short name of a press release")
        verbose_name_plural = _("earlier short names of press releases")

    def __str__(self) -> str:
        return self.slug


@pghistory.track()
class PressAttachment(BilingualContent):
    """A file beside a press release; it rests in private storage and is as public as the release."""

    release = models.ForeignKey(
        PressRelease, on_delete=models.PROTECT, related_name="attachments", verbose_name=_("press release")
    )
    label_sr = SerbianCharField(
        _("what it is (Serbian)"), max_length=120, help_text=_("Such as: table with all figures.")
    )
    label_en = EnglishCharField(_("what it is (English)"), max_length=120)
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)
    kind = models.CharField(_("kind"), max_length=4, choices=FileKind, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    file_name = models.CharField(_("file name"), max_length=110, editable=False)
    stored_as = models.CharField(max_length=120, unique=True, editable=False)

    label = Bilingual("label", _("what it is"))

    class Meta:
        verbose_name = _("file of a press release")
        verbose_name_plural = _("files of press releases")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FileKind.values), name="press_file_kind_is_known"),
            models.CheckConstraint(condition=Q(size__gte=1), name="press_file_has_content"),
            models.CheckConstraint(
                condition=~Q(label_sr=""),
                name="press_file_has_label",
                violation_error_message=_("Write what the file is."),
            ),
        ]

    def __str__(self) -> str:
        return self.label.plain
