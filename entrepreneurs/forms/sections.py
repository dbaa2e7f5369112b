"""The form of each part of a profile, in the order in which its editors find them."""

from typing import Final

from entrepreneurs.choices import ProfileSection
from entrepreneurs.forms.place import PlaceForm
from entrepreneurs.forms.profile import AboutForm, ContactForm, HoursForm, ProfileForm

FORMS: Final[dict[ProfileSection, type[ProfileForm]]] = {
    form.section: form for form in (AboutForm, ContactForm, HoursForm, PlaceForm)
}
