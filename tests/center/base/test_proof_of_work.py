"""The computation that a browser may be asked for."""

from itertools import count

import pytest

from center.base import proof_of_work


def proof_for(token: str) -> str:
    """Do what the browser does."""
    return next(str(number) for number in count() if proof_of_work.is_proof(token, str(number)))


def test_a_number_is_found_and_proves_its_own_token_alone() -> None:
    number = proof_for("one")

    assert [proof_of_work.is_proof(token, number) for token in ("one", "two", "")] == [True, False, False]


def test_about_one_number_in_sixteen_thousand_will_do() -> None:
    tries = [int(proof_for(f"token {number}")) for number in range(8)]

    assert 2**11 < sum(tries) / len(tries) < 2**17


@pytest.mark.parametrize("number", ["", "x", "-1", "٣", "1" * 13, " 1", "1.0"])
def test_what_is_no_number_proves_nothing(number: str) -> None:
    assert proof_of_work.is_proof("one", number) is False
