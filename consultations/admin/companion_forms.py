"""Who or what joins a visit, to choose from."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.choices import Mode, ResourceKind
from consultations.models import Allocation, Consultation, Resource
from consultations.services.holding import as_range, companions_of, held_by


class _ResourceForm(forms.Form):
    resource = forms.ModelChoiceField(
        label=_("Who or what"), queryset=Resource.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def _offer(self, resources: Any) -> None:
        field: Any = self.fields["resource"]
        field.queryset = resources
        field.label_from_instance = lambda resource: f"{resource} – {resource.get_kind_display()}"


class JoinForm(_ResourceForm):
    """Those who are free at the visit's time."""

    def __init__(self, visit: Consultation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        busy = as_range(held_by(visit))
        taken = Allocation.objects.filter(live=True, busy__overlap=busy).values("resource")
        free = Resource.objects.choosable().exclude(pk__in=taken).exclude(pk=visit.advisor.resource_id)
        if visit.mode != Mode.OFFICE:
            free = free.exclude(kind=ResourceKind.ROOM)
        self._offer(free.order_by("kind", "name", "pk"))
        self.fields["resource"].help_text = _("Only those are listed who are free at the time of this visit.")


class LeaveForm(_ResourceForm):
    def __init__(self, visit: Consultation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer(Resource.objects.filter(pk__in=[each.resource_id for each in companions_of(visit)]))
