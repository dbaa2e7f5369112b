"""What the office writes about its decisions: texts that staff change, with words in braces that are filled in.

The words are Serbian in the Serbian text and English in the English one. A text with an unknown word or a lone brace
is never saved, so that no letter can break.
"""

import re
from collections.abc import Mapping
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from center.base.scripts import to_latin
from center.base.shown_text import in_script
from center.choices import Language
from events.choices import ApplicationState
from events.models import DecisionLetter, Event, ExhibitorApplication

# Key: how it stands in the Serbian and in the English text.
WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "enterprise": ("предузеће", "enterprise"),
    "contact": ("име", "name"),
    "fair": ("сајам", "fair"),
    "day": ("дан", "day"),
}
_IN_BRACES: Final = re.compile(r"\{([^{}]*)\}")

_DEFAULTS: Final[Mapping[str, tuple[str, str]]] = {
    ApplicationState.ACCEPTED: (
        (
            "Добар дан, {име},\n\nса радошћу Вам јављамо да на сајму има места за Вас.\n\n"
            "Предузеће: {предузеће}\nСајам: {сајам}\nДан: {дан}\n\n"
            "Молимо Вас да нам преко везе испод кажете колико столова, столица и утичница Вам треба. Ако ипак не можете"
            " да дођете, одјавите се што пре: неко чека на Ваше место."
        ),
        (
            "Hello {name},\n\nwe are glad to tell you that there is a stand for you at the fair.\n\n"
            "Enterprise: {enterprise}\nFair: {fair}\nDay: {day}\n\n"
            "Please tell us along the link below how many tables, chairs and sockets you need. If you cannot come after"
            " all, withdraw as soon as you can: somebody waits for your stand."
        ),
    ),
    ApplicationState.RESERVE: (
        (
            "Добар дан, {име},\n\nхвала Вам на пријави. Пријавило се више излагача него што има штандова, па сте за"
            " сада на списку резерви.\n\nПредузеће: {предузеће}\nСајам: {сајам}\nДан: {дан}\n\n"
            "Ако се неко место ослободи, одмах Вам јављамо."
        ),
        (
            "Hello {name},\n\nthank you for your application. More exhibitors applied than there are stands, so for now"
            " you are on the reserve list.\n\nEnterprise: {enterprise}\nFair: {fair}\nDay: {day}\n\n"
            "If a stand becomes free, we will tell you at once."
        ),
    ),
    ApplicationState.DECLINED: (
        (
            "Добар дан, {име},\n\nхвала Вам на пријави. Овог пута, нажалост, нисмо могли да Вам дамо штанд.\n\n"
            "Предузеће: {предузеће}\nСајам: {сајам}\nДан: {дан}\n\n"
            "Дођите као посетилац, а за следећи сајам се пријавите поново. Ако желите да разговарамо о разлозима, само"
            " нам одговорите на ову поруку."
        ),
        (
            "Hello {name},\n\nthank you for your application. This time, unfortunately, we could not give you a stand."
            "\n\nEnterprise: {enterprise}\nFair: {fair}\nDay: {day}\n\n"
            "Do come as a visitor, and apply again for the next fair. If you would like to talk about the reasons, just"
            " answer this letter."
        ),
    ),
}


def check(text: str, *, english: bool) -> None:
    """Raise ValidationError, naming what is wrong and what is possible, for a text that could not be filled in."""
    known = [words[english] for words in WORDS.values()]
    told = ", ".join(f"{{{word}}}" for word in known)
    for word in _IN_BRACES.findall(text):
        if word not in _values(dict.fromkeys(WORDS, ""), english=english):
            raise ValidationError(
                _("“%(word)s” cannot be filled in. What can: %(known)s.")
                % {"word": f"{{{word}}}", "known": told}
            )
    if re.search(r"[{}]", _IN_BRACES.sub("", text)):
        raise ValidationError(
            _("A brace is missing or too many. What can be filled in: %(known)s.") % {"known": told}
        )


def letter_of(event: Event, decision: str) -> DecisionLetter:
    """Return the text of a fair for a decision; one that nobody wrote yet is the house's, not saved, version 0."""
    found = DecisionLetter.objects.filter(event=event, decision=decision).first()
    return found or default_letter(event, decision)


def default_letter(event: Event, decision: str) -> DecisionLetter:
    """Return the house's own text for a decision, not saved, version 0."""
    serbian, english = _DEFAULTS[decision]
    return DecisionLetter(event=event, decision=decision, text_sr=serbian, text_en=english, version=0)


def filled(letter: DecisionLetter, application: ExhibitorApplication) -> str:
    """Return the text for an application in its own language and script; the English of who wrote none is Serbian."""
    language = application.language
    english = language == Language.ENGLISH and bool(letter.text_en)
    with override(Language.ENGLISH if english else Language.SERBIAN_CYRILLIC):
        event, enterprise = application.event, application.enterprise
        values = {
            "enterprise": enterprise.name.plain,
            "contact": in_script(application.contact_name),
            "fair": event.title.plain,
            "day": date_format(event.starts_at, "DATE_FORMAT"),
        }
    text = letter.text_en if english else letter.text_sr
    known = _values(values, english=english)
    text = _IN_BRACES.sub(lambda found: known.get(found[1], found[0]), text)
    if english:
        return text
    with override(language):
        return in_script(text)


def _values(values: Mapping[str, str], *, english: bool) -> dict[str, str]:
    """Return what stands for each word; the Serbian ones are known in both scripts, as staff type them."""
    known = {words[english]: values[key] for key, words in WORDS.items()}
    return known if english else known | {to_latin(word): value for word, value in known.items()}
