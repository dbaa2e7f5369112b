"""Prints each benchmark as a ratio to a bare Django view that was measured in the same run."""

from typing import Any

import pytest

BARE = "test_a_bare_django_view"


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    session = getattr(config, "_benchmarksession", None)
    medians = {
        bench.name: bench.stats.median
        for bench in getattr(session, "benchmarks", [])
        if bench.stats and bench.stats.data
    }
    if BARE not in medians:
        return
    terminalreporter.section("ratio to a bare Django view (medians)")
    for name, median in sorted(medians.items(), key=lambda item: item[1]):
        terminalreporter.write_line(f"{median / medians[BARE]:8.1f} ×  {median * 1000:8.2f} ms  {name}")
