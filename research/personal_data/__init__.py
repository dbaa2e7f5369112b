"""Personal fields of the research, one file per aggregate."""

from research.personal_data import activities, answers, grants, questionnaires, surveys

__all__ = ["activities", "answers", "grants", "questionnaires", "surveys"]
