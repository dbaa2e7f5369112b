"""Walking through a questionnaire: pages, what is asked of whom, what is wrong with an answer.

    pages_of(definition)                 the pages, in their order
    numbers_of(definition)               the number of each question, as people read it on paper
    asked_pages(definition, answers)     the pages on which anything is asked, given the answers so far
    Course(definition, answers, today=)  what follows from the answers so far: what is asked, calculated, offered
    problems(course, names)              what somebody has to mend before going on
    piped(course, texts)                 a label with the answers that it names

Nothing here knows of requests, forms or the database.
"""

from research.interview.asked_pages import asked_pages
from research.interview.course import Course
from research.interview.display import in_words
from research.interview.numbering import numbers_of
from research.interview.pages import Page, pages_of
from research.interview.piping import piped
from research.interview.problems import Problem, problems
from research.interview.reading_time import is_faster_than_reading

__all__ = [
    "Course",
    "Page",
    "Problem",
    "asked_pages",
    "in_words",
    "is_faster_than_reading",
    "numbers_of",
    "pages_of",
    "piped",
    "problems",
]
