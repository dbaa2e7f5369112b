"""A questionnaire on paper (A4), to be filled in with a pen and brought to the office.

printed_form(definition, language, title=…)     the PDF: tagged, in either script or in English
condition_words(definition, expression)         a simple condition as people read it: what to have answered before
"""

from research.printed_form.conditions import condition_words
from research.printed_form.paper import printed_form

__all__ = ["condition_words", "printed_form"]
