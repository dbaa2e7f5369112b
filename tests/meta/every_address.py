"""Every address of the portal with records that it can lead to."""

import io
import re
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from center.base.brand import style_hash
from center.choices.indicators import EvidenceKind
from center.handbook import contents
from center.links.calls import make_key as call_key
from center.links.newsletter import confirm_token, manage_token
from center.models import (
    AccessRecord,
    Activity,
    AdvocacyInitiative,
    CouncilDecision,
    CouncilDocument,
    CouncilMeeting,
    CouncilMember,
    Evidence,
    FundingCall,
    Grant,
    HistoryRedaction,
    InitiativeDocument,
    Institution,
    NewsletterIssue,
    Office,
    Question,
    ReportSection,
    RetentionRun,
    StaffAction,
    Subscriber,
    Term,
    User,
)
from center.models import Picture as LibraryPicture
from center.models import Resource as LibraryText
from center.publication_links import preview_key
from center.services import publications, queue_mail, reports
from center.services.evidence import Proof, add_evidence
from center.services.kept_files import add_file
from consultations import links
from consultations.choices import PlaceState, ResourceKind
from consultations.models import (
    Absence,
    AccessRequest,
    Advisor,
    BookingSettings,
    BusinessPlan,
    Call,
    Case,
    CaseAdvisor,
    CaseDocument,
    CaseNote,
    CaseTask,
    Closure,
    Consultation,
    ExtraHours,
    Participation,
    Resource,
    TaskTemplate,
    Topic,
)
from consultations.services.busy_calendars import add_calendar
from entrepreneurs.choices import RequestKind
from entrepreneurs.models import (
    ActivityCode,
    AnnualFigures,
    Consent,
    ConsentText,
    DirectoryRules,
    Enterprise,
    EnterpriseMessage,
    Entrepreneur,
    ErrorReport,
    InitiativeSignature,
    JointAction,
    Membership,
    Picture,
    Product,
    ProductCategory,
    ReportDuty,
    Settlement,
    VulnerableGroup,
)
from entrepreneurs.services import ask_about_data, merge_entrepreneurs
from entrepreneurs.services.board import put_on_board
from entrepreneurs.services.importing import begin_import
from events.choices import CallReason, RegistrationState
from events.exhibitor_links import make_key as exhibitor_key
from events.links import make_key as registration_key
from events.models import (
    DoorPass,
    Event,
    EventCall,
    EventPicture,
    EventSeries,
    ExhibitorApplication,
    FairPlan,
    Feedback,
    Registration,
    Room,
    Speaker,
    Venue,
)
from events.services.downloads import add_download
from research.models import Questionnaire, Release, Survey
from research.services import releases
from research.services.questionnaires import add_version
from research.services.weightings import add_weighting
from tests.center.factories import make_text
from tests.center.frameworks import (
    make_approved,
    make_grant,
    make_indicator,
    make_period,
    make_result,
    make_value,
)
from tests.center.media import make_desk
from tests.center.publications import make_category, make_news, make_page, writer
from tests.center.publications import published as publish_text
from tests.center.resources.library import sign_up
from tests.entrepreneurs.claims import make_claim, make_proposal
from tests.entrepreneurs.factories import published
from tests.research.answered import answered, drafted, made_up
from tests.research.surveys import make_questionnaire

# Surveys of the demo.
RUNNING, CLOSED = "citizens-2-demo", "citizens-demo"


def routes(
    resolver: URLResolver | None = None, prefix: str = "", namespace: str = ""
) -> Iterator[tuple[str, str]]:
    """Walk the URL configuration: the name with its namespace, and the route."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from routes(entry, route, inner)
        elif isinstance(entry, URLPattern):
            # Public addresses are told in the language that is active just now; the table speaks of Cyrillic.
            route = re.sub(r"^(sr-latn|sr|en)/", "sr/", route)
            yield f"{namespace}{entry.name or route}", route


class Records:
    """One record of each kind, so that every address with a number leads somewhere."""

    def __init__(self) -> None:
        call_command("load_demo")
        self.office = Office.objects.get()
        self.office.brand_colour = "#2C5A4B"
        self.office.save()
        self.visit = Consultation.objects.upcoming().latest("starts_at")
        self.place = Participation.objects.filter(state=PlaceState.SIGNED_UP).latest("pk")
        self.shown = Enterprise.objects.filter(entry__isnull=False).values_list("uid", flat=True)[0]
        now = timezone.now()
        self.registration = Registration.objects.filter(
            state=RegistrationState.SIGNED_UP, event__starts_at__gt=now
        ).earliest("pk")
        self.series = EventSeries.objects.earliest("pk")
        self.download = add_download(
            event=self.registration.event,
            file=io.BytesIO(b"%PDF-1.4 made up"),
            name="rules.pdf",
            label_sr="Правила",
            by=User.objects.earliest("pk"),
        )
        self.door = DoorPass.objects.create(
            event=self.registration.event,
            label="Улаз",
            secret="none",
            valid_from=now,
            valid_until=now + timedelta(hours=1),
            made_by=User.objects.earliest("pk"),
        )
        self.item = self.registration.event.items.filter(is_dropped=False).earliest("pk")
        self.application = ExhibitorApplication.objects.filter(state="accepted").latest("pk")
        user = User.objects.order_by("pk").first()
        assert user is not None
        question = Question.objects.create(
            name="Мила", phone="+38137123456", text="?", language="sr", submission=uuid.uuid4()
        )
        self.reader = Subscriber.objects.confirmed().earliest("pk")
        self.asked = Subscriber.objects.get(state="waiting")
        advisor = Advisor.objects.earliest("pk")
        self.feed = advisor.calendar_feed
        closure = Closure.objects.create(starts_at=now, ends_at=now + timedelta(hours=1), name_sr="Инвентар")
        self.enterprise = Enterprise.objects.published().earliest("pk")
        about: Any = {"enterprise": self.enterprise, "language": "sr"}
        self.media = make_desk(user)
        records: list[Any] = [
            EnterpriseMessage.objects.create(
                name="Мила", phone="+38137123456", text="?", submission=uuid.uuid4(), **about
            ),
            ErrorReport.objects.create(kind="words", submission=uuid.uuid4(), **about),
            self.office,
            self.visit,
            self.place.session,
            self.place,
            user,
            question,
            advisor,
            closure,
            self.feed,
            add_calendar(
                advisor=advisor,
                address="https://calendar.example/a.ics",
                counts_all_day=True,
                by=advisor.user,
            ),
            Topic.objects.first(),
            Call.objects.waiting().earliest("pk"),
            BookingSettings.objects.get(),
            Entrepreneur.objects.first(),
            Absence.objects.create(advisor=advisor, starts_at=now, ends_at=now + timedelta(hours=1)),
            ExtraHours.objects.create(advisor=advisor, day=now.date(), opens=time(15), closes=time(17)),
            *(
                model.objects.earliest("pk")
                for model in (
                    BusinessPlan,
                    Case,
                    CaseNote,
                    CaseDocument,
                    CaseTask,
                    AccessRequest,
                    CaseAdvisor,
                )
            ),
            TaskTemplate.objects.earliest("pk"),
            Resource.objects.create(kind=ResourceKind.ROOM, name="Мала сала"),
            AccessRecord.objects.create(
                user=user, model="center.question", object_id=question.pk, purpose="x"
            ),
            self.joint_action(),
            Grant.objects.earliest("pk"),
            *registry(),
            self.registration,
            self.series,
            EventCall.objects.create(
                registration=self.registration, reason=CallReason.CHANGED, due_at=now + timedelta(days=1)
            ),
            Event.objects.get(pk=self.registration.event_id),
            Venue.objects.earliest("pk"),
            Feedback.objects.earliest("pk"),
            FairPlan.objects.earliest("pk"),
            self.item,
            EventPicture.objects.create(
                event=self.registration.event, alt_sr="Штанд", stem="none-of-event", added_by=user
            ),
            self.download,
            Room.objects.earliest("pk"),
            Speaker.objects.earliest("pk"),
            self.application,
            RetentionRun.objects.create(is_dry=True),
            *self.texts(),
            LibraryPicture.objects.create(alt_sr="Штанд", stem="none-of-library", added_by=user),
            ask_about_data(person=Entrepreneur.objects.earliest("pk"), kind=RequestKind.ERASURE),
            HistoryRedaction.objects.create(
                event_table="x",
                columns=["name"],
                record_count=1,
                value_count=1,
                purpose="x",
                database_role="x",
            ),
            StaffAction.objects.create(by=User.objects.latest("pk"), user=user, kind="invited"),
            make_claim(),
            make_proposal(),
            *self.advocacy(user),
            queue_mail(kind="test", to="a@example.org", subject="Тест", text="Тест", language="sr"),
            make_text(),
            NewsletterIssue.objects.get(state="draft"),
            *self.library(),
            self.reader,
            *self.media.records,
            later := questionnaire_of_two_versions(),
            Survey.objects.get(slug=RUNNING),
            *results(),
            *achievements(),
        ]
        self.letter = NewsletterIssue.objects.get(state="sent")
        self.earlier = Questionnaire.objects.filter(key=later.key).earliest("number")
        self.published = Release.objects.published().earliest("pk")
        first, second, third = Entrepreneur.objects.order_by("pk")[:3]
        self.kept, self.merged = first.pk, second.pk
        records.append(merge_entrepreneurs(survivor=second, duplicate=third, by=User.objects.latest("pk")))
        self.slug = published("Пчела за адресе").slug
        records.append(
            begin_import(
                kind="enterprise", file_name="x.csv", data=b"Naziv;PIB\nA;\n", by=User.objects.latest("pk")
            )
        )
        self.numbers = {
            f"{record._meta.app_label}/{record._meta.model_name}": record.pk for record in records
        }

    def texts(self) -> list[Any]:
        """Publish a news item and a page, and open the preview of a draft of each."""
        category = make_category()
        self.news = publish_text(make_news("Отворена су врата", category=category))
        self.standing = publish_text(make_page())
        self.drafts = [
            publications.open_preview(record=draft, by=writer())
            for draft in (make_news("Ускоро"), make_page("Ускоро"))
        ]
        return [self.news, self.standing, category]

    def library(self) -> list[Any]:
        """Take a template with its file, a call and a word of the demo, and somebody who waits for the deadline."""
        self.template = LibraryText.objects.filter(kind="template").earliest("pk")
        self.call = FundingCall.objects.get(slug="start-of-work-demo")
        self.waiting = sign_up(self.call)
        return [self.template, self.call, Term.objects.earliest("pk")]

    def joint_action(self) -> JointAction:
        """Put something on the members' board."""
        member = Membership.objects.current().select_related("person", "enterprise").earliest("pk")
        return put_on_board(
            kind="need",
            enterprise=member.enterprise,
            author=member.person,
            title="Тегле",
            text="Ко их има?",
            last_day=timezone.localdate(),
            submission=uuid.uuid4(),
        )

    def advocacy(self, user: User) -> list[Any]:
        """Keep a document with an initiative and with a meeting of the council; return these and what hangs on them."""
        # One that may be signed: what is signed stands on pages of its own.
        self.initiative = AdvocacyInitiative.objects.public().taking_signatures().earliest("pk")
        self.meeting = CouncilMeeting.objects.held().latest("pk")
        words: Any = {"label_sr": "Допис", "is_public": True}
        rows: list[Any] = [
            InitiativeDocument(initiative=self.initiative, **words),
            CouncilDocument(meeting=self.meeting, **words),
        ]
        self.kept_files = [
            add_file(row, file=io.BytesIO(b"%PDF-1.4 made up"), name="letter.pdf", by=user) for row in rows
        ]
        kinds: list[Any] = [Institution, CouncilMember, CouncilDecision, InitiativeSignature]
        return [self.initiative, self.meeting, *(kind.objects.earliest("pk") for kind in kinds)]

    def address(self, name: str, route: str) -> str:
        """Fill the route's parameters in."""
        model = re.match(r"admin/(\w+/\w+)/", route)
        number = str(self.numbers.get(model[1], "")) if model else ""
        values = {
            "digest": style_hash("#2C5A4B"),
            "object_id": number,
            "verb": VERBS.get(name, ""),
            "kind": "enterprise" if "/import/" in route else "person",
            "pk": number if re.search("/import/|/casedocument/|/case/", route) else self._key(route),
            "kept_pk": str(self.kept),
            "merged_pk": str(self.merged),
            "reference": self._reference(route),
            "secret": self.feed.secret,
            "path": "nothing.webp",
            "slug": self._slug(route),
            "uid": str(self.shown),
            "token": manage_token(self.reader),
            "name": "enterprises.csv",
            "suffix": "ttl",
            "part": "problem",
            "earlier_id": str(self.earlier.pk),
            "event_id": str(self.registration.event_id),
            "pass_id": str(self.door.pk),
            "key": str(uuid.uuid4()) if "<uuid:key>" in route else str(self.item.pk),
        }
        if re.search("/exhibitorapplication/|/exhibitors/|/account/fairs/", route):
            of_fair = route.count("fair/<")
            values |= {
                "number": str(self.application.event_id if of_fair else self.application.pk),
                "slug": self.application.event.slug,
                "event": self.application.event.slug,
                "enterprise": self.application.enterprise.slug,
            }
        if route.startswith(("sr/news/", "sr/about/")):
            of_news = route.startswith("sr/news/")
            values |= {
                "year": str(timezone.localdate().year),
                "number": str(self.drafts[0 if of_news else 1].pk),
                "slug": "stories"
                if "/category/" in route
                else (self.news if of_news else self.standing).slug,
            }
        if route.startswith("sr/resources/"):
            values |= {
                "slug": (self.call if "/calls/" in route else self.template).slug,
                "pk": str(
                    self.waiting.pk
                    if "/reminders/" in route
                    else self.template.files.filter(replaced_at=None).earliest("pk").pk
                ),
            }
        if route.startswith("sr/advocacy/council/"):
            values["year"] = str(self.meeting.day.year)
        if route.startswith("admin/handbook/"):
            values["slug"] = contents()[0].slug
        if "indicators/" in route:
            # The demo has grants and proofs of its own.
            ours = Evidence.objects.filter(measurement__period__indicator__grant__code="addresses")
            proof = ours.shown().exclude(stored_as="").earliest("pk")
            period = str(proof.measurement.period_id)
            values |= {
                "code": "addresses",
                "number": "1",
                "kind": "xlsx",
                "period": period,
                "key": str(proof.pk),
            }
        if "/grantreport/" in route:
            values |= {"language": "sr", "kind": "xlsx"}
        if "research/results/" in route:
            values |= {"slug": self.published.survey.slug, "number": "1", "kind": "tables", "suffix": "csv"}
        if route.startswith("sr/press/"):
            values |= self.media.address_values
        path = re.sub(r"<\w+:(\w+)>", lambda match: values.get(match[1], "1"), route)
        path = path.replace("^(?P<app_label>", "(").replace("(?P<path>.*)$", values["path"])
        path = re.sub(r"\((\w+)\|[^)]*\)/\$", r"center/", path)
        path = path.replace("(?P<url>.*)$", "nothing").removeprefix("^")
        return "/" + path + self._query(route)

    def _query(self, route: str) -> str:
        """Return what stands behind the path: the key of a page that opens with one."""
        keys = {
            "^sr/consultations/<": lambda: links.make_key(self.visit),
            "^sr/consultations/place/": lambda: links.make_place_key(self.place),
            "^sr/events/registration/": lambda: registration_key(self.registration),
            "^sr/news/.*preview/<int": lambda: preview_key(self.drafts[0]),
            "^sr/about/.*preview/<int": lambda: preview_key(self.drafts[1]),
            "^sr/newsletter/confirm/": lambda: confirm_token(self.asked),
            "^sr/newsletter/mine/": lambda: manage_token(self.reader),
            "^sr/resources/reminders/<": lambda: call_key(self.waiting),
            "/exhibitors/<int": lambda: exhibitor_key(self.application),
        }
        found = next((key for pattern, key in keys.items() if re.search(pattern, route)), None)
        return f"?key={found()}" if found else ""

    def _reference(self, route: str) -> str:
        if route.startswith("sr/events/"):
            return self.registration.reference
        return (self.place if "/place/" in route else self.visit).reference

    def _slug(self, route: str) -> str:
        if route.startswith(("sr/advocacy/", "sr/account/initiatives/")):
            return str(self.initiative.slug)
        if route.startswith("sr/newsletter/"):
            return self.letter.slug
        if route.startswith("sr/research/"):
            return RUNNING if "/surveys/" in route else CLOSED
        if route.startswith("sr/events/series/"):
            return self.series.slug
        if route.endswith(("/plan.pdf", "/apply/", "/exhibitors/")):
            return FairPlan.objects.earliest("pk").event.slug
        return self.registration.event.slug if route.startswith("sr/events/") else self.slug

    def _key(self, route: str) -> str:
        if "council" in route and "/files/" in route:
            return str(self.kept_files[1].pk)
        if "advocacy" in route and "/files/" in route:
            return str(self.kept_files[0].pk)
        if "/files/" in route:
            return str(self.download.pk)
        return str(self.place.session_id if route.startswith("sr/consultations/groups/") else self.kept)


def questionnaire_of_two_versions() -> Questionnaire:
    """Return the later version."""
    earlier = make_questionnaire()
    return add_version(key=earlier.key, definition=replace(earlier.asks, version="2"))


def results() -> list[Any]:
    """Return a draft of results beside published ones, and a weighting."""
    survey = answered(made_up(60))
    weighting = add_weighting(survey=survey, name="Попис", margins={"sex": {"f": 52, "m": 48}}, source="РЗС")
    releases.publish(release=drafted(survey))
    return [drafted(survey), weighting]


def achievements() -> list[Any]:
    """Return what a grant of its own is to achieve, with a value and an issued report."""
    by = User.objects.earliest("pk")
    period = make_period(make_indicator(make_result(make_grant("addresses"))))
    result = period.indicator.result
    activity = Activity.objects.create(result=result, title_sr="Саветовање")
    value = make_value(period, by)
    shown = make_approved(
        make_period(make_indicator(result, "1.2")), by, User.objects.exclude(pk=by.pk).earliest("pk")
    )
    cutting = Proof(
        EvidenceKind.ARTICLE,
        "Исечак",
        file=io.BytesIO(b"%PDF-1.7\n%%EOF\n"),
        name="cutting.pdf",
        is_public=True,
    )
    add_evidence(measurement=shown, proof=cutting, by=by)
    report = reports.begin(
        grant=period.indicator.grant, first=period.first, last=period.last, title_sr="Извештај", by=by
    )
    ReportSection.objects.create(report=report, heading_sr="Увод", text_sr="Почели смо.")
    reports.issue(report=report, by=by)
    return [result.objective, result, activity, period.indicator, period, value, report]


def registry() -> list[Any]:
    """Return one record of each list of the registry."""
    enterprise = Enterprise.objects.listed().earliest("pk")
    picture = Picture.objects.create(enterprise=enterprise, alt_sr="Тегле", stem="none")
    kinds: list[Any] = [
        Settlement,
        ActivityCode,
        VulnerableGroup,
        ProductCategory,
        ConsentText,
        DirectoryRules,
    ]
    kinds += [Product, Consent]
    member = Membership.objects.current().earliest("pk")
    figures = AnnualFigures.objects.create(
        enterprise=enterprise, year=2001, source="estimate", confidence="low"
    )
    duty = ReportDuty.objects.create(
        enterprise=enterprise, first_year=2001, last_year=2002, due_on=timezone.localdate()
    )
    return [enterprise, picture, member, figures, duty, *(kind.objects.earliest("pk") for kind in kinds)]


VERBS = {
    "admin:center_measurement_do": "return",
    "admin:center_indicatorperiod_do": "lock",
    "admin:center_grantreport_do": "withdraw",
    "admin:center_resource_do": "archive",
    "admin:center_fundingcall_do": "withdraw",
    "admin:center_term_do": "archive",
    "admin:center_advocacyinitiative_do": "step",
    "admin:center_councilmeeting_do": "document",
    "admin:center_councildecision_do": "reopen",
    "admin:entrepreneurs_initiativesignature_do": "withdraw",
    "admin:research_survey_do": "close",
    "admin:center_newsitem_do": "take_back",
    "admin:center_page_do": "take_back",
    "admin:events_event_do": "repeat",
    "admin:events_exhibitorapplication_do": "withdraw",
    "admin:events_fairplan_do": "hide",
    "admin:research_release_do": "publish",
    "admin:events_programmeitem_do": "drop",
    "admin:events_speaker_do": "take_out",
    "admin:events_registration_do": "cancel",
    "admin:events_eventcall_do": "reached",
    "admin:center_question_do": "answered",
    "admin:center_subscriber_do": "leave",
    "admin:center_newsletterissue_do": "send",
    "admin:center_mediaoutlet_do": "take_back",
    "admin:center_journalist_do": "erase",
    "admin:center_mediarequest_do": "keep",
    "admin:center_pressrelease_do": "withdraw",
    "admin:center_pressdelivery_do": "again",
    "admin:center_storedmail_do": "retry",
    "admin:center_retentionrun_do": "confirm",
    "admin:entrepreneurs_datarequest_do": "done",
    "admin:center_storedtext_do": "retry",
    "admin:center_user_do": "end-access",
    "admin:entrepreneurs_enterprisemessage_do": "passed_on",
    "admin:entrepreneurs_errorreport_do": "done",
    "admin:consultations_consultation_do": "cancel",
    "admin:consultations_groupsession_do": "cancel",
    "admin:consultations_participation_do": "cancel",
    "admin:consultations_calendarfeed_do": "end",
    "admin:consultations_busycalendar_do": "end",
    "admin:consultations_call_do": "again",
    "admin:consultations_case_do": "stage",
    "admin:consultations_casenote_do": "correct",
    "admin:consultations_casedocument_do": "remove",
    # A plan has no verbs of its own.
    "admin:consultations_businessplan_do": "none",
    "admin:consultations_casetask_do": "done",
    "admin:consultations_accessrequest_do": "grant",
    "admin:consultations_caseadvisor_do": "leave",
    "admin:entrepreneurs_merge_do": "undo",
    "admin:entrepreneurs_enterprise_do": "checked",
    "admin:entrepreneurs_vulnerablegroup_do": "replace",
    "admin:entrepreneurs_picture_do": "remove",
    "admin:entrepreneurs_membership_do": "end",
    "admin:entrepreneurs_consent_do": "withdraw",
    "admin:entrepreneurs_reportduty_do": "submitted",
    "admin:entrepreneurs_entrepreneur_do": "consent",
    "admin:entrepreneurs_jointaction_do": "approve",
    "admin:entrepreneurs_claimrequest_do": "refuse",
    "admin:entrepreneurs_changeproposal_do": "return",
}
