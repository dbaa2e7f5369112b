"""Reads docs/security/asvs.md: a table for each chapter, and at its end what does not apply, a line for each reason."""

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PAGE: Final = ROOT / "docs" / "security" / "asvs.md"
# What the last column may begin with when it names no test, and then has to explain.
WITHOUT_TEST: Final = ("Process", "Deviation", "Not met")
_NUMBER: Final = re.compile(r"\bV\d+\.\d+\.\d+\b")
_QUOTED: Final = re.compile(r"`([^`]+)`")
_NOT_APPLICABLE: Final = "## What does not apply"


@dataclass(frozen=True)
class Row:
    """One requirement that applies: its number and level, what it means here, how it is met, and what shows it."""

    number: str
    level: str
    meaning: str
    how: str
    shown: str

    @property
    def tests(self) -> list[str]:
        return [each for each in _QUOTED.findall(self.shown) if "::" in each]

    @property
    def state(self) -> str:
        """Return one of WITHOUT_TEST when the last column begins so, else "Test"."""
        return next((word for word in WITHOUT_TEST if self.shown.startswith(f"{word}:")), "Test")


def rows() -> list[Row]:
    """Return the rows of all chapters, in their order."""
    table = PAGE.read_text().partition(_NOT_APPLICABLE)[0]
    lines = [line for line in table.splitlines() if line.startswith("| V")]
    return [Row(*(cell.strip() for cell in line.strip("|").split("|"))) for line in lines]


def not_applicable() -> dict[str, str]:
    """Return for each number that does not apply the reason beside it."""
    text = PAGE.read_text().partition(_NOT_APPLICABLE)[2]
    found = {}
    for line in text.splitlines():
        if line.startswith("- "):
            numbers, _colon, reason = line.removeprefix("- ").partition(": ")
            found.update(dict.fromkeys(_NUMBER.findall(numbers), reason))
    return found


def numbers() -> list[str]:
    """Return every number that the page decides about, as often as it does."""
    first = [row.number for row in rows()]
    text = PAGE.read_text().partition(_NOT_APPLICABLE)[2]
    return first + [
        number
        for line in text.splitlines()
        if line.startswith("- ")
        for number in _NUMBER.findall(line.partition(": ")[0])
    ]


def quoted_files(text: str) -> list[str]:
    """Return the paths that a text names in backquotes: with a slash or an ending that we have, and no test."""
    return [
        each
        for each in _QUOTED.findall(text)
        if "::" not in each and re.fullmatch(r"[\w.-]+(/[\w.*-]+)*/?(\.\w+)?", each) and ("/" in each)
    ]


@cache
def functions_of(path: Path) -> frozenset[str]:
    """Return the names of the functions that a file of tests defines."""
    tree = ast.parse(path.read_text())
    return frozenset(
        node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
