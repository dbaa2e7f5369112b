"""Forms of the public pages of surveys."""

from research.forms.entering import BeginForm, CodeForm
from research.forms.entry import EntryForm
from research.forms.page import PageForm, Part

__all__ = ["BeginForm", "CodeForm", "EntryForm", "PageForm", "Part"]
