"""Words of the demo's library: one file for each kind of text."""

from center.demo_data.library_texts.calls import CALLS
from center.demo_data.library_texts.guides import GUIDES
from center.demo_data.library_texts.law import LAW_STEP_BY_STEP
from center.demo_data.library_texts.sources import GAZETTE
from center.demo_data.library_texts.templates import TEMPLATES
from center.demo_data.library_texts.terms import TERMS

__all__ = ["CALLS", "GAZETTE", "GUIDES", "LAW_STEP_BY_STEP", "TEMPLATES", "TERMS"]
