"""Personal fields of the research, one file per aggregate."""

from research.personal_data import answers, questionnaires, surveys

__all__ = ["answers", "questionnaires", "surveys"]
