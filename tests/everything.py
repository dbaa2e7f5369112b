"""A person with a row in every kind of record that is about people; what is theirs alone carries a mark."""

import io
import uuid
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone

from center.audit import record_access
from center.base.encryption import encrypt
from center.base.personal_data import Subject
from center.choices.advocacy import StepKind
from center.choices.indicators import EvidenceKind
from center.models import (
    AccountEvent,
    CallReminder,
    NewsletterDelivery,
    StaffAction,
    StoredMail,
    StoredText,
    User,
)
from center.services.evidence import Proof
from center.services.keys import SECOND_FACTOR_CONTEXT
from center.services.measurements import Entry, propose_by_hand
from consultations import services
from consultations.choices import (
    AttemptResult,
    BudgetKind,
    CallReason,
    CanvasPart,
    MoneySource,
    ReminderKind,
    State,
)
from consultations.models import (
    Absence,
    AccessRequest,
    Advisor,
    BudgetMonth,
    BudgetRow,
    BusinessPlan,
    BusyTime,
    CalendarFeed,
    Call,
    CallAttempt,
    CanvasBlock,
    CanvasEarlier,
    Case,
    Consultation,
    Participation,
    PlanComment,
    Reminder,
    VisitMove,
)
from consultations.services.busy_calendars import add_calendar
from entrepreneurs.choices import ConsentWay, LegalForm, MemberRole, Purpose, RequestKind
from entrepreneurs.models import (
    ChangeProposal,
    Channel,
    ClaimRequest,
    Enterprise,
    Entrepreneur,
    Joining,
    JointAction,
    PersonText,
    RegisteredForm,
    Seat,
    VulnerableGroup,
)
from entrepreneurs.services import (
    ContactWishes,
    add_member,
    answer_request,
    ask_about_data,
    connect_login,
    keep_wishes,
    merge_entrepreneurs,
    newest_text,
    note_mail,
    record_demographics,
    record_fact,
    record_vulnerability,
)
from entrepreneurs.services.consents import give_consent
from entrepreneurs.services.signatures import sign, sign_on_paper
from events.choices import CallReason as EventCallReason
from events.choices import ComesAgain, SalesBand
from events.models import (
    CheckIn,
    EventCall,
    ExhibitorApplication,
    ExhibitorNeeds,
    ExhibitorReport,
    Question,
    Review,
    Speaker,
)
from events.services.answers import Given
from events.services.registrations import register
from tests.center.advocacy.factories import published as open_initiative
from tests.center.factories import make_mail
from tests.center.frameworks import make_grant, make_indicator, make_period, make_result
from tests.center.newsletters import make_issue, make_subscriber
from tests.center.resources.library import make_call, sign_up
from tests.consultations.cases import make_case, make_note, make_task
from tests.consultations.factories import MONDAY, local, make_advisor, make_past_visit, make_topic
from tests.consultations.groups import enter, make_session
from tests.entrepreneurs.factories import make_enterprise, make_person, place
from tests.events.factories import make_event

NAME, PHONE, EMAIL = "Тајана Тајић", "+381649998877", "tajana@tajic.example"
# Each stands somewhere in her records, and nowhere else.
MARKS = ("Тајан", "Tajan", "tajana", "649998877", "ТАЈНО")
PDF = b"%PDF-1.7\n%TAJNO\n%%EOF\n"


@dataclass(frozen=True)
class Everything:
    """The person, their login, the colleague who advises them, and the main records."""

    person: Entrepreneur
    user: User
    advisor: Advisor
    case: Case
    visit: Consultation
    place: Participation
    enterprise: Enterprise
    duplicate: Entrepreneur

    @property
    def subject(self) -> Subject:
        """Return the person as if they worked in the office too, so that every kind of record is theirs."""
        return Subject(
            frozenset({self.person.pk, self.duplicate.pk}),
            frozenset({self.user.pk, self.advisor.user_id}),
        )


def somebody_with_everything(by: User) -> Everything:
    """Write every kind of record about one person; `by` is a colleague who has nothing else to do with them."""
    person = make_person(NAME, phone=PHONE, email=EMAIL, settlement=place("Трстеник"))
    user = User.objects.create_user(EMAIL, "x", name=NAME)
    connect_login(user=user, person=person, by=by)
    advisor = make_advisor(make_topic())
    visit = _visit(person, advisor, by)
    case = _case(person, advisor, by)
    enterprise = _enterprise(person, user, by)
    place_ = enter(make_session(), name=NAME, phone=PHONE, email=EMAIL)
    Participation.objects.filter(pk=place_.pk).update(entrepreneur=person)
    for pk in set(Entrepreneur.objects.filter(name=NAME).values_list("pk", flat=True)) - {person.pk}:
        merge_entrepreneurs(survivor=person, duplicate=Entrepreneur.objects.get(pk=pk), by=by)
    _events(person, user, enterprise, by)
    keep_wishes(
        person=person,
        wishes=ContactWishes(
            no_voicemail=True,
            call_from=time(9),
            call_until=time(12),
            advice="ТАЈНО: после смене",
            helper_name="Тајана Млађа",
            helper_phone="064 9998877",
            helper_relation="family",
            helper_agreed=True,
        ),
        how=ConsentWay.PHONE,
        by=by,
    )
    record_vulnerability(
        person=person, groups=list(VulnerableGroup.objects.in_use()[:2]), how=ConsentWay.PAPER, by=by
    )
    record_demographics(
        person=person, sex="woman", birth_year=1987, employment="", how=ConsentWay.PAPER, by=by
    )
    asked = ask_about_data(person=person, kind=RequestKind.CORRECTION, words="ТАЈНО", by=by)
    answer_request(request=asked, done=False, answer="ТАЈНО", by=by)
    mail = make_mail(recipient=EMAIL, reply_to=EMAIL, subject="ТАЈНО", body_text="ТАЈНО", body_html="ТАЈНО")
    StoredMail.objects.filter(pk=mail.pk).update(calendar="ТАЈНО")
    note_mail(mail=mail, person=person)
    reader = make_subscriber(EMAIL, paper_note="ТАЈНО", way="paper", paper_day=date(2026, 1, 1))
    NewsletterDelivery.objects.create(issue=make_issue("tajna"), subscriber=reader)
    CallReminder.objects.create(sign_up=sign_up(make_call(), EMAIL), kind="week", moment=timezone.now())
    text = StoredText.objects.create(
        kind="test", recipient=PHONE, language="sr", body="ТАЈНО", expires_at=timezone.now()
    )
    PersonText.objects.create(text=text, person=person)
    _staff_rows(user, advisor, by)
    _evidence(by)
    duplicate = Entrepreneur.objects.filter(merged_into=person).latest("pk")
    person.refresh_from_db()
    return Everything(person, user, advisor, case, visit, place_, enterprise, duplicate)


def _visit(person: Entrepreneur, advisor: Advisor, by: User) -> Consultation:
    visit = make_past_visit(
        advisor,
        advisor.topics.get(),
        local(MONDAY - timedelta(days=7), 9),
        entrepreneur=person,
        contact_name=NAME,
        contact_phone=PHONE,
        contact_email=EMAIL,
        note="ТАЈНО: мајка је болесна",
        self_check={
            "answers": {"тајно": "ТАЈНО"},
            "result": {},
            "law": "14/2022",
            "checked_on": "2026-01-01",
        },
        series=uuid.uuid4(),
    )
    services.mark_done(consultation=visit, by=by)
    VisitMove.objects.create(
        consultation=visit,
        moved_by=by,
        from_start=visit.starts_at - timedelta(days=1),
        to_start=visit.starts_at,
        from_advisor=advisor,
        to_advisor=advisor,
        after_limit=True,
        reason="ТАЈНО",
    )
    Reminder.objects.create(consultation=visit, kind=ReminderKind.FIRST, starts_at=visit.starts_at)
    call = Call.objects.create(
        consultation=visit, reason=CallReason.OTHER, about="ТАЈНО", due_at=visit.starts_at
    )
    CallAttempt.objects.create(call=call, tried_by=by, result=AttemptResult.NO_ANSWER, note="ТАЈНО")
    cancelled = make_past_visit(
        advisor,
        advisor.topics.get(),
        local(MONDAY - timedelta(days=6), 9),
        entrepreneur=person,
        contact_name=NAME,
        contact_phone=PHONE,
        state=State.CANCELLED,
        cancelled_at=timezone.now(),
        cancelled_by=by,
        cancel_reason="ТАЈНО",
    )
    assert cancelled.pk
    return visit


def _case(person: Entrepreneur, advisor: Advisor, by: User) -> Case:
    case = make_case(advisor, person, subject="ТАЈНО: пекара")
    make_note(case, "ТАЈНО: плаши се")
    make_task(case, "ТАЈНО: позвати")
    done = make_task(case, "ТАЈНО: одустати")
    services.drop_task(task=done, reason="ТАЈНО", by=advisor.user)
    services.add_document(
        case=case,
        file=io.BytesIO(PDF),
        name="тајно.pdf",
        title="ТАЈНО",
        by=advisor.user,
        submission=uuid.uuid4(),
    )
    case.stage_changes.update(reason="ТАЈНО")
    plan = BusinessPlan.objects.create(case=case)
    block = CanvasBlock.objects.create(plan=plan, part=CanvasPart.values[0], text="ТАЈНО", saved_by=by)
    CanvasEarlier.objects.create(block=block, text="ТАЈНО", version=1, saved_at=timezone.now(), saved_by=by)
    BudgetRow.objects.create(
        plan=plan, kind=BudgetKind.MONEY, name="ТАЈНО", amount=1, source=MoneySource.values[0]
    )
    BudgetMonth.objects.create(plan=plan, number=1, share=100)
    PlanComment.objects.create(plan=plan, text="ТАЈНО", written_by=by, submission=uuid.uuid4())
    AccessRequest.objects.create(
        case=case,
        asked_by=by,
        reason="ТАЈНО",
        answer="ТАЈНО",
        state="granted",
        until=timezone.localdate(),
        decided_at=timezone.now(),
        decided_by=advisor.user,
    )
    return case


def _enterprise(person: Entrepreneur, user: User, by: User) -> Enterprise:
    """Make her a sole trader who edits her profile and writes on the board."""
    enterprise = make_enterprise("Златна дуња")
    add_member(person=person, enterprise=enterprise, role=MemberRole.FOUNDER, may_edit=True, by=by)
    record_fact(RegisteredForm, enterprise=enterprise, since=date(2020, 1, 1), form=LegalForm.ENTREPRENEUR)
    record_fact(Seat, enterprise=enterprise, since=date(2020, 1, 1), settlement=place("Трстеник"))
    give_consent(
        person=person, purpose=Purpose.PUBLICATION, how=ConsentWay.PAPER, enterprise=enterprise, by=by
    )
    Channel.objects.create(enterprise=enterprise, person=person, kind="phone", phone=PHONE, note_sr="ТАЈНО")
    ChangeProposal.objects.create(
        enterprise=enterprise,
        section="about",
        changes={"summary_sr": {"old": "а", "new": "б"}},
        proposed_by=user,
        message="ТАЈНО",
    )
    ClaimRequest.objects.create(
        kind="claim",
        state="refused",
        enterprise=enterprise,
        person=person,
        name=NAME,
        email=EMAIL,
        phone=PHONE,
        role=MemberRole.FOUNDER,
        language="sr",
        proposal={"name_sr": "ТАЈНО"},
        message="ТАЈНО",
        submission=uuid.uuid4(),
        verified_at=timezone.now(),
        decided_at=timezone.now(),
        decided_by=by,
        reason="ТАЈНО",
    )
    action = JointAction.objects.create(
        kind="need",
        enterprise=enterprise,
        author=person,
        title="ТАЈНО: тегле",
        text="ТАЈНО",
        last_day=timezone.localdate(),
        state="returned",
        message="ТАЈНО",
        submission=uuid.uuid4(),
        decided_by=by,
        decided_at=timezone.now(),
    )
    Joining.objects.create(action=action, enterprise=enterprise, person=person, words="ТАЈНО")
    sign(initiative=open_initiative(by, (StepKind.SIGNING, 3)), enterprise=enterprise, person=person, by=user)
    sign_on_paper(
        initiative=open_initiative(by, (StepKind.SIGNING, 3)),
        enterprise=enterprise,
        signed_for="ТАЈНО",
        signed_on=timezone.localdate(),
        person=person,
        by=by,
    )
    return enterprise


def _events(person: Entrepreneur, user: User, enterprise: Enterprise, by: User) -> None:
    """Let her register for an event, speak at it, exhibit at a fair and report of it."""
    event = make_event()
    question = Question.objects.create(event=event, text_sr="Шта Вам треба?")
    registration = register(
        event=event,
        name=NAME,
        phone=PHONE,
        email=EMAIL,
        organisation="ТАЈНО",
        language="sr",
        submission=uuid.uuid4(),
        entrepreneur=person,
        answers=[Given(question, text="ТАЈНО: тумач")],
        consent=newest_text(Purpose.EVENT),
    )
    EventCall.objects.create(
        registration=registration, reason=EventCallReason.CHANGED, due_at=event.starts_at
    )
    CheckIn.objects.create(
        registration=registration,
        person=1,
        day=timezone.localdate(event.starts_at),
        action=uuid.uuid4(),
        noted_by=by,
    )
    Speaker.objects.create(event=event, name="Говорница", entrepreneur=person)
    application = ExhibitorApplication.objects.create(
        event=make_event(kind="fair"),
        enterprise=enterprise,
        applicant=person,
        contact_name=NAME,
        contact_phone=PHONE,
        contact_email=EMAIL,
        language="sr",
        wishes="ТАЈНО",
    )
    Review.objects.create(application=application, reviewer=user, score=3)
    ExhibitorNeeds.objects.create(application=application, vehicle="ТАЈНО", note="ТАЈНО")
    ExhibitorReport.objects.create(
        application=application, sales=SalesBand.NOTHING, comes_again=ComesAgain.YES, words="ТАЈНО"
    )


def _evidence(by: User) -> None:
    """Keep a list with her signature on it, which nothing in the row says."""
    names = Proof(EvidenceKind.LIST, "Листа учесника", file=io.BytesIO(PDF), name="lista.pdf")
    period = make_period(make_indicator(make_result(make_grant("everything"))))
    propose_by_hand(period=period, by=by, entry=Entry(value=Decimal(12)), evidence=[names])


def _staff_rows(user: User, advisor: Advisor, by: User) -> None:
    """Write what there is of people who work here."""
    now = timezone.now()
    Absence.objects.create(advisor=advisor, starts_at=now, ends_at=now + timedelta(hours=1), note="пут")
    CalendarFeed.objects.create(advisor=advisor, secret="abc", digest="0" * 64, made_at=now)
    assert advisor.user is not None
    calendar = add_calendar(
        advisor=advisor, address="https://c.example/a.ics", counts_all_day=True, by=advisor.user
    )
    BusyTime.objects.create(calendar=calendar, starts_at=now, ends_at=now + timedelta(hours=1))
    record_access(user=advisor.user, obj=user, purpose="opened")
    AccountEvent.objects.create(kind="signed_in", user=user)
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    Authenticator.objects.create(
        user=user, type="totp", data={"secret": encrypt("ТАЈНО", SECOND_FACTOR_CONTEXT)}
    )
    UserSession.objects.create(user=user, ip="192.0.2.7", user_agent="ТАЈНО", session_key="tajna")
    StaffAction.objects.create(kind="invited", by=by, user=advisor.user)
