from tests.consultations.conftest import monday_morning, no_tasks_of_stages, private_media

__all__ = ["monday_morning", "no_tasks_of_stages", "private_media"]
