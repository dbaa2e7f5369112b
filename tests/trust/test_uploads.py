"""Every place that keeps a file: what is not what it says is refused and left nowhere, and nothing tells of a place."""

import ast
import io
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest
import time_machine
from django import forms
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.urls import get_resolver

from center.base.file_kinds import FileKind, safe_name
from center.base.pictures import fields as picture_fields
from center.base.pictures import reading as picture_reading
from center.base.pictures import sizes
from center.base.private_storage import private_storage
from center.base.spreadsheets import SpreadsheetError, read_table
from center.base.spreadsheets.upload import TableField
from center.choices import Role
from center.choices.indicators import EvidenceKind
from center.models import InitiativeDocument, Office
from center.services import evidence, kept_files, resource_files
from center.services.press import files as press_files
from consultations.services import add_document
from events.services import downloads
from events.services.downloads import add_download
from research.xlsform import reading as xlsform
from tests.center.advocacy.factories import make_initiative
from tests.center.frameworks import make_period, make_value
from tests.center.resources.library import make_resource
from tests.conftest import MakeUser
from tests.consultations.cases import lead_of, make_case
from tests.consultations.factories import NOW
from tests.events.factories import make_event
from tests.trust import uploads
from tests.trust.sources import trees

pytestmark = pytest.mark.django_db
Keep = Callable[[IO[bytes], str], str]


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def places(office: Office, make_user: MakeUser) -> dict[str, Keep]:
    """Return each place that keeps a file by its content, as a call that gives the name under which it is kept."""
    user = make_user(Role.COORDINATOR)
    initiative, event, case = make_initiative(user), make_event(20), make_case()
    template = make_resource(kind="template")
    value = make_value(make_period(), user)

    def proof(file: IO[bytes], name: str) -> str:
        kind = EvidenceKind.ARTICLE
        given = evidence.Proof(kind, "Исечак", file=file, name=name, is_public=True)
        return evidence.add_evidence(measurement=value, proof=given, by=user).stored_as

    def template_file(file: IO[bytes], name: str) -> str:
        added = resource_files.add_file(resource=template, file=file, name=name, language="sr", by=user)
        return added.stored_as

    def document(file: IO[bytes], name: str) -> str:
        row = InitiativeDocument(initiative=initiative, label_sr="Допис", is_public=True)
        return kept_files.add_file(row, file=file, name=name, by=user).stored_as

    def in_case(file: IO[bytes], name: str) -> str:
        by, key = lead_of(case).user, uuid.uuid4()
        return add_document(case=case, file=file, name=name, title="", by=by, submission=key).stored_as

    return {
        "center/services/evidence.py": proof,
        "center/services/kept_files.py": document,
        "center/services/press/files.py": lambda file, name: (
            press_files.keep(file, name=name, kinds=press_files.KINDS).stored_as
        ),
        "center/services/resource_files.py": template_file,
        "consultations/services/case_documents.py": in_case,
        "events/services/downloads.py": lambda file, name: (
            add_download(event=event, file=file, name=name, label_sr="Правила", by=user).stored_as
        ),
    }


# For colleagues of one case alone: what a client gives stays as it is.
PRIVATE = {"consultations/services/case_documents.py"}
# Looks at a file before a service keeps it.
ONLY_LOOKS = {"center/admin/advocacy_forms.py", "consultations/admin/case_forms.py"}


def test_every_module_that_judges_a_file_is_tried_here(places: dict[str, Keep]) -> None:
    found = {
        path
        for path, tree in trees().items()
        if "kind_of(" in (Path(settings.BASE_DIR) / path).read_text() and "file_kinds" in str(_imported(tree))
    }
    assert found - ONLY_LOOKS - {"center/base/file_kinds.py"} == set(places)


def _imported(tree: Any) -> list[str]:
    return [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]


def on_disk() -> set[Path]:
    roots = [Path(settings.MEDIA_ROOT), Path(settings.PRIVATE_MEDIA_ROOT)]
    return {path for root in roots for path in root.rglob("*") if path.is_file()}


def test_what_is_not_what_it_says_is_kept_nowhere_and_leaves_no_file(places: dict[str, Keep]) -> None:
    before, kept = on_disk(), []
    for place, keep in places.items():
        for what, (name, _kind, content) in uploads.NEVER_KEPT.items():
            try:
                kept.append(f"{place} keeps {what} as {keep(io.BytesIO(content), name)}")
            except ValidationError:
                continue
    assert kept == []
    assert on_disk() == before


def test_a_photo_that_everybody_can_take_away_tells_no_place_and_no_name(places: dict[str, Keep]) -> None:
    told, taken = [], 0
    for place in set(places) - PRIVATE:
        for content in (uploads.telling_jpeg(), uploads.telling_png()):
            assert uploads.PLACE in content
            try:
                stored = places[place](io.BytesIO(content), "photo.jpg")
            except ValidationError:
                # A template is a document, never a picture.
                continue
            taken += 1
            with private_storage().open(stored) as file:
                told += [place] if uploads.PLACE in file.read() else []
    assert told == []
    assert taken == 8


def test_a_picture_with_something_behind_it_is_kept_without_it(places: dict[str, Keep]) -> None:
    both = uploads.png(64, 48) + uploads.archive({"x.html": uploads.SCRIPT}) + uploads.SCRIPT
    for place in sorted(set(places) - PRIVATE - {"center/services/resource_files.py"}):
        stored = places[place](io.BytesIO(both), "both.png")
        with private_storage().open(stored) as file:
            content = file.read()
        assert (place, uploads.SCRIPT in content, b"PK\x03\x04" in content) == (place, False, False)


@pytest.mark.parametrize("name", uploads.NAMES)
def test_no_name_of_a_file_is_a_way_a_header_or_another_kind(name: str) -> None:
    safe = safe_name(name, FileKind.PDF)
    assert safe.endswith(".pdf")
    assert len(safe) <= 100
    assert not safe.startswith(".")
    assert set(safe) & set('/\\\0\r\n":;<>|*?%\u202e\u200b\u2066~') == set()
    # One ending: what stands before the last point is not an ending that a program would go by.
    assert (
        safe.removesuffix(".pdf").rpartition(".")[2].lower() not in {"php", "exe", "sh"}
        or name == "x.php.pdf"
    )


def own(cls: type[Any]) -> bool:
    return cls.__module__.split(".")[0] in {"center", "entrepreneurs", "consultations", "events", "research"}


def kinds_of_form(base: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for each in base.__subclasses__():
        yield each
        yield from kinds_of_form(each)


def _judged_already(_file: IO[bytes]) -> None:
    """The field itself does it."""


JUDGES: dict[type[forms.Field], Callable[[IO[bytes]], object]] = {
    picture_fields.UploadedPictureField: _judged_already,
    picture_fields.SeveralPicturesField: lambda file: picture_reading.check(file, most_bytes=7 * 1024**2),
    picture_fields.LogoField: _judged_already,
    TableField: lambda file: read_table(file.read()),
}
# Fields of no kind of ours: what stands in such a file is judged by the service named, or by the reader of
# questionnaires, all of which are tried above and below.
PLAIN = {
    "center.admin.value_forms": evidence,
    "center.admin.resources": resource_files,
    "center.admin.press.coverage": press_files,
    "center.admin.press.releases": press_files,
    "center.admin.advocacy_forms": kept_files,
    "consultations.admin.case_forms": "case_documents",
    "events.admin.material": "downloads",
    "research.admin.questionnaire_upload": xlsform,
}


def test_every_field_for_a_file_is_of_a_kind_that_judges_it_or_named_here() -> None:
    # What brings all forms in.
    get_resolver().url_patterns  # noqa: B018 -- the import is what is wanted

    plain: set[str] = set()
    judged: set[type[forms.Field]] = set()
    for form in kinds_of_form(forms.BaseForm):
        for field in getattr(form, "declared_fields", {}).values():
            if isinstance(field, forms.FileField) and own(form):
                if type(field) in JUDGES:
                    judged.add(type(field))
                else:
                    plain.add(form.__module__)
    assert plain == set(PLAIN)
    assert judged == set(JUDGES)


@pytest.mark.parametrize("what", uploads.NEVER_KEPT)
def test_no_field_for_pictures_or_tables_takes_what_is_none(what: str) -> None:
    name, kind, content = uploads.NEVER_KEPT[what]
    taken = []
    for field_kind, judge in JUDGES.items():
        wants: dict[Any, dict[str, Any]] = {
            picture_fields.LogoField: {"box": (10, 10)},
            TableField: {"megabytes": 5},
        }
        field = field_kind(**wants.get(field_kind, {}))
        upload = SimpleUploadedFile(name or "x", content, kind)
        try:
            field.clean([upload] if field_kind is picture_fields.SeveralPicturesField else upload)
            judge(upload)
        except (ValidationError, SpreadsheetError):
            continue
        taken.append(field_kind.__name__)
    # A list of words in a text file is a table, whatever the words are.
    assert taken in ([], ["TableField"])
    if taken:
        assert not content.startswith((b"PK", b"\x89PNG", b"\xff\xd8", b"%PDF", b"\xd0\xcf"))


def test_a_file_lies_in_a_column_of_django_s_only_where_a_mark_was_drawn_anew() -> None:
    """All else lies under names of ours; of marks `LogoField` makes a WebP of its own before anything is kept."""
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if own(model) and not hasattr(model, "pgh_obj")
        for field in model._meta.get_fields()
        if isinstance(field, models.FileField)
    }
    assert found == {"center.GrantLogo.image", "center.Office.logo", "center.Office.band"}
    for content in (uploads.telling_jpeg(), uploads.telling_png()):
        upload = SimpleUploadedFile("mark.jpg", content + uploads.SCRIPT, "image/jpeg")
        kept = picture_fields.LogoField(box=(400, 400)).clean(upload).read()
        assert (kept[8:12], uploads.PLACE in kept, uploads.SCRIPT in kept) == (b"WEBP", False, False)


def test_the_copies_of_a_picture_that_everybody_sees_tell_no_place_and_no_name() -> None:
    for content in (uploads.telling_jpeg(), uploads.telling_png()):
        whole = picture_reading.pixels(io.BytesIO(content), most_bytes=7 * 1024**2)
        made = [*sizes.renditions(whole, shape=sizes.Shape.PHOTO, widths=(16, 32)), sizes.whole(whole)]
        assert len(made) == 5
        assert [each.name for each in made if uploads.PLACE in each.content] == []


def test_nobody_fills_the_disk_through_one_record(office: Office, make_user: MakeUser) -> None:
    """One file too many is refused with its reason, and nothing of it stays. Twenty pictures: test_pictures.py."""
    user = make_user(Role.COORDINATOR)
    initiative, event = make_initiative(user), make_event()

    def document() -> None:
        row = InitiativeDocument(initiative=initiative, label_sr="Допис")
        kept_files.add_file(row, file=io.BytesIO(uploads.PDF), name="a.pdf", by=user)

    def material() -> None:
        add_download(event=event, file=io.BytesIO(uploads.PDF), name="a.pdf", label_sr="Правила", by=user)

    for keep, most in ((document, kept_files.MOST_FILES), (material, downloads.MOST_FILES)):
        for _turn in range(most):
            keep()
        before = on_disk()
        with pytest.raises(ValidationError) as refused:
            keep()
        assert (refused.value.code, on_disk() - before) == ("many", set())
    assert (kept_files.MOST_FILES, downloads.MOST_FILES) == (40, 20)
