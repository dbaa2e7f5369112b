"""The column `type`: which kind of question, of which list; what the portal does not ask, and why."""

import difflib
import re
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from research.definition import Kind

_KINDS: Final = {
    Kind.TEXT: ("text", "string", "q string", "add text prompt"),
    Kind.INTEGER: ("integer", "int", "q int", "add integer prompt"),
    Kind.DECIMAL: ("decimal", "q decimal", "add decimal prompt"),
    Kind.DATE: ("date", "q date", "add date prompt"),
    Kind.RANGE: ("range",),
    Kind.NOTE: ("note", "q note", "add note prompt"),
    Kind.CALCULATE: ("calculate", "q calculate", "add calculate prompt"),
    Kind.HIDDEN: ("hidden",),
    Kind.ACKNOWLEDGE: ("acknowledge", "q acknowledge", "add acknowledge prompt", "trigger"),
}
_KIND_OF: Final = {alias: kind for kind, aliases in _KINDS.items() for alias in aliases}
_CHOOSING: Final = {
    "select_one": Kind.SELECT_ONE,
    "select one": Kind.SELECT_ONE,
    "select one from": Kind.SELECT_ONE,
    "select1": Kind.SELECT_ONE,
    "add select one prompt using": Kind.SELECT_ONE,
    "select_multiple": Kind.SELECT_MULTIPLE,
    "select all that apply": Kind.SELECT_MULTIPLE,
    "select all that apply from": Kind.SELECT_MULTIPLE,
    "add select multiple prompt using": Kind.SELECT_MULTIPLE,
    "rank": Kind.RANK,
}
_COMMANDS: Final = "|".join(sorted(map(re.escape, _CHOOSING), key=len, reverse=True))
_SELECT: Final = re.compile(
    rf"(?P<command>{_COMMANDS})(?: (?P<list>\S+)(?P<other> (?:or specify other|or_other|or other))?)?"
)
_GROUP: Final = re.compile(r"(begin|end)[ _]group")
_REPEAT: Final = re.compile(r"(begin|end)[ _](repeat|lgroup|loop|looped group)(?: .*)?")
# Who answered when, where and on what: never kept.
_TRACES: Final = frozenset(
    {
        *("start", "end", "today", "start time", "end time", "get start time", "get end time", "get today"),
        *("deviceid", "device id", "get device id", "imei", "uri:deviceid", "subscriberid", "subscriber id"),
        *("get subscriber id", "uri:subscriberid", "simserial", "sim id", "get sim id", "uri:simserial"),
        *(
            "phonenumber",
            "get phone number",
            "uri:phonenumber",
            "username",
            "uri:username",
            "email",
            "uri:email",
        ),
        "audit",
    }
)
_PLACE: Final = _(
    "Places on a map (%(type)s) are not asked here. Ask for the settlement with a list of choices."
)
_FILES: Final = _("Pictures, recordings and files (%(type)s) are not asked here. Remove this row.")
_OUTSIDE: Final = _(
    "Lists from other files (%(type)s) are not read. Put the choices into the sheet “choices”."
)
_TIME: Final = _("Times of day (%(type)s) are not asked here. Use a date or a text.")
_REPEATS: Final = _(
    "Repeated groups (%(type)s) are not possible here. Write the questions out as often as they may be needed."
)
_REFUSED: Final = {
    "geopoint": _PLACE,
    "geotrace": _PLACE,
    "geoshape": _PLACE,
    "start-geopoint": _PLACE,
    "background-geopoint": _PLACE,
    "location": _PLACE,
    "gps": _PLACE,
    "osm": _PLACE,
    "image": _FILES,
    "photo": _FILES,
    "audio": _FILES,
    "video": _FILES,
    "file": _FILES,
    "background-audio": _FILES,
    "barcode": _("Barcodes (%(type)s) are not read here. Ask for the number as a text."),
    "time": _TIME,
    "datetime": _TIME,
    "dateTime": _TIME,
    "select_one_from_file": _OUTSIDE,
    "select_multiple_from_file": _OUTSIDE,
    "select_one_external": _OUTSIDE,
    "xml-external": _OUTSIDE,
    "csv-external": _OUTSIDE,
}


@dataclass(frozen=True)
class Type:
    """What a cell of the column says; exactly one of `kind`, `begins`, `ends`, `trace` and `refusal` is given."""

    kind: Kind | None = None
    choices: str = ""
    or_other: bool = False
    begins: bool = False
    ends: bool = False
    # A repeated group counts where groups are paired.
    repeated: bool = False
    trace: bool = False
    refusal: str | Promise = ""


def type_of(said: str) -> Type:
    """Return what the cell says; a refusal has places for `type` and, where one comes near, `meant`."""
    text = " ".join(said.split())
    if kind := _KIND_OF.get(text):
        return Type(kind=kind)
    if text in _TRACES:
        return Type(trace=True)
    return _group(text) or _choosing(text) or Type(refusal=_refusal(text))


def _group(text: str) -> Type | None:
    if group := _GROUP.fullmatch(text):
        return Type(begins=group[1] == "begin", ends=group[1] == "end")
    if repeat := _REPEAT.fullmatch(text):
        return Type(begins=repeat[1] == "begin", ends=repeat[1] == "end", repeated=True, refusal=_REPEATS)
    return None


def _refusal(text: str) -> str | Promise:
    word, _blank, _rest = text.partition(" ")
    if refusal := _REFUSED.get(text) or _REFUSED.get(word):
        return refusal
    if _SELECT.match(text):
        return _("Behind the type stands the name of one list, without blanks: select_one name_of_the_list.")
    if meant(text):
        return _("The type “%(type)s” is not known. Did you mean “%(meant)s”?")
    return _("The type “%(type)s” is not known. Use one of the types of XLSForm, such as text or select_one.")


def meant(said: str) -> str:
    """Return the known type that comes nearest, or ""."""
    known = [*(kind.value for kind in Kind), "begin_group", "end_group"]
    word, _blank, _rest = said.strip().partition(" ")
    near = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.7)
    return near[0] if near else ""


def _choosing(text: str) -> Type | None:
    select = _SELECT.fullmatch(text)
    if select is None:
        return None
    kind = _CHOOSING[select["command"]]
    if not select["list"]:
        return Type(refusal=_("“%(type)s” needs the name of a list of choices behind it."))
    if "${" in select["list"]:
        return Type(refusal=_("Choices from earlier answers (%(type)s) are not possible here."))
    if kind is Kind.RANK and select["other"]:
        return Type(refusal=_("A ranking cannot have “or_other”. Put the choice into the list."))
    return Type(kind=kind, choices=select["list"], or_other=bool(select["other"]))
