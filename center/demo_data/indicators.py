"""What the two demo grants were to achieve and did: all numbers are made up, and marked so."""

import io
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone

from center.choices import Role
from center.choices.indicators import AcrossPeriods, EvidenceKind, IndicatorKind, PartedBy, ResultKind
from center.demo_data.portal import demo_user
from center.models import (
    Activity,
    Grant,
    GrantReport,
    Indicator,
    IndicatorPeriod,
    Measurement,
    Objective,
    ReportSection,
    Result,
)
from center.services import measurements, reports
from center.services.evidence import Proof, add_evidence
from center.services.frameworks import save_indicator
from center.services.measurements import Correction, Entry, TypedPart

if TYPE_CHECKING:
    from center.models import User

_WOMEN, _MEN = "жене", "мушкарци"


@dataclass(frozen=True)
class _Planned:
    """An indicator of the demo and what was achieved."""

    code: str
    titles: tuple[str, str]
    units: tuple[str, str]
    target: int | None
    entry: Entry | None = None
    proof: tuple[str, str] = ("Листе потписа", "Signed lists")
    kind: IndicatorKind = IndicatorKind.NUMBER
    more: dict[str, Any] | None = None


def _people(women: int, men: int) -> Entry:
    parts = [
        TypedPart(PartedBy.SEX, label, Decimal(count)) for label, count in ((_WOMEN, women), (_MEN, men))
    ]
    return Entry(value=Decimal(women + men), parts=parts)


def _number(value: int) -> Entry:
    return Entry(value=Decimal(value))


_BY_SEX: Final = {"parted_by": [PartedBy.SEX.value]}
_PEOPLE: Final = ("људи", "people")
_FOUNDING: Final = (
    (
        (
            "Људи у граду имају место које им помаже да покрену социјално предузеће",
            "People of the town have a place that helps them to start a social enterprise",
        ),
        (
            (
                ResultKind.OUTPUT,
                ("Канцеларија је отворена и ради", "The office is open and at work"),
                (
                    (
                        "Уређење простора и запошљавање саветника",
                        "Furnishing the rooms and employing advisors",
                    ),
                ),
                (
                    _Planned(
                        "1.1",
                        ("Опремљена канцеларија", "Office furnished"),
                        ("канцеларија", "office"),
                        1,
                        _number(1),
                        ("Записник о примопредаји", "Record of handing over"),
                    ),
                    _Planned(
                        "1.2",
                        ("Саветовани људи", "People advised"),
                        _PEOPLE,
                        40,
                        _people(29, 17),
                        more={
                            **_BY_SEX,
                            "definition_sr": "Свако ко је дошао бар једном; ко је дошао више пута, рачуна се једном.",
                            "definition_en": "Everybody who came at least once; who came more often counts once.",
                            "baseline": Decimal(0),
                            "baseline_year": 2022,
                        },
                    ),
                ),
            ),
            (
                ResultKind.OUTCOME,
                ("Људи покрећу посао", "People start a business"),
                (("Помоћ при писању пословних планова", "Help with writing business plans"),),
                (
                    _Planned(
                        "1.3",
                        ("Саветовани који су започели регистрацију", "Advised people who began to register"),
                        ("%", "%"),
                        10,
                        Entry(numerator=Decimal(6), denominator=Decimal(46)),
                        ("Потврде о поднетим пријавама", "Confirmations of applications"),
                        IndicatorKind.PERCENTAGE,
                    ),
                ),
            ),
        ),
    ),
    (
        ("Јавност зна шта је социјално предузетништво", "The public knows what social entrepreneurship is"),
        (
            (
                ResultKind.OUTPUT,
                ("Одржан је мини-сајам", "The mini-fair is held"),
                (("Сајам социјалних предузећа на тргу", "A fair of social enterprises on the square"),),
                (
                    _Planned(
                        "2.1",
                        ("Излагачи на сајму", "Exhibitors at the fair"),
                        ("предузећа", "enterprises"),
                        10,
                        _number(12),
                        ("План сајма са излагачима", "Plan of the fair with its exhibitors"),
                    ),
                    _Planned(
                        "2.2",
                        ("Објаве у медијима", "Pieces in the media"),
                        ("објаве", "pieces"),
                        15,
                        _number(11),
                        ("Прес-клипинг", "Press clippings"),
                    ),
                ),
            ),
            (
                ResultKind.OUTPUT,
                ("Објављено је истраживање", "The research is published"),
                (("Анкета међу предузећима и грађанима", "A survey among enterprises and citizens"),),
                (
                    _Planned(
                        "2.3",
                        ("Шта се променило у раду града", "What changed in the work of the town"),
                        ("", ""),
                        None,
                        Entry(
                            text_sr="Град први пут помиње социјална предузећа у свом плану.",
                            text_en="The town names social enterprises in its plan for the first time.",
                        ),
                        ("Одлука скупштине", "Decision of the assembly"),
                        IndicatorKind.QUALITATIVE,
                        {
                            "target_text_sr": "Социјална предузећа помињу се у бар једном документу града.",
                            "target_text_en": "Social enterprises are named in at least one paper of the town.",
                        },
                    ),
                ),
            ),
        ),
    ),
)


def load() -> None:
    """Make frameworks, values and reports, unless there is an objective."""
    if Objective.objects.exists():
        return
    first, second = demo_user(Role.COORDINATOR), demo_user(Role.RESEARCHER)
    founding = Grant.objects.filter(code="reload2").first()
    if founding is not None:
        _found(founding, first, second)
        _report(founding, first)
    running = Grant.objects.filter(is_demo=True).first()
    if running is not None:
        _run(running, first, second)


def _found(grant: Grant, by: "User", second: "User") -> None:
    for number, (titles, results) in enumerate(_FOUNDING, start=1):
        objective = Objective.objects.create(
            grant=grant, position=number, title_sr=titles[0], title_en=titles[1]
        )
        for place, (kind, names, activities, indicators) in enumerate(results, start=1):
            result = _result(objective, place, kind, names, activities)
            for position, planned in enumerate(indicators, start=1):
                period = _period(
                    _indicator(result, position, planned), grant.first_day, grant.last_day, planned.target
                )
                value = _value(period, planned, by)
                if value is not None:
                    measurements.approve(measurement=value, by=second)
    # One period is locked and corrected, as it happens.
    period = IndicatorPeriod.objects.get(indicator__grant=grant, indicator__code="1.2")
    measurements.lock_period(period=period, by=by)
    counted_twice = Correction(
        Measurement.objects.approved().get(period=period),
        "Једна особа је уписана под два имена.",
        "One person had been entered under two names.",
    )
    right = _propose(
        period, _people(28, 17), ("Исправљене листе потписа", "Corrected lists"), by, counted_twice
    )
    measurements.approve(measurement=right, by=second)
    # A photo that came late is said to have come late.
    picture = Proof(
        kind=EvidenceKind.PHOTO,
        title_sr="Радионица у канцеларији (пример)",
        title_en="A workshop in the office (example)",
        alt_sr="Цртеж: четворо људи седи за дугим столом испод прозора.",
        alt_en="A drawing: four people sit at a long table under a window.",
        file=_drawn_photo(),
        name="workshop.png",
        is_public=True,
    )
    add_evidence(measurement=right, proof=picture, by=by)
    changed = Indicator.objects.get(pk=period.indicator_id)
    changed.definition_sr = (
        "Свако ко је дошао на разговор бар једном; ко је дошао више пута, рачуна се једном."
    )
    changed.definition_en = "Everybody who came to talk at least once; who came more often counts once."
    save_indicator(
        indicator=changed,
        by=by,
        reason_sr="Радионице се броје посебно.",
        reason_en="Workshops are counted apart.",
    )


def _drawn_photo() -> io.BytesIO:
    """Return a picture that stands for a photo: people at a table."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 -- loaded only where the demo is made

    picture = Image.new("RGB", (1200, 900), "#efe3cd")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 640, 1200, 900), fill="#b98b5e")
    draw.rectangle((420, 70, 780, 330), fill="#a9c7d6", outline="#6b4a32", width=14)
    draw.line((600, 70, 600, 330), fill="#6b4a32", width=10)
    for place, colour in enumerate(("#8f2f24", "#2f5d62", "#d19a2e", "#4a6b3a")):
        left = 150 + 235 * place
        draw.ellipse((left + 45, 330, left + 145, 430), fill="#d9a577")
        draw.rounded_rectangle((left, 440, left + 190, 700), radius=80, fill=colour)
    draw.rounded_rectangle((70, 600, 1130, 680), radius=18, fill="#6b4a32")
    draw.rectangle((150, 680, 190, 880), fill="#543a27")
    draw.rectangle((1010, 680, 1050, 880), fill="#543a27")
    out = io.BytesIO()
    picture.save(out, "PNG")
    out.seek(0)
    return out


def _run(grant: Grant, by: "User", second: "User") -> None:
    today = timezone.localdate()
    objective = Objective.objects.create(
        grant=grant,
        title_sr="Више људи живи од социјалних предузећа (демо)",
        title_en="More people live by social enterprises (demo)",
    )
    result = _result(
        objective,
        1,
        ResultKind.OUTPUT,
        ("Савети и обуке", "Advice and training"),
        (("Саветовања сваког радног дана", "Consultations on each working day"),),
    )
    earlier = (grant.first_day, today.replace(day=1) - timedelta(days=1))
    later = (today.replace(day=1), grant.last_day)
    advised = _Planned(
        "1.1",
        ("Саветовани људи", "People advised"),
        _PEOPLE,
        120,
        more={**_BY_SEX, "measure": "consultations.people_advised", "across": AcrossPeriods.LATEST},
    )
    # One period over the whole grant: whoever came in two of them would count twice.
    _period(_indicator(result, 1, advised), grant.first_day, grant.last_day, 120)
    trained = _Planned(
        "1.2", ("Учесници обука", "People trained"), _PEOPLE, 60, _people(19, 14), more=_BY_SEX
    )
    trainings = _indicator(result, 2, trained)
    period = _period(trainings, *earlier, 30)
    approved = _value(period, trained, by)
    if approved is not None:
        measurements.approve(measurement=approved, by=second)
    _period(trainings, *later, 30)
    meetings = _Planned(
        "1.3",
        ("Састанци са институцијама", "Meetings with institutions"),
        ("састанци", "meetings"),
        8,
        _number(5),
    )
    waiting = _value(_period(_indicator(result, 3, meetings), *earlier, 4), meetings, second)
    jobs = _Planned("1.4", ("Нова радна места", "New jobs"), ("радна места", "jobs"), 10, _number(3))
    returned = _value(_period(_indicator(result, 4, jobs), *earlier, 5), jobs, second)
    if returned is not None and waiting is not None:
        measurements.return_value(
            measurement=returned, by=by, reason="Недостаје уговор за треће радно место."
        )


def _result(
    objective: Objective,
    position: int,
    kind: ResultKind,
    names: tuple[str, str],
    activities: tuple[tuple[str, str], ...],
) -> Result:
    result = Result.objects.create(
        objective=objective, position=position, kind=kind, title_sr=names[0], title_en=names[1]
    )
    for place, (serbian, english) in enumerate(activities, start=1):
        Activity.objects.create(result=result, position=place, title_sr=serbian, title_en=english)
    return result


def _indicator(result: Result, position: int, planned: _Planned) -> Indicator:
    return Indicator.objects.create(
        result=result,
        code=planned.code,
        position=position,
        kind=planned.kind,
        title_sr=planned.titles[0],
        title_en=planned.titles[1],
        unit_sr="" if planned.kind != IndicatorKind.NUMBER else planned.units[0],
        unit_en="" if planned.kind != IndicatorKind.NUMBER else planned.units[1],
        target=None if planned.target is None else Decimal(planned.target),
        counts_people=planned.units == _PEOPLE or planned.kind == IndicatorKind.PERCENTAGE,
        **(planned.more or {}),
    )


def _period(indicator: Indicator, first: date, last: date, target: int | None) -> IndicatorPeriod:
    return IndicatorPeriod.objects.create(
        indicator=indicator, first=first, last=last, target=None if target is None else Decimal(target)
    )


def _value(period: IndicatorPeriod, planned: _Planned, by: "User") -> Measurement | None:
    return _propose(period, planned.entry, planned.proof, by) if planned.entry else None


def _propose(
    period: IndicatorPeriod,
    entry: Entry,
    proof: tuple[str, str],
    by: "User",
    correction: Correction | None = None,
) -> Measurement:
    kept = Proof(
        kind=EvidenceKind.ARTICLE,
        title_sr=f"{proof[0]} (пример)",
        title_en=f"{proof[1]} (example)",
        url="https://evidence.example/",
    )
    return measurements.propose_by_hand(
        period=period, by=by, entry=entry, evidence=[kept], correction=correction, is_demo=True
    )


def _report(grant: Grant, by: "User") -> None:
    issued = _draft(grant, by, "Завршни извештај (пример)", "Final report (example)")
    ReportSection.objects.create(
        report=issued,
        position=1,
        heading_sr="Укратко",
        heading_en="In short",
        text_sr=(
            "Канцеларија је отворена у уторак, а првог дана је дошло **седморо људи**. До краја пројекта саветовано их"
            " је више него што је обећано.\n\n- Сајам је окупио дванаест излагача.\n- Истраживање је први пут показало"
            " колико таквих предузећа има.\n\nСви бројеви у овом извештају су измишљени."
        ),
        text_en=(
            "The office opened on a Tuesday, and **seven people** came on the first day. By the end of the project more"
            " people were advised than had been promised.\n\n- Twelve exhibitors came to the fair.\n- The research"
            " showed for the first time how many such enterprises there are.\n\nAll numbers in this report are made up."
        ),
    )
    reports.issue(report=issued, by=by)
    draft = _draft(
        grant, by, "Извештај о одрживости (нацрт, пример)", "Report on what remains (draft, example)"
    )
    ReportSection.objects.create(
        report=draft,
        position=1,
        heading_sr="Шта остаје после пројекта",
        heading_en="What remains after the project",
        text_sr="Овде још пишемо.",
        text_en="We are still writing here.",
    )


def _draft(grant: Grant, by: "User", title_sr: str, title_en: str) -> GrantReport:
    return reports.begin(
        grant=grant,
        first=grant.first_day,
        last=grant.last_day,
        title_sr=title_sr,
        title_en=title_en,
        by=by,
        is_demo=True,
    )
