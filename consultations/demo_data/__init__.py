"""Made-up topics, advisors and visits, so that the demo looks like a working week of the office."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from center.base.phones import can_receive_texts
from center.base.references import REFERENCE_ALPHABET
from center.choices import Language, Role
from center.demo_data import demo_user
from consultations import rules, slots
from consultations.choices import (
    AttemptResult,
    CallOutcome,
    CallReason,
    Confirmation,
    Mode,
    NoticeUnit,
    State,
)
from consultations.demo_data import cases, groups, past
from consultations.models import Advisor, Allocation, Call, CallAttempt, Consultation, OpeningHours, Topic
from consultations.services.calendar_feeds import make_feed
from consultations.spans import instant
from entrepreneurs.choices import ConsentWay, HelperRelation, Purpose
from entrepreneurs.models import Entrepreneur
from entrepreneurs.services import ContactWishes, give_consent, keep_wishes

_MARK = "(демо)"


def load() -> None:
    """Make the demo's topics, advisors and visits unless they are there; the demo's staff exist already."""
    if Topic.objects.exists() or Advisor.objects.exists():
        return
    topics = [Topic.objects.create(is_published=True, position=n, **row) for n, row in enumerate(_TOPICS, 1)]
    advisors = [_advisor(n, topics) for n in (1, 2, 3)]
    people = [
        Entrepreneur.objects.create(name=f"{name} {_MARK}", phone=phone, email=email)
        for name, phone, email in _PEOPLE
    ]
    make_feed(advisor=advisors[0], by=advisors[0].user)
    for number, wishes in _WISHES.items():
        keep_wishes(person=people[number], wishes=wishes, how=ConsentWay.PHONE)
    for number, person in enumerate(people):
        give_consent(person=person, purpose=Purpose.BOOKING, how=ConsentWay.PHONE)
        # Every second one who has a mobile phone is reminded by text.
        if number % 2 == 0 and can_receive_texts(person.phone):
            give_consent(person=person, purpose=Purpose.SMS, how=ConsentWay.PHONE)
    now = timezone.now()
    for number, (start, who, what) in enumerate(_plan(timezone.localdate(now))):
        person = people[number % len(people)]
        _visit(number, start, topic=topics[what], advisor=advisors[who], person=person, now=now)
    cases.load(advisors, people, timezone.localdate(now))
    groups.load(topics, advisors, people, now)
    past.load(topics, advisors, people, timezone.localdate(now))


def _advisor(number: int, topics: list[Topic]) -> Advisor:
    user = demo_user(Role.ADVISOR, number)
    advisor = Advisor.objects.create(user=user, name_sr=f"{user.name} {_MARK}", name_en="")
    # The third advisor knows only the first two topics.
    advisor.topics.set(topics if number < len(_PLAN) else topics[:2])
    OpeningHours.objects.bulk_create(
        OpeningHours(advisor=advisor, weekday=day, opens=time(9), closes=time(13)) for day in range(1, 6)
    )
    return advisor


def _plan(today: date) -> Iterator[tuple[datetime, int, int]]:
    """Yield (start, place of the advisor, place of the topic) for the working days of three weeks."""
    monday = today - timedelta(days=today.weekday())
    for week in range(3):
        for weekday in range(5):
            day = monday + timedelta(days=7 * week + weekday)
            if not rules.is_holiday(day):
                # Fewer visits the farther away.
                for hour, who, what in _PLAN[weekday % len(_PLAN)][: 4 - week]:
                    yield instant(day, time(hour)), who, what


def _visit(
    number: int, start: datetime, *, topic: Topic, advisor: Advisor, person: Entrepreneur, now: datetime
) -> None:
    """Write the rows of a visit as the services would leave them; a visit in the past cannot be booked."""
    booked_at = min(now, start) - timedelta(days=3)
    state = _state(number, start, topic, now)
    over, by = state in {State.DONE, State.MISSED}, advisor.user
    ends = start + timedelta(minutes=topic.length)
    modes = [mode for mode in topic.modes if not rules.lacks_phone(mode, person.phone)]
    visit = Consultation.objects.create(
        reference=_reference(number),
        topic=topic,
        advisor=advisor,
        entrepreneur=person,
        starts_at=start,
        ends_at=ends,
        mode=modes[number % len(modes)],
        state=state,
        contact_name=person.name,
        contact_phone=person.phone,
        contact_email=person.email,
        note=_NOTES[number % len(_NOTES)],
        language=Language.SERBIAN_CYRILLIC,
        submission=uuid.uuid5(uuid.NAMESPACE_URL, f"demo-visit-{number}"),
        created_at=booked_at,
        confirmed_at=None if state == State.REQUESTED else booked_at,
        closed_at=ends if over else None,
        closed_by=by if over else None,
        cancelled_at=booked_at + timedelta(hours=5) if state == State.CANCELLED else None,
        cancelled_by_visitor=state == State.CANCELLED,
    )
    _call(visit, number, booked_at, now)
    busy = slots.Shape.of(topic).busy(start)
    Allocation.objects.create(
        resource=advisor.resource, consultation=visit, busy=DateTimeTZRange(busy.start, busy.end, "[)")
    )


def _state(number: int, start: datetime, topic: Topic, now: datetime) -> State:
    if number % 11 == 7:  # noqa: PLR2004 -- every so often
        return State.CANCELLED
    if start + timedelta(minutes=topic.length) < now:
        return State.MISSED if number % 6 == 3 else State.DONE  # noqa: PLR2004 -- every so often
    return State.REQUESTED if topic.confirmation == Confirmation.BY_STAFF else State.CONFIRMED


def _call(visit: Consultation, number: int, booked_at: datetime, now: datetime) -> None:
    """Put people without email on the call list; those whose visit is near were reached, some others not yet."""
    if visit.state != State.CONFIRMED or visit.contact_email or visit.ends_at <= now:
        return
    call = Call.objects.create(
        consultation=visit, reason=CallReason.BOOKED, asked_at=booked_at, due_at=visit.starts_at
    )
    by = visit.advisor.user
    if visit.starts_at < now + timedelta(days=1):
        CallAttempt.objects.create(call=call, tried_at=now, tried_by=by, result=AttemptResult.REACHED)
        call.outcome, call.closed_at, call.closed_by = CallOutcome.REACHED, now, by
        call.save()
    elif number % 2:
        for hours, result in ((26, AttemptResult.BUSY), (2, AttemptResult.NO_ANSWER)):
            tried_at = now - timedelta(hours=hours)
            CallAttempt.objects.create(call=call, tried_at=tried_at, tried_by=by, result=result)


def _reference(number: int) -> str:
    letters = []
    for _place in range(4):
        number, rest = divmod(number, len(REFERENCE_ALPHABET))
        letters.append(REFERENCE_ALPHABET[rest])
    return "DM" + "".join(reversed(letters)) + "DM"


_TOPICS = [
    {
        "slug": "first-talk",
        "name_sr": "Први разговор о идеји",
        "name_en": "A first talk about your idea",
        "summary_sr": "Имате идеју, а не знате одакле да почнете? Разговарамо о томе коме би користила, "
        "ко би у њој радио и шта је први корак. Ништа не морате да знате унапред.",
        "summary_en": "You have an idea and do not know where to begin? We talk about whom it would help, "
        "who would work in it and what the first step is. You need not know anything beforehand.",
        "what_to_bring_sr": "Ништа. Ако сте нешто записали, понесите то.",
        "what_to_bring_en": "Nothing. If you have written something down, bring it along.",
        "length": 45,
        "buffer_after": 15,
        "step": 60,
        "notice_amount": 2,
        "notice_unit": NoticeUnit.HOURS,
        "modes": [Mode.OFFICE, Mode.PHONE],
    },
    {
        "slug": "legal-forms",
        "name_sr": "Правни облик и упис у регистар",
        "name_en": "Legal form and registration",
        "summary_sr": "Који облик одговара Вашем послу – удружење, задруга, предузеће или предузетник – "
        "и шта Закон о социјалном предузетништву тражи за упис.",
        "summary_en": "Which form suits your work – an association, a cooperative, a company or a sole "
        "trader – and what the Law on Social Entrepreneurship asks for registration.",
        "what_to_bring_sr": "Оснивачки акт, ако већ имате регистровану организацију.",
        "what_to_bring_en": "The founding act, if your organisation is already registered.",
        "length": 60,
        "notice_amount": 4,
        "notice_unit": NoticeUnit.HOURS,
        "modes": [Mode.OFFICE, Mode.PHONE, Mode.ONLINE],
    },
    {
        "slug": "business-plan",
        "name_sr": "Пословни план и први буџет",
        "name_en": "Business plan and first budget",
        "summary_sr": "Рачунамо заједно: шта продајете, коме, по којој цени, колико Вас кошта и "
        "када посао почиње сам себе да носи.",
        "summary_en": "We do the sums together: what you sell, to whom, at what price, what it costs you "
        "and when the business begins to carry itself.",
        "what_to_bring_sr": "Све бројеве које имате, макар и на папирићу.",
        "what_to_bring_en": "All the numbers you have, even on a scrap of paper.",
        "length": 90,
        "buffer_before": 15,
        "step": 30,
        "notice_amount": 1,
        "notice_unit": NoticeUnit.WORKING_DAYS,
        "modes": [Mode.OFFICE],
    },
    {
        "slug": "employing-people",
        "name_sr": "Запошљавање људи из осетљивих група",
        "name_en": "Employing people from vulnerable groups",
        "summary_sr": "Како да запослите људе који тешко налазе посао, које подстицаје држава даје "
        "и како да радно место прилагодите човеку.",
        "summary_en": "How to employ people who find it hard to get work, which incentives the state gives "
        "and how to fit a job to the person.",
        "what_to_bring_sr": "",
        "what_to_bring_en": "",
        "length": 60,
        "notice_amount": 2,
        "notice_unit": NoticeUnit.WORKING_DAYS,
        "modes": [Mode.OFFICE, Mode.ONLINE],
        "confirmation": Confirmation.BY_STAFF,
    },
]
# (hour, place of the advisor, place of the topic); pauses fit, and every advisor keeps free times.
_PLAN = [
    [(9, 0, 0), (10, 1, 1), (11, 2, 0), (12, 0, 3)],
    [(9, 1, 2), (10, 0, 0), (11, 2, 1), (12, 1, 1)],
    [(10, 2, 0), (9, 0, 1), (11, 1, 0), (11, 0, 2)],
]
_PEOPLE = [
    ("Милица Јовановић", "+381600000011", ""),
    ("Драган Петровић", "", "dragan@demo.example"),
    ("Снежана Ђорђевић", "+381600000013", "snezana@demo.example"),
    ("Бојан Николић", "+381600000014", ""),
    ("Рада Стефановић", "+381600000015", "rada@demo.example"),
    ("Немања Љубић", "", "nemanja@demo.example"),
    ("Џенана Шабановић", "+381600000017", "dzenana@demo.example"),
]
# How two of these people may be reached, by their place above.
_WISHES = {
    2: ContactWishes(neutral_texts=True, no_email_reminders=True),
    3: ContactWishes(
        no_voicemail=True,
        call_from=time(10),
        call_until=time(13),
        neutral_texts=True,
        advice="Тражите Бојана по имену и не помињите канцеларију.",
        helper_name="Јасна Николић (демо)",
        helper_phone="+381600000019",
        helper_relation=HelperRelation.FAMILY,
        helper_agreed=True,
    ),
}
_NOTES = [
    "Правимо сапуне од козјег млека и волели бисмо да запослимо две жене из села.",
    "",
    "Удружење родитеља жели да отвори пекару.",
    "",
    "Како да наплаћујемо услуге помоћи у кући старијима?",
]
