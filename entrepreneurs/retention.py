"""What of the registry goes by itself every night; how long stands in the services."""

from django.utils.translation import gettext_lazy as _

from center.base.personal_data.retention import Sweep, register
from entrepreneurs.services import claims, importing, inbox, merging

register(Sweep("messages", _("Messages and reports dealt with long ago"), inbox.forget_old))
register(Sweep("claims", _("Requests to run an enterprise that were refused"), claims.erase_closed))
register(Sweep("merges", _("What merges of records keep to be undone"), merging.forget_old_moves))
register(Sweep("drafts", _("Tables that nobody confirmed"), importing.forget_old_drafts))
register(Sweep("reports", _("What reports of imports say about rows"), importing.forget_old_reports))
