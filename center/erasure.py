"""What the Center does when somebody is erased: it takes what the history forgets out of the seals as well."""

from center.base.personal_data import history
from center.services.audit.amending import forgetting

history.watched_by(forgetting)
