"""How a rule becomes a check of Django, and which are asked at each start of web and worker."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, register

# A rule reads the settings it is given, so that tests can hand it any.
Rule = Callable[[Any], Iterable[CheckMessage]]
_at_start: list[tuple[Rule, bool]] = []


def of_settings(*, deploy: bool = False, in_demo: bool = False) -> Callable[[Rule], Rule]:
    """Ask a rule about values with every command, or (`deploy`) with `check --deploy` alone."""

    def added(rule: Rule) -> Rule:
        def ask(app_configs: Any, **kwargs: Any) -> Iterator[CheckMessage]:
            if in_demo or not settings.DEMO:
                yield from rule(settings)

        ask.__name__ = rule.__name__
        register(Tags.security, deploy=deploy)(ask)
        _at_start.append((rule, in_demo))
        return rule

    return added


def of_the_place(rule: Rule) -> Rule:
    """Ask a rule about folders with `check --deploy --database default`, where the portal will run."""

    def ask(app_configs: Any, databases: Any = None, **kwargs: Any) -> Iterator[CheckMessage]:
        if databases and not settings.DEMO:
            yield from rule(settings)

    ask.__name__ = rule.__name__
    register(Tags.database, deploy=True)(ask)
    _at_start.append((rule, False))
    return rule


def found_at_start(about: Any) -> list[CheckMessage]:
    """Return what the rules say about these settings and this machine; the database is not asked."""
    return [message for rule, in_demo in _at_start if in_demo or not about.DEMO for message in rule(about)]
