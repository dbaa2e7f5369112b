"""A made-up newsletter: twelve readers, an issue that went out, and a draft."""

from datetime import timedelta

from django.utils import timezone

from center.choices.newsletter import CONSENT_VERSION, ConsentWay, IssueState, LeavingWay, SubscriberState
from center.models import NewsletterDelivery, NewsletterIssue, StoredMail, Subscriber

_SENT = "first-issue"
_DRAFT = "autumn-calls"
# (local part, language, state)
_READERS = [
    ("citalac1", "sr", SubscriberState.CONFIRMED),
    ("citalac2", "sr", SubscriberState.CONFIRMED),
    ("citalac3", "sr-latn", SubscriberState.CONFIRMED),
    ("citalac4", "sr-latn", SubscriberState.CONFIRMED),
    ("citalac5", "en", SubscriberState.CONFIRMED),
    ("citalac6", "sr", SubscriberState.CONFIRMED),
    ("citalac7", "sr-latn", SubscriberState.CONFIRMED),
    ("citalac8", "sr", SubscriberState.CONFIRMED),
    ("papir", "sr", SubscriberState.CONFIRMED),
    ("nepotvrdjen", "sr", SubscriberState.WAITING),
    ("odjavljen", "sr", SubscriberState.LEFT),
    ("stara-adresa", "en", SubscriberState.REFUSED),
]


def load() -> None:
    """Make readers and issues unless the first issue is there; what somebody changed stays changed."""
    if NewsletterIssue.objects.filter(slug=_SENT).exists():
        return
    now = timezone.now()
    readers = [
        _reader(name, language, state, days=40 + 3 * number)
        for number, (name, language, state) in enumerate(_READERS)
    ]
    began = now - timedelta(days=12)
    issue = NewsletterIssue.objects.create(
        slug=_SENT,
        state=IssueState.SENT,
        began_at=began,
        finished_at=began + timedelta(minutes=2),
        is_demo=True,
        **_FIRST,
    )
    for reader in readers:
        if reader.state == SubscriberState.CONFIRMED:
            mail = StoredMail.objects.create(
                kind="center/newsletter_issue",
                recipient=reader.email,
                subject=issue.subject_sr,
                language=reader.language,
                is_secret=True,
                message_id=f"<demo-newsletter-{reader.pk}@demo.example>",
                state="sent",
                sent_at=began + timedelta(minutes=1),
                erased_at=began + timedelta(minutes=1),
            )
            NewsletterDelivery.objects.create(issue=issue, subscriber=reader, mail=mail, queued_at=began)
    NewsletterIssue.objects.create(slug=_DRAFT, is_demo=True, **_NEXT)


def _reader(name: str, language: str, state: SubscriberState, *, days: int) -> Subscriber:
    asked = timezone.now() - timedelta(days=2 if state == SubscriberState.WAITING else days)
    is_paper = name == "papir"
    return Subscriber.objects.create(
        email=f"{name}@demo.example",
        language=language,
        state=state,
        consent_version=CONSENT_VERSION,
        asked_at=asked,
        confirmed_at=None if state == SubscriberState.WAITING else asked + timedelta(minutes=9),
        way=ConsentWay.PAPER if is_paper else ConsentWay.WEB,
        paper_day=asked.date() if is_paper else None,
        paper_note="Фасцикла са сајма" if is_paper else "",
        left_at=timezone.now() - timedelta(days=5) if state == SubscriberState.LEFT else None,
        left_how=LeavingWay.PAGE if state == SubscriberState.LEFT else "",
        refused_at=timezone.now() - timedelta(days=4) if state == SubscriberState.REFUSED else None,
    )


_FIRST = {
    "subject_sr": "Први билтен: сајам, радионице и једно питање за Вас",
    "subject_en": "First newsletter: the fair, workshops and a question for you",
    "intro_sr": (
        "Добар дан,\n\nово је први билтен Центра. Једном месечно шаљемо шта је ново, шта следи и где можете да се"
        " укључите.\n\n## Шта следи\n\n- **Мини-сајам**: излагачи су познати, а план штандова је на"
        " [страници догађаја](/sr/events/).\n- **Бесплатни разговори** са саветницима сваког радног дана. [Закажите"
        " разговор](/sr/consultations/).\n- **Радионица о ценама** за оне који тек почињу."
    ),
    "intro_en": (
        "Hello,\n\nthis is the first newsletter of the Center. Once a month we write what is new, what comes next and"
        " where you can join in.\n\n## What comes next\n\n- **The mini-fair**: the exhibitors are known, and the plan"
        " of the stands is on the [page of the event](/sr/events/).\n- **Free talks** with our advisors on every"
        " working day. [Book a talk](/sr/consultations/).\n- **A workshop on prices** for those who are just starting."
    ),
    "closing_sr": (
        "## Једно питање за Вас\n\nШта Вам највише недостаје да започнете? Одговорите на ово писмо или нам"
        " [пишите](/sr/contact/). Одговоре читамо сви у канцеларији.\n\nСрдачно,\n\nВаш Центар"
    ),
    "closing_en": (
        "## A question for you\n\nWhat do you miss most in order to start? Answer this letter or [write to"
        " us](/sr/contact/). Everybody in the office reads the answers.\n\nKind regards,\n\nyour Center"
    ),
}
_NEXT = {
    "subject_sr": "Позиви који су отворени ове јесени",
    "subject_en": "Calls that are open this autumn",
    "intro_sr": "Добар дан,\n\nскупили смо позиве за подршку који су сада отворени.",
    "intro_en": "Hello,\n\nwe have gathered the calls for support that are open now.",
    "closing_sr": "Ако нисте сигурни да ли је позив за Вас, [закажите разговор](/sr/consultations/).",
    "closing_en": "If you are not sure whether a call is for you, [book a talk](/sr/consultations/).",
}
