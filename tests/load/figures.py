"""Turns what Locust counted, and the looks at memory, into the tables of docs/scaling.md."""

import csv
from pathlib import Path

from tests.load.sampling import Sample, growth

COLUMNS = ("what", "requests", "errors", "per second", "p50 ms", "p95 ms", "p99 ms")


def requests_table(stats: Path) -> str:
    """Return a Markdown table from Locust's `…_stats.csv`."""
    lines = ["| " + " | ".join(COLUMNS) + " |", "|---|" + "---:|" * (len(COLUMNS) - 1)]
    with stats.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cells = (
                " ".join(filter(None, (row["Type"], row["Name"]))),
                row["Request Count"],
                row["Failure Count"],
                f"{float(row['Requests/s']):.1f}",
                *(_milliseconds(row[each]) for each in ("50%", "95%", "99%")),
            )
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _milliseconds(cell: str) -> str:
    return cell if cell in {"", "N/A"} else str(round(float(cell)))


def resources(samples: list[Sample]) -> str:
    """Return sentences on memory and connections: the highest, and whether they grew."""
    if not samples:
        return "No looks were taken."
    per_worker = [sum(each.web.values()) / max(1, len(each.web)) for each in samples]
    early, late = growth(per_worker)
    connections = [float(each.connections) for each in samples]
    first, last = growth(connections)
    return "\n".join(
        (
            f"- memory of a web process (PSS): {early:.0f} MB early, {late:.0f} MB at the end, "
            f"{max(per_worker):.0f} MB at most; web processes: {max(len(each.web) for each in samples)}",
            f"- memory of the worker: {max(each.worker for each in samples):.0f} MB at most",
            f"- connections of the application: {first:.1f} early, {last:.1f} at the end, "
            f"{max(connections):.0f} at most",
        )
    )
