"""Sentences of the door: what the volunteer reads and the screen reader says."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from center.base.person_names import shown_name
from events.choices import RegistrationState
from events.models import Registration
from events.services.door_answers import Answer, Outcome


@dataclass(frozen=True)
class Told:
    """A heading of few words, which may be a name, and sentences without names. `kind` is that of a notice."""

    kind: str
    heading: str
    text: str


def told(answer: Answer) -> Told:
    """Return what to say about an answer, in the active language."""
    heading, *sentences = _WORDS[answer.outcome](answer)
    return Told(_KINDS.get(answer.outcome, "error"), heading, " ".join(filter(None, sentences)))


def name_of(registration: Registration) -> str:
    """Return the name by which somebody at the door is called."""
    if registration.walked_in and not registration.contact_name and registration.erased_at is None:
        return pgettext("at the door", "Without registration")
    return shown_name(registration.contact_name)


_KINDS = {
    Outcome.NOTED: "success",
    Outcome.COUNTED: "success",
    Outcome.TAKEN_BACK: "info",
    Outcome.HERE: "warning",
    Outcome.PARTLY: "warning",
    Outcome.ASK: "info",
    Outcome.NOTHING: "warning",
}


def _noted(answer: Answer) -> tuple[str, ...]:
    assert answer.registration is not None
    return (
        name_of(answer.registration),
        ngettext("%(count)d person noted.", "%(count)d people noted.", answer.noted)
        % {"count": answer.noted},
        _of_the_group(answer),
        "" if answer.is_signed else _("The code was typed, so please ask for the name."),
    )


def _partly(answer: Answer) -> tuple[str, ...]:
    return (*_noted(answer), _("No more are registered. Note the others as people without registration."))


def _ask(answer: Answer) -> tuple[str, ...]:
    assert answer.registration is not None
    return (name_of(answer.registration), _of_the_group(answer), _("How many of them come now?"))


def _here(answer: Answer) -> tuple[str, ...]:
    assert answer.registration is not None
    since = timezone.localtime(answer.since).strftime("%H:%M")
    return (
        name_of(answer.registration),
        _("Noted before, since %(time)s.") % {"time": since},
        _of_the_group(answer),
    )


def _of_the_group(answer: Answer) -> str:
    if answer.registration is None or answer.registration.size == 1:
        return ""
    return _("A group: %(here)d of %(size)d are here.") % {
        "here": answer.here,
        "size": answer.registration.size,
    }


def _unknown(_answer: Answer) -> tuple[str, ...]:
    return (
        _("Unknown code"),
        _("Nobody is registered with it. Please look at the code again, or search by name."),
    )


def _forged(_answer: Answer) -> tuple[str, ...]:
    return (
        _("Not a pass of ours"),
        _("We did not make this code. Please ask for the name and search for it."),
    )


def _cancelled(_answer: Answer) -> tuple[str, ...]:
    return (
        pgettext("registration", "Cancelled"),
        _(
            "This registration was cancelled. While places are free, the person can come in without registration."
        ),
    )


def _waiting(answer: Answer) -> tuple[str, ...]:
    is_offered = answer.registration is not None and answer.registration.state == RegistrationState.OFFERED
    return (
        _("No place yet"),
        _("A place was offered, but nobody has said yes.") if is_offered else _("Still on the waiting list."),
        _("While places are free, the person can come in without registration."),
    )


def _other_event(answer: Answer) -> tuple[str, ...]:
    assert answer.registration is not None
    other = answer.registration.event
    return (
        _("For another event"),
        _("This pass is for: %(title)s, %(day)s.")
        % {
            "title": other.title.plain,
            "day": date_format(timezone.localtime(other.starts_at), "SHORT_DATE_FORMAT"),
        },
    )


def _other_day(answer: Answer) -> tuple[str, ...]:
    start = timezone.localtime(answer.event.starts_at)
    return (
        _("Not on this day"),
        _("The event begins on %(day)s at %(time)s.")
        % {"day": date_format(start, "SHORT_DATE_FORMAT"), "time": start.strftime("%H:%M")},
    )


def _off(_answer: Answer) -> tuple[str, ...]:
    return (_("Nothing is noted"), _("This event does not take place on its day, or is not announced yet."))


def _full(answer: Answer) -> tuple[str, ...]:
    free = answer.free or 0
    return (
        _("No room"),
        ngettext("Only %(count)d place is free.", "Only %(count)d places are free.", free) % {"count": free}
        if free
        else _("All places are taken."),
        _("The office can raise the number of places."),
    )


def _not_open(_answer: Answer) -> tuple[str, ...]:
    return (
        _("Too early or too late"),
        _("People come in from two hours before the beginning to a day after the end."),
    )


def _taken_back(answer: Answer) -> tuple[str, ...]:
    name = name_of(answer.registration) if answer.registration is not None else ""
    return (
        name or pgettext("at the door", "Taken back"),
        _("The arrival was taken back."),
        _of_the_group(answer),
    )


def _nothing(_answer: Answer) -> tuple[str, ...]:
    return (_("Nothing to take back"), _("It was not counted, or was taken back before."))


def _counted(answer: Answer) -> tuple[str, ...]:
    if answer.noted < 0:
        return (pgettext("at the door", "Taken back"), _("One fewer was counted."))
    return (pgettext("at the door", "Counted"), "")


def _wrong(_answer: Answer) -> tuple[str, ...]:
    return (_("Not understood"), _("Please look at what was entered and try once more."))


_WORDS = {
    Outcome.NOTED: _noted,
    Outcome.PARTLY: _partly,
    Outcome.ASK: _ask,
    Outcome.HERE: _here,
    Outcome.UNKNOWN: _unknown,
    Outcome.FORGED: _forged,
    Outcome.CANCELLED: _cancelled,
    Outcome.WAITING: _waiting,
    Outcome.OTHER_EVENT: _other_event,
    Outcome.OTHER_DAY: _other_day,
    Outcome.OFF: _off,
    Outcome.FULL: _full,
    Outcome.NOT_OPEN: _not_open,
    Outcome.TAKEN_BACK: _taken_back,
    Outcome.NOTHING: _nothing,
    Outcome.COUNTED: _counted,
    Outcome.WRONG: _wrong,
}
