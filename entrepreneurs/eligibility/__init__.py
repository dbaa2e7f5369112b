"""The self-check against the Law on Social Entrepreneurship: eleven questions, a verdict for each article.

Pure Python: no database, no request. It never says that somebody is eligible; that is for the register to decide.
"""

from entrepreneurs.eligibility.answers import Answers, Reading, read, read_code
from entrepreneurs.eligibility.applies import Skip, asked, relevant, skip_of
from entrepreneurs.eligibility.law import LAW
from entrepreneurs.eligibility.outcomes import Outcome
from entrepreneurs.eligibility.questions import QUESTIONS, Question
from entrepreneurs.eligibility.records import described, from_record, to_record, validate_record
from entrepreneurs.eligibility.verdicts import Verdict, verdicts

__all__ = [
    "LAW",
    "QUESTIONS",
    "Answers",
    "Outcome",
    "Question",
    "Reading",
    "Skip",
    "Verdict",
    "asked",
    "described",
    "from_record",
    "read",
    "read_code",
    "relevant",
    "skip_of",
    "to_record",
    "validate_record",
    "verdicts",
]
