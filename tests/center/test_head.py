"""The head of a page and its data block, whatever text they are given."""

import json
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from center.models import Office
from center.templatetags.head import json_ld


def title(content: str, **context: Any) -> str:
    office = Office(name_sr="Канцеларија", short_name_sr="Канцеларија")
    template = Template("{% load head %}{% page_title %}" + content + "{% endpage_title %}")
    with translation.override("sr"):
        return template.render(Context({"office": office, **context}))


def test_the_title_names_the_page_and_the_office_for_people_and_for_networks() -> None:
    assert title("О нама") == (
        '<title>О нама · Канцеларија</title>\n<meta property="og:title" content="О нама · Канцеларија">'
    )


def test_the_home_page_is_titled_with_the_office_alone() -> None:
    assert title(" ").splitlines()[0] == "<title>Канцеларија</title>"


def test_markup_in_a_title_is_dropped_and_text_stays_escaped() -> None:
    shown = title('<span lang="sr-Latn">{{ name }}</span> "a"', name='Med <i> & "co"')
    assert shown.splitlines()[0] == (
        "<title>Med &lt;i&gt; &amp; &quot;co&quot; &quot;a&quot; · Канцеларија</title>"
    )


def test_a_refused_form_is_said_first_in_the_title() -> None:
    class NameForm(forms.Form):
        name = forms.CharField()

    assert title("Контакт", form=NameForm({"name": "Ана"})).startswith("<title>Контакт")
    assert title("Контакт", form=NameForm({})).startswith("<title>Проверите: Контакт")
    assert title("Дан", problem="Нема таквог дана.").startswith("<title>Проверите: Дан")


@given(st.text())
def test_no_text_ends_the_data_block_or_changes_in_it(text: str) -> None:
    element = json_ld({"name": text})
    opening, closing = '<script type="application/ld+json">', "</script>"
    inside = element.removeprefix(opening).removesuffix(closing)
    assert "<" not in inside
    assert json.loads(inside) == {"name": text}


def schema(html: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(
        html.partition("ld+json")[2].partition(">")[2].partition("</script>")[0]
    )
    return data


def test_search_engines_read_address_hours_and_point_of_the_office(office: Office) -> None:
    facts = schema(Client().get("/sr-latn/").content.decode())
    assert facts["@type"] == ["LocalBusiness", "NGO"]
    assert facts["name"] == "Centar za socijalno preduzetništvo Kruševac"
    assert facts["address"]["streetAddress"] == "Jugovićeva 17-3"
    assert facts["geo"] == {"@type": "GeoCoordinates", "latitude": 43.58, "longitude": 21.334}
    assert [row["dayOfWeek"] for row in facts["openingHoursSpecification"]] == [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
    ]
    assert {(row["opens"], row["closes"]) for row in facts["openingHoursSpecification"]} == {
        ("09:00", "13:00")
    }


def test_an_example_phone_is_never_given_to_search_engines(office: Office) -> None:
    assert "telephone" not in schema(Client().get("/sr/").content.decode())
    Office.objects.update(contact_is_placeholder=False)
    assert schema(Client().get("/sr/").content.decode())["telephone"] == "+38137000000"


@pytest.mark.django_db
def test_the_page_names_its_other_languages() -> None:
    html = Client().get("/en/about/?from=mail").content.decode()
    for code, path in {"sr-Cyrl": "/sr/", "sr-Latn": "/sr-latn/", "en": "/en/", "x-default": "/sr/"}.items():
        assert f'hreflang="{code}" href="{settings.BASE_URL}{path}about/"' in html
    assert f'<link rel="canonical" href="{settings.BASE_URL}/en/about/">' in html


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("?page=1", ""),
        ("?page=2", "?page=2"),
        ("?page=002", "?page=2"),
        ("?page=last", ""),
        ("?page=٢", ""),
        ("?page=2&category=stories", ""),
        ("?source=letter", ""),
    ],
)
@pytest.mark.each
@pytest.mark.django_db
@pytest.mark.usefixtures("office")
def test_a_further_page_of_a_list_is_an_address_of_its_own_and_a_narrowed_one_is_not(
    client: Client, query: str, canonical: str
) -> None:
    html = client.get(f"/sr/news/{query}").content.decode()
    assert f'<link rel="canonical" href="{settings.BASE_URL}/sr/news/{canonical}">' in html
