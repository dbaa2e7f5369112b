"""Questions that pages, the admin and jobs ask of the registry."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils import timezone

from center.base.pictures.making import PictureState
from entrepreneurs.choices import (
    OPEN_PROPOSALS,
    ActionState,
    ChannelKind,
    ClaimState,
    EnterpriseState,
    MessageState,
    ProposalState,
    Purpose,
    ReportState,
    RequestState,
)

if TYPE_CHECKING:
    from center.models import User
    from entrepreneurs.models import (  # noqa: F401 -- in the strings below
        ChangeProposal,
        Channel,
        ClaimRequest,
        Consent,
        DataRequest,
        DirectoryEntry,
        DirectoryRules,
        DirectoryTotal,
        Enterprise,
        EnterpriseMessage,
        Entrepreneur,
        ErrorReport,
        InitiativeSignature,
        JointAction,
        Membership,
        Product,
        Settlement,
        VulnerableGroup,
    )


def kept_in(attribute: str, relation: str, rows: models.QuerySet[Any]) -> "Prefetch[str]":
    """Prefetch some rows of a relation into a list that the model declares under this name."""
    return Prefetch(relation, rows, to_attr=attribute)


class EntrepreneurQuerySet(models.QuerySet["Entrepreneur"]):
    def listed(self) -> "EntrepreneurQuerySet":
        """People as lists and choices offer them: not those that were merged into another record, or erased."""
        return self.filter(merged_into__isnull=True, erased_at__isnull=True)

    def reached_by(self, *, phone: str = "", email: str = "") -> "EntrepreneurQuerySet":
        """People who share this phone (E.164) or e-mail; a family may, so it is only a hint for staff."""
        same = Q(pk__in=[])
        if phone:
            same |= Q(phone=phone)
        if email:
            same |= Q(email__iexact=email)
        return self.listed().filter(same)


class EnterpriseQuerySet(models.QuerySet["Enterprise"]):
    def listed(self) -> "EnterpriseQuerySet":
        """Enterprises as lists and choices of staff offer them: not those merged into another record."""
        return self.filter(merged_into__isnull=True)

    def published(self) -> "EnterpriseQuerySet":
        """Enterprises that staff published with a consent in force; the yearly check may still hide them."""
        return self.filter(state=EnterpriseState.PUBLISHED, publication_consent__withdrawn_at__isnull=True)

    def visible(self, rules: "DirectoryRules", day: date | None = None) -> "EnterpriseQuerySet":
        """Enterprises whose page anybody may open: published, and not hidden by the rule of the yearly check."""
        hidden = rules.hidden_before(day or timezone.localdate())
        return self.published().filter(
            Q(confirmed_on__gte=hidden) | Q(confirmed_on__isnull=True, published_at__date__gte=hidden),
            merged_into__isnull=True,
        )

    def with_profile(self, day: date) -> "EnterpriseQuerySet":
        """Fetch everything that a public profile shows on a day, in a fixed number of queries."""
        related: Any = {
            name: self.model._meta.get_field(name).related_model._base_manager  # type: ignore[union-attr]  # relations
            for name in ("pictures", "products", "channels", "memberships")
        }
        shown = Q(publication_consent__isnull=False, publication_consent__withdrawn_at__isnull=True)
        photos = related["pictures"].filter(state=PictureState.READY, is_approved=True)
        products = (
            related["products"]
            .filter(Q(available_until__isnull=True) | Q(available_until__gte=day), is_offered=True)
            .select_related("category", "picture")
        )
        phones = related["channels"].filter(shown, kind=ChannelKind.PHONE)
        members = related["memberships"].filter(shown, ended_on__isnull=True).select_related("person")
        return self.with_facts_on(day).prefetch_related(
            kept_in("profile_pictures", "pictures", photos.order_by("position", "pk")),
            kept_in("shown_products", "products", products.order_by("position", "pk")),
            kept_in("shown_phones", "channels", phones.order_by("position", "pk")),
            kept_in("shown_members", "memberships", members.order_by("pk")),
            "web_links",
            "opening_times",
        )

    def editable_by(self, user: "User") -> "EnterpriseQuerySet":
        """Enterprises that the persons behind this login may edit today."""
        membership: Any = self.model._meta.get_field("memberships").related_model
        mine = membership._base_manager.filter(
            enterprise=OuterRef("pk"), may_edit=True, ended_on__isnull=True, person__logins__user=user
        )
        return self.listed().filter(Exists(mine))

    def of_member(self, user: "User") -> "EnterpriseQuerySet":
        """Enterprises to which a person behind this login belongs today."""
        membership: Any = self.model._meta.get_field("memberships").related_model
        mine = membership._base_manager.filter(
            enterprise=OuterRef("pk"), ended_on__isnull=True, person__logins__user=user
        )
        return self.listed().filter(Exists(mine))

    def with_facts_on(self, day: date | None = None, *, kinds: tuple[str, ...] = ()) -> "EnterpriseQuerySet":
        """Fetch what is true on a day (today), one query for each kind of fact (all of them, or only `kinds`)."""
        on = day or timezone.localdate()
        names = kinds or ("existence", "registeredform", "registeredactivity", "seat", "legalstatus")
        more = {
            "registeredactivity": ["code"],
            "seat": ["settlement"],
        }
        found = self
        for name in names:
            model: Any = self.model._meta.get_field(f"{name}_facts").related_model
            facts = model.objects.valid_on(on).select_related(*more.get(name, []))
            if name == "legalstatus":
                facts = facts.prefetch_related("served_groups__group")
            found = found.prefetch_related(Prefetch(f"{name}_facts", facts, to_attr=f"current_{name}"))
        return found

    def not_checked_since(self, day: date) -> "EnterpriseQuerySet":
        """Enterprises in use that nobody checked on that day or later, or never."""
        return self.exclude(state=EnterpriseState.ARCHIVED).filter(
            Q(confirmed_on__lt=day) | Q(confirmed_on__isnull=True)
        )


class FactQuerySet(models.QuerySet[Any]):
    def valid_on(self, day: date) -> "FactQuerySet":
        """Facts that hold on the day; at most one of a kind for each enterprise (exclusion constraint)."""
        return self.filter(valid__contains=day)


class JointActionQuerySet(models.QuerySet["JointAction"]):
    def on_board(self, day: date | None = None) -> "JointActionQuerySet":
        """Return what every member sees on a day (today)."""
        return self.filter(state=ActionState.OPEN, last_day__gte=day or timezone.localdate())

    def waiting(self) -> "JointActionQuerySet":
        return self.filter(state=ActionState.WAITING)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        return self.filter(ended_on__isnull=True)

    def shown(self) -> "MembershipQuerySet":
        """Members whose name stands on the public profile."""
        return self.current().filter(
            publication_consent__isnull=False, publication_consent__withdrawn_at__isnull=True
        )


class ConsentQuerySet(models.QuerySet["Consent"]):
    def in_force(self) -> "ConsentQuerySet":
        return self.filter(withdrawn_at__isnull=True)

    def own(self) -> "ConsentQuerySet":
        """Consents that people gave for themselves, not for an enterprise."""
        return self.filter(enterprise__isnull=True)

    def to_texts(self) -> "ConsentQuerySet":
        """Consents in force by which people are sent text messages."""
        return self.in_force().own().filter(purpose=Purpose.SMS)


class ChannelQuerySet(models.QuerySet["Channel"]):
    def shown(self) -> "ChannelQuerySet":
        """Phones and e-mails that may be used in public; an e-mail is used but never printed."""
        return self.filter(publication_consent__isnull=False, publication_consent__withdrawn_at__isnull=True)


class ProductQuerySet(models.QuerySet["Product"]):
    def offered_on(self, day: date) -> "ProductQuerySet":
        """Products that are offered on the day, both ends included."""
        return self.filter(
            Q(available_from__isnull=True) | Q(available_from__lte=day),
            Q(available_until__isnull=True) | Q(available_until__gte=day),
            is_offered=True,
        )


class SettlementQuerySet(models.QuerySet["Settlement"]):
    def with_point(self) -> "SettlementQuerySet":
        return self.filter(latitude__isnull=False)


class VulnerableGroupQuerySet(models.QuerySet["VulnerableGroup"]):
    def in_use(self, day: date | None = None) -> "VulnerableGroupQuerySet":
        """Return the list as it is on a day (today)."""
        on = day or timezone.localdate()
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on), valid_from__lte=on).order_by(
            F("position"), F("pk")
        )


class DirectoryRulesQuerySet(models.QuerySet["DirectoryRules"]):
    def current(self) -> "DirectoryRules":
        """Return the one set of rules, or the defaults (unsaved) on an empty database."""
        return self.first() or self.model(pk=1)


class DirectoryEntryQuerySet(models.QuerySet["DirectoryEntry"]):
    """Every row is public, so there is no `published()` here."""

    def for_rows(self) -> "DirectoryEntryQuerySet":
        """Fetch what a row of the list shows and nothing more, in one query."""
        return self.select_related("settlement", "picture").defer(
            "facets", "words_name", "words_products", "words_summary", "words_rest", "search"
        )

    def in_order(self, language: str) -> "DirectoryEntryQuerySet":
        """Sort by name as the alphabet of a language (sr, sr-latn, en) goes."""
        column = {"sr": "sort_sr", "sr-latn": "sort_latn"}.get(language, "sort_en")
        return self.order_by(column, "pk")

    def with_words(self, raw_query: str) -> "DirectoryEntryQuerySet":
        """Want all words of a query made by `search_words.raw_query`."""
        return self.filter(search=SearchQuery(raw_query, search_type="raw", config="serbian"))


class DirectoryTotalQuerySet(models.QuerySet["DirectoryTotal"]):
    def as_counts(self) -> dict[str, int]:
        """Return how many entries carry each facet of the whole directory, exactly; none is left out but zero."""
        summed = self.values_list("facet").annotate(total=models.Sum("amount")).order_by("facet")
        return {facet: total for facet, total in summed if total}


class ClaimQuerySet(models.QuerySet["ClaimRequest"]):
    def waiting(self) -> "ClaimQuerySet":
        """Return requests that staff have to decide, the oldest first."""
        return self.filter(state=ClaimState.WAITING).order_by("created_at", "pk")

    def with_code_for(self, email: str) -> "ClaimQuerySet":
        """Return requests of an e-mail that wait for their code."""
        return self.filter(
            state=ClaimState.UNVERIFIED, email=email.lower(), code_expires_at__gt=timezone.now()
        ).order_by("-created_at")


class EnterpriseMessageQuerySet(models.QuerySet["EnterpriseMessage"]):
    def waiting(self) -> "EnterpriseMessageQuerySet":
        """Messages that no e-mail reached: a colleague passes them on."""
        return self.filter(state=MessageState.WAITING)


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    def open(self) -> "DataRequestQuerySet":
        """Return requests that the office owes an answer, the most urgent first."""
        return self.filter(state=RequestState.OPEN).order_by("due_on", "pk")

    def overdue(self) -> "DataRequestQuerySet":
        """Return those whose day has passed."""
        return self.open().filter(due_on__lt=timezone.localdate())


class ErrorReportQuerySet(models.QuerySet["ErrorReport"]):
    def waiting(self) -> "ErrorReportQuerySet":
        return self.filter(state=ReportState.NEW)


class ProposalQuerySet(models.QuerySet["ChangeProposal"]):
    def waiting(self) -> "ProposalQuerySet":
        """Return changes that staff have to look at, the oldest first."""
        return self.filter(state=ProposalState.WAITING).order_by("proposed_at", "pk")

    def open(self) -> "ProposalQuerySet":
        """Return changes that are neither published nor given up."""
        return self.filter(state__in=OPEN_PROPOSALS).order_by("proposed_at", "pk")


class SignatureQuerySet(models.QuerySet["InitiativeSignature"]):
    def standing(self) -> "SignatureQuerySet":
        """Keep signatures that count: those that were not withdrawn before the initiative was submitted."""
        return self.filter(withdrawn_at__isnull=True)

    def named(self) -> "SignatureQuerySet":
        """Keep signatures whose enterprise the public list names: published today, and not asked to be left out."""
        return self.standing().filter(
            enterprise__state=EnterpriseState.PUBLISHED,
            enterprise__publication_consent__withdrawn_at__isnull=True,
            enterprise__merged_into__isnull=True,
            hidden_at__isnull=True,
        )
