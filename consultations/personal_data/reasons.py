"""Why something stays when a person is erased, in words for people."""

from django.utils.translation import gettext_lazy as _

OF_COLLEAGUES = _("Records of colleagues stay as long as visits name their advisor.")
