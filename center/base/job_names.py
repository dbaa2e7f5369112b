"""What jobs with a schedule are called where staff look whether they run; each app names its own in `tasks`."""

from collections.abc import Mapping

from django.utils.functional import Promise

_names: dict[str, str | Promise] = {}


def name_jobs(names: Mapping[str, str | Promise]) -> None:
    """Name some jobs by their task; raises ValueError for one that has a name already."""
    if twice := sorted(_names.keys() & names.keys()):
        msg = f"These jobs are named twice: {', '.join(twice)}."
        raise ValueError(msg)
    _names.update(names)


def known_jobs() -> dict[str, str | Promise]:
    """Return all jobs with their names."""
    return dict(_names)


def job_name(task: str) -> str:
    """Return the name of a job in the active language; one that nobody named stands for itself."""
    return str(_names.get(task, task))
