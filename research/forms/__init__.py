"""Forms of the public pages of surveys."""

from research.forms.entering import BeginForm, CodeForm
from research.forms.page import PageForm, Part

__all__ = ["BeginForm", "CodeForm", "PageForm", "Part"]
