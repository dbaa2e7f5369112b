"""Text messages: their few letters, and the ways they leave, as Django has backends for mails.

`SMS_URL` names the way (`read`); without it there are no texts, and nobody is offered any.
"""

from center.base.sms.backends import Backend, Console, Message, RefusedError, WaitsError
from center.base.sms.gateway import Gateway
from center.base.sms.letters import LENGTH_OF_ONE, as_sms, fitting
from center.base.sms.ways import read

__all__ = [
    "LENGTH_OF_ONE",
    "Backend",
    "Console",
    "Gateway",
    "Message",
    "RefusedError",
    "WaitsError",
    "as_sms",
    "fitting",
    "read",
]
