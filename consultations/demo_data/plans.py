"""A made-up plan of the demo's bakery: canvas, budget, and what advisor and person say about it."""

import uuid
from datetime import timedelta
from typing import Final

from django.utils import timezone

from center.demo_data import demo_member
from consultations import services
from consultations.choices import BudgetKind, CanvasPart, MoneySource
from consultations.models import Advisor, BusinessPlan, Case, PlanComment
from consultations.services.business_plans import Row

_WORDS: Final = {
    CanvasPart.PROBLEM: (
        "Мајке деце са сметњама у развоју у нашем граду тешко налазе посао: нико не нуди радно време које иде"
        " уз терапије и школу. Разговарале смо са дванаест мајки; девет тражи посао дуже од две године. (демо)"
    ),
    CanvasPart.CHANGE: (
        "За три године шест мајки има сталан посао са радним временом које су саме изабрале, а двадесет је"
        " изучило занат."
    ),
    CanvasPart.BENEFICIARIES: "Мајке деце са сметњама у развоју из града и околних села, од 25 до 50 година.",
    CanvasPart.BENEFIT: (
        "Посао од двадесет сати недељно, обуку, и колегинице које разумеју када се дете разболи."
    ),
    CanvasPart.CUSTOMERS: "Две школе, болница, и породице које суботом купују на пијаци.",
    CanvasPart.OFFER: (
        "Хлеб и кифле без адитива, испоручени пре седам ујутру. Школама је важно и то што куповином запошљавају мајке."
    ),
    CanvasPart.CHANNELS: "Школама возимо сами, на пијаци имамо тезгу; мајке за нас чују у дневном боравку.",
    CanvasPart.ACTIVITIES: "Печење ноћу у две смене, развоз, наруџбине и рачуни, обука четвртком.",
    CanvasPart.RESOURCES: (
        "Изнајмљен простор са пећи, комби, један мајстор пекар. Имамо рецепте и миксер; треба нам решење санитарне"
        " инспекције."
    ),
    CanvasPart.PARTNERS: (
        "Град даје простор на годину дана, Национална служба за запошљавање плаћа део обуке, удружење доводи мајке."
    ),
    CanvasPart.COSTS: "Плате са доприносима, брашно, струја. На почетку комби и мешалица.",
    CanvasPart.SURPLUS: "Све улажемо у другу пећ и у обуку још три мајке годишње.",
}
_ROWS: Final = (
    Row(BudgetKind.SALE, "Хлеб 500 г", 95, 3600, 38),
    Row(BudgetKind.SALE, "Кифла", 45, 5200, 17),
    Row(BudgetKind.SALE, "Пита, на пијаци", 320, 240, 140),
    Row(BudgetKind.MONTHLY, "Бруто плате са доприносима (три на пола радног времена)", 228_000),
    Row(BudgetKind.MONTHLY, "Струја и вода", 48_000),
    Row(BudgetKind.MONTHLY, "Гориво и комби", 26_000),
    Row(BudgetKind.MONTHLY, "Књиговођа", 15_000),
    Row(BudgetKind.START, "Мешалица за тесто", 260_000),
    Row(BudgetKind.START, "Уређење простора", 180_000),
    Row(BudgetKind.START, "Дозволе и прва набавка", 90_000),
    Row(BudgetKind.MONEY, "Удружење родитеља", 120_000, source=MoneySource.OWN),
    Row(BudgetKind.MONEY, "Подстицај за набавку опреме", 300_000, source=MoneySource.GRANT),
)
_SHARES: Final = (60, 75, 90, 100, 100, 95, 80, 70, 110, 115, 115, 120)


def load(case: Case, lead: Advisor) -> None:
    """Fill the plan of a case in, as its person would."""
    person = demo_member()
    for part, text in _WORDS.items():
        services.save_block(case=case, part=part, text=text, seen=0, by=person)
    services.save_budget(case=case, rows=_ROWS, shares=_SHARES, seen=0, by=person)
    plan = BusinessPlan.objects.get(case=case)
    said = _say(case, lead, "problem", part=CanvasPart.OFFER, text=(
        "Лепо. Допишите шта школе плаћају сада и колико: то ће бити прво питање директора. (демо)"
    ))  # fmt: skip
    block = plan.blocks.get(part=CanvasPart.OFFER)
    services.save_block(
        case=case,
        part=CanvasPart.OFFER,
        text=block.text + " Сада за кифлу плаћају 52 динара, код нас би била 45.",
        seen=block.version,
        by=person,
    )
    services.comment_on_plan(
        case=case,
        text="Дописала сам, питала сам обе школе. (демо)",
        by=person,
        from_person=True,
        submission=_key("answer"),
        answer_to=said,
    )
    _say(case, lead, "row", row=plan.rows.get(kind=BudgetKind.MONTHLY, place=1), text=(
        "Да ли је овде урачуната и ноћна смена? Ноћни рад се плаћа више. (демо)"
    ))  # fmt: skip


def _say(case: Case, lead: Advisor, key: str, **what: object) -> PlanComment:
    said = services.comment_on_plan(
        case=case,
        by=lead.user,
        from_person=False,
        submission=_key(key),
        **what,  # type: ignore[arg-type]  # see above
    )
    PlanComment.objects.filter(pk=said.pk).update(written_at=timezone.now() - timedelta(hours=3))
    return said


def _key(name: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"demo-plan-{name}")
