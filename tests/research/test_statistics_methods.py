"""What a figure says of its method, in every language and after years in a release."""

import json

import pytest
from django.utils.translation import override

from research.statistics import Method, Step, said
from research.statistics.methods import SENTENCES


def test_each_step_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Step)


def test_a_kept_method_speaks_the_language_of_the_reader() -> None:
    kept = json.loads(
        json.dumps((said(Step.WILSON, level=95.0) + said(Step.WEIGHTED, effective=87.345)).to_document())
    )
    method = Method.from_document(kept)
    with override("en"):
        assert str(method) == (
            "Confidence intervals of 95 % by Wilson. Weighted; the effective number of answers is 87.3 (Kish)."
        )
    with override("sr"):
        assert str(method) == (
            "Интервали поверења од 95% по Вилсону. Пондерисано; ефективни број одговора је 87,3 (по Кишу)."
        )


def test_no_sentence_is_said_twice() -> None:
    assert said(Step.OPEN) + said(Step.RANK) + said(Step.OPEN) == said(Step.OPEN) + said(Step.RANK)


@pytest.mark.parametrize("step", list(Step))
@pytest.mark.each
def test_every_sentence_ends_as_one(step: Step) -> None:
    for language in ("en", "sr", "sr-latn"):
        with override(language):
            assert str(SENTENCES[step])[-1] in ".)"
