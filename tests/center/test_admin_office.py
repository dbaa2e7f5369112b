"""The office's form: one row, readable colours, a logo written anew, two saves at once."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from center.models import Office, OfficeHours, User
from center.services import accounts

pytestmark = pytest.mark.django_db
PAGE = "/admin/center/office/1/change/"


@pytest.fixture
def desk(office: Office, coordinator: User, as_user: Callable[[User], Client]) -> Client:
    accounts.choose_language(user=coordinator, language="en")
    return as_user(coordinator)


def shown(client: Client) -> dict[str, Any]:
    """Return what a browser would send back unchanged: the version, and the fields of the form and its lists."""
    context = client.get(PAGE).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    fields = {bound.html_name: bound.value() for form in forms for bound in form}
    kept = {
        name: value
        for name, value in fields.items()
        if value is not None and value is not False and value != "" and name != "logo"
    }
    return {**kept, "loaded_version": context["loaded_version"]}


def picture(kind: str = "PNG", size: tuple[int, int] = (900, 600), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#8f2f24").save(out, kind, **options)
    return out.getvalue()


def test_the_list_of_the_one_office_leads_to_its_form(desk: Client) -> None:
    answer = desk.get(reverse("admin:center_office_changelist"))
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)


def test_the_office_is_neither_added_nor_deleted(desk: Client) -> None:
    assert desk.get(reverse("admin:center_office_add")).status_code == 403
    assert desk.post(reverse("admin:center_office_delete", args=[1]), {"post": "yes"}).status_code == 403
    assert Office.objects.count() == 1


def test_an_empty_portal_lets_the_coordinator_enter_the_office(desk: Client) -> None:
    Office.objects.all().delete()
    answer = desk.get(reverse("admin:center_office_changelist"))
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("admin:center_office_add"))
    assert desk.get(reverse("admin:center_office_add")).status_code == 200


def test_a_saved_form_is_on_the_public_page(desk: Client) -> None:
    answer = desk.post(PAGE, {**shown(desk), "street_sr": "Улица 5"})
    assert (answer.status_code, Office.objects.get().street_sr) == (302, "Улица 5")


@pytest.mark.parametrize(
    ("colour", "sentence"),
    [
        ("#E9B44C", "its contrast is 1.7 and must be at least 4.5"),
        ("#FFFFFF", "its contrast is 1.0 and must be at least 4.5"),
        ("brick", "Write a colour as # and six digits"),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused(colour: str, sentence: str, desk: Client) -> None:
    answer = desk.post(PAGE, {**shown(desk), "brand_colour": colour})
    assert (answer.status_code, sentence in answer.content.decode()) == (200, True)
    assert Office.objects.get().brand_colour == ""


@pytest.mark.parametrize(
    ("typed", "kept"), [("#2C5A4B", "#2C5A4B"), (" 2C5A4B", "#2C5A4B"), ("#822", "#882222")]
)
def test_a_readable_colour_is_kept_however_it_is_typed(typed: str, kept: str, desk: Client) -> None:
    desk.post(PAGE, {**shown(desk), "brand_colour": typed})
    assert Office.objects.get().brand_colour == kept


def test_a_form_with_errors_leads_to_each_field(desk: Client) -> None:
    page = desk.post(PAGE, {**shown(desk), "brand_colour": "brick"}).content.decode()
    assert '<a href="#id_brand_colour">Main colour: Write a colour as # and six digits' in page


def test_a_logo_is_written_anew_as_webp(desk: Client) -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    upload = SimpleUploadedFile("me at home.jpg", picture("JPEG", exif=exif), "image/jpeg")
    answer = desk.post(PAGE, {**shown(desk), "logo": upload})
    logo = Office.objects.get().logo
    with logo.open() as file:
        content = file.read()
    with Image.open(io.BytesIO(content)) as kept:
        facts = (kept.format, kept.size, dict(kept.getexif()))
    assert (answer.status_code, facts) == (302, ("WEBP", (360, 240), {}))
    name = str(logo.name)
    assert (b"secret" in content, "home" in name, name.endswith(".webp")) == (False, False, True)


@pytest.mark.parametrize(
    "content",
    [b"<svg onload='alert(1)'/>", b"GIF89a", b"", picture()[:200]],
    ids=["svg", "gif", "empty", "cut"],
)
def test_what_is_no_picture_is_refused(content: bytes, desk: Client) -> None:
    answer = desk.post(PAGE, {**shown(desk), "logo": SimpleUploadedFile("logo.png", content, "image/png")})
    assert (answer.status_code, "logo" in answer.context["adminform"].form.errors) == (200, True)
    assert Office.objects.get().logo.name == ""


def test_the_second_of_two_saves_sees_the_first_and_loses_nothing(desk: Client) -> None:
    first, second = shown(desk), shown(desk)
    desk.post(PAGE, {**first, "postcode": "37101"})
    answer = desk.post(PAGE, {**second, "postcode": "37202", "street_en": "My street 7"})
    form = answer.context["adminform"].form
    page = answer.content.decode()
    assert (answer.status_code, Office.objects.get().postcode) == (200, "37101")
    assert [(row.label, row.saved, row.typed) for row in form.differences] == [
        ("Street and number (English)", second["street_en"], "My street 7"),
        ("Postcode", "37101", "37202"),
    ]
    assert ('value="37202"' in page, 'value="My street 7"' in page) == (True, True)
    again = {**second, "postcode": "37202", "loaded_version": answer.context["loaded_version"]}
    assert (desk.post(PAGE, again).status_code, Office.objects.get().postcode) == (302, "37202")


def test_a_change_of_the_hours_alone_is_a_new_version(desk: Client) -> None:
    loaded = shown(desk)
    OfficeHours.objects.filter(weekday=1).update(closes="15:00")
    answer = desk.post(PAGE, {**loaded, "postcode": "37202"})
    names = dict(answer.context["adminform"].form.saved_lists)
    assert (answer.status_code, "Monday 09:00–15:00" in names["Office hours"]) == (200, True)
    assert Office.objects.get().postcode == "37000"


def test_a_form_without_its_version_is_not_saved(desk: Client) -> None:
    data = shown(desk)
    del data["loaded_version"]
    assert (desk.post(PAGE, {**data, "postcode": "37202"}).status_code, Office.objects.get().postcode) == (
        200,
        "37000",
    )


def test_an_editor_changes_the_office_and_its_hours(
    office: Office, editor: User, as_user: Callable[[User], Client]
) -> None:
    client = as_user(editor)
    data = shown(client)
    data["hours-0-closes"] = "14:00"
    assert client.post(PAGE, data).status_code == 302
    assert str(OfficeHours.objects.order_by("weekday").values_list("closes", flat=True)[0]) == "14:00:00"


def test_an_advisor_only_reads_the_office(
    office: Office, advisor_user: User, as_user: Callable[[User], Client]
) -> None:
    client = as_user(advisor_user)
    assert (client.get(PAGE).status_code, client.post(PAGE, {"postcode": "11000"}).status_code) == (200, 403)
    assert Office.objects.get().postcode == "37000"
