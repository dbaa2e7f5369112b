"""Personal fields of the research, one file per aggregate."""

from research.personal_data import answers, grants, questionnaires, surveys

__all__ = ["answers", "grants", "questionnaires", "surveys"]
