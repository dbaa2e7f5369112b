"""The logic of a questionnaire, looked through before anybody answers it."""

from collections.abc import Collection, Mapping

from research.definition import Definition
from research.xlsform.messages import Findings


def check_logic(
    definition: Definition,
    columns: Mapping[str, str],
    lost: Collection[str],
    known: Collection[str],
    findings: Findings,
) -> None:
    """Not yet."""
