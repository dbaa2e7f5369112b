"""The programme of an event as a whole: read from the draft or from a version, compared, and told in sentences.

`contents` is what stands in a programme, `changes` what differs between two of them, `sentences` how people read it.
"""

from events.programmes.changes import Change, Difference, What, difference
from events.programmes.contents import (
    Item,
    Programme,
    Room,
    Speaker,
    digest_of,
    from_data,
    snapshot,
    to_data,
)
from events.programmes.remarks import Remark, remarks
from events.programmes.sentences import Sentence, sentences

__all__ = [
    "Change",
    "Difference",
    "Item",
    "Programme",
    "Remark",
    "Room",
    "Sentence",
    "Speaker",
    "What",
    "difference",
    "digest_of",
    "from_data",
    "remarks",
    "sentences",
    "snapshot",
    "to_data",
]
