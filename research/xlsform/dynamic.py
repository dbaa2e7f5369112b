"""Whether a default is an answer or an expression that gives one."""

import re
from typing import Final

# A name with brackets behind it, or the answer to another question.
_EXPRESSION: Final = re.compile(r"\$\{|(?<![\w.-])[a-z][\w.-]*\(")


def is_dynamic(default: str) -> bool:
    """Whether a default is to be evaluated; `today()` and `${age} + 1` are, "2026-01-31", "-5" and "n/a" are not."""
    return bool(_EXPRESSION.search(default))
