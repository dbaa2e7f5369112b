"""Staff read what a job with a schedule does, never what the program calls it."""

from procrastinate.contrib.django import app

from center.base.job_names import known_jobs


def test_every_job_with_a_schedule_has_a_name_of_its_own_for_staff() -> None:
    scheduled = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    assert set(known_jobs()) == scheduled
    assert len({str(name) for name in known_jobs().values()}) == len(scheduled)
