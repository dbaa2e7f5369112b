"""What we keep of a person, given to that person (Law on Personal Data Protection, art. 26 and 36)."""

import json
import logging
import zipfile
from typing import IO, Final

from django.utils.translation import gettext_noop

from center.audit import record_access
from center.base.personal_data import Subject
from center.base.personal_data.copying import PersonalCopy, make_copy
from center.base.private_storage import private_storage
from center.models import User
from entrepreneurs.models import Entrepreneur, PersonLogin

_log = logging.getLogger("entrepreneurs.own_data")
JSON_NAME: Final = "data.json"
PDF_NAME: Final = "data.pdf"


def subject_of(person: Entrepreneur) -> Subject:
    """Return the records and logins of one human being: the person, what was merged into them, their own logins.

    A login behind which somebody else stands as well is not theirs alone and so is left out.
    """
    kept = person
    while kept.merged_into is not None:
        kept = kept.merged_into
    persons = {kept.pk}
    layer = persons
    while layer:
        layer = set(Entrepreneur.objects.filter(merged_into__in=layer).values_list("pk", flat=True))
        persons |= layer
    here = PersonLogin.objects.filter(person__in=persons).values("user")
    shared = PersonLogin.objects.filter(user__in=here).exclude(person__in=persons).values("user")
    logins = PersonLogin.objects.filter(person__in=persons).exclude(user__in=shared)
    return Subject(frozenset(persons), frozenset(logins.values_list("user", flat=True)))


def copy_of(person: Entrepreneur) -> PersonalCopy:
    """Return the copy of everything that is the person's, in the active language; see `make_copy`."""
    return make_copy(subject_of(person))


def copy_of_login(user: User) -> PersonalCopy:
    """Return the same for a login behind which no person stands."""
    return make_copy(Subject(logins=frozenset({user.pk})))


def give_copy(*, person: Entrepreneur, by: User) -> PersonalCopy:
    """Make the copy and write down that it was given out; `by` is the person's own login or the colleague."""
    copy = copy_of(person)
    is_own = PersonLogin.objects.filter(person=person, user=by).exists()
    record_access(
        user=by,
        obj=person,
        purpose=gettext_noop("took the own copy") if is_own else gettext_noop("gave out a copy of the data"),
    )
    return copy


def as_json(copy: PersonalCopy) -> bytes:
    """Return the copy as readable JSON in UTF-8; letters stay letters."""
    return json.dumps(copy.data, ensure_ascii=False, indent=2).encode()


def write_zip(copy: PersonalCopy, target: IO[bytes], *, pdf: bytes = b"") -> None:
    """Write the JSON, the readable `pdf` if there is one, and every file that goes with it.

    A file that is lost is left out and told in the log.
    """
    storage = private_storage()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(JSON_NAME, as_json(copy))
        if pdf:
            archive.writestr(PDF_NAME, pdf)
        for each in copy.files:
            try:
                with storage.open(each.stored_as) as file:
                    archive.writestr(each.path, file.read())
            except FileNotFoundError:
                _log.exception("file of a copy is missing", extra={"file": each.stored_as})
