"""What a release shows: a suggestion to begin with, and the rules that every choice must keep."""

import re
from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from center.base.scripts import fold
from research.definition import Definition
from research.errors import SurveyRefused
from research.tabulation import Answers, Asked, Form, Plan, is_crossable, published

MOST_CROSSTABS: Final = 10
MOST_SCALES: Final = 5
_LEAST_ITEMS: Final = 2
# By the names that questionnaires give to what somebody could be recognised by, in Serbian and English.
_TELLING: Final = re.compile(
    r"(^|_)(age|godin|starost|uzrast|sex|gender|pol($|_)|rod($|_)|settlement|naselj|mesto|place|town|village|opstin"
    r"|municip|okrug|region|district|edu|obraz|skol|school|activ|delatn|sektor|sector|employ|zaposl|radni|work_status"
    r"|zaniman|occup|marit|brac|household|domacin|children|dece|legal|oblik|size|velicin|nacional|ethnic|income|prihod"
    r"|disab|invalid|founded|osnovan)"
)


def suggested(definition: Definition) -> Plan:
    """Return a plan with all questions; numbers and what people are known by are the quasi-identifiers.

    What is worked out and has no text says nothing to readers, so it is only there if it is chosen.
    """
    asked = {
        name: each
        for name, each in published(definition).items()
        if each.form != Form.WORKED_OUT or any(each.question.label.values())
    }
    names = tuple(asked)
    return Plan(
        questions=names,
        data=tuple(name for name in names if asked[name].form != Form.MONTHS),
        quasi_identifiers=tuple(name for name, each in asked.items() if _tells(each)),
    )


def _tells(asked: Asked) -> bool:
    if asked.form == Form.NUMBER:
        return True
    return (
        asked.form in {Form.ONE, Form.WORKED_OUT}
        and not asked.is_ordinal
        and bool(_TELLING.search(fold(asked.name)))
    )


def checked(definition: Definition, plan: Plan, answers: Answers | None = None) -> Plan:
    """Return the plan as it can be used; with `answers` without what nobody could compute. Raises SurveyRefused."""
    asked = published(definition)
    names = {*plan.questions, *plan.data, *plan.quasi_identifiers}
    names |= {name for pair in plan.crosstabs for name in pair}
    names |= {name for scale in plan.scales for name in scale.items}
    if unknown := sorted(names - set(asked)):
        raise SurveyRefused(
            _("These questions cannot be published: %(names)s.") % {"names": ", ".join(unknown)}
        )
    if not plan.questions:
        raise SurveyRefused(_("Choose at least one question."))
    known: Mapping[str, Asked] = asked if answers is None else answers.questions
    _check_crosstabs(plan, asked)
    _check_scales(plan, asked)
    if set(plan.quasi_identifiers) - set(plan.data):
        plan = _without_strangers(plan)
    if several := [
        name for name in plan.quasi_identifiers if asked[name].form in {Form.SEVERAL, Form.RANK, Form.MONTHS}
    ]:
        raise SurveyRefused(
            _("Only questions with one answer or a number can be characteristics: %(names)s.")
            % {"names": ", ".join(several)}
        )
    crossable = {name for name, each in known.items() if is_crossable(each.form)}
    return Plan(
        questions=tuple(name for name in known if name in plan.questions),
        crosstabs=tuple(pair for pair in plan.crosstabs if set(pair) <= crossable),
        scales=tuple(scale for scale in plan.scales if set(scale.items) <= set(known)),
        data=tuple(name for name in known if name in plan.data and name in plan.questions),
        quasi_identifiers=tuple(name for name in known if name in plan.quasi_identifiers),
        by_strata=plan.by_strata,
        compares=plan.compares,
        more=plan.more,
    )


def _without_strangers(plan: Plan) -> Plan:
    """Return the plan without characteristics that are not in the data: they need no care."""
    return Plan(
        plan.questions,
        plan.crosstabs,
        plan.scales,
        plan.data,
        tuple(name for name in plan.quasi_identifiers if name in plan.data),
        by_strata=plan.by_strata,
        compares=plan.compares,
        more=plan.more,
    )


def _check_crosstabs(plan: Plan, asked: Mapping[str, Asked]) -> None:
    if len(plan.crosstabs) > MOST_CROSSTABS:
        raise SurveyRefused(_("At most ten cross-tabs fit into a release."))
    if len(set(map(frozenset, plan.crosstabs))) < len(plan.crosstabs):
        raise SurveyRefused(_("A pair of questions is chosen twice."))
    for question, by in plan.crosstabs:
        if question == by:
            raise SurveyRefused(_("A question is not crossed with itself."))
        if not (is_crossable(asked[question].form) and is_crossable(asked[by].form)):
            raise SurveyRefused(_("Only questions with one answer can be crossed."))
        # Their own tables are protected together with the common one.
        if not {question, by} <= set(plan.questions):
            raise SurveyRefused(_("Both questions of a cross-tab must be among the chosen questions."))


def _check_scales(plan: Plan, asked: Mapping[str, Asked]) -> None:
    if len(plan.scales) > MOST_SCALES:
        raise SurveyRefused(_("At most five scales fit into a release."))
    for scale in plan.scales:
        if len(scale.items) < _LEAST_ITEMS:
            raise SurveyRefused(_("A scale has at least two items."))
        if not scale.title.get("sr"):
            raise SurveyRefused(_("Give each scale a title in Serbian."))
        forms = {asked[name].form for name in scale.items}
        if not forms <= {Form.ONE, Form.NUMBER} or any(asked[name].question.or_other for name in scale.items):
            raise SurveyRefused(_("Items of a scale are numbers, or one answer of a list without “other”."))
        if scale.reversed - set(scale.items):
            raise SurveyRefused(_("Only items of a scale can be reversed."))
        if not set(scale.items) <= set(plan.questions):
            raise SurveyRefused(_("Items of a scale must be among the chosen questions."))
