"""The office's list of vulnerable groups: an entry is ended and replaced, never rewritten."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from entrepreneurs.models import VulnerableGroup


@transaction.atomic
def replace_group(*, group: VulnerableGroup, since: date, **texts: str) -> VulnerableGroup:
    """End an entry on the day before `since` and put another with the same short name in its place; return that.

    Raises ValidationError when it has ended already, or for a day that is not after its first.
    """
    locked = VulnerableGroup.objects.select_for_update().get(pk=group.pk)
    if locked.valid_until is not None:
        raise ValidationError(_("This group has ended already."))
    if since <= locked.valid_from:
        raise ValidationError({"since": _("The new wording begins after the first day of the earlier one.")})
    locked.valid_until = since - timedelta(days=1)
    locked.save(update_fields=["valid_until"])
    new = VulnerableGroup(code=locked.code, position=locked.position, valid_from=since, **texts)
    new.full_clean()
    new.save()
    return new
