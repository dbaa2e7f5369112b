import pickle
import re
from typing import Any

import pytest
from django.contrib.admin.utils import label_for_field
from django.template import Context, Template
from django.utils.html import format_html
from django.utils.translation import override

from center.base.bilingual import Bilingual, EnglishCharField, SerbianCharField, ShownText, shown
from center.base.bilingual_admin import BilingualForm
from center.base.shown_text import in_script, quoted
from center.models import Office


class Page:
    title = Bilingual("title")

    def __init__(self, serbian: str, english: str = "") -> None:
        self.title_sr, self.title_en = serbian, english


class OfficeForm(BilingualForm):
    class Meta:
        model = Office
        fields = ["name_sr", "name_en", "postcode"]


def office(**changes: str) -> Office:
    values = {
        "name_sr": "Канцеларија",
        "short_name_sr": "Центар",
        "tagline_sr": "Помажемо.",
        "street_sr": "Главна 1",
        "postcode": "37000",
        "town_sr": "Крушевац",
    }
    return Office(pk=1, **{**values, **changes})


@pytest.mark.parametrize(
    ("language", "text", "lang"),
    [("sr", "Његова њива", "sr"), ("sr-latn", "Njegova njiva", "sr-Latn"), ("en", "His field", "en")],
)
def test_a_text_is_shown_in_the_language_of_the_page(language: str, text: str, lang: str) -> None:
    with override(language):
        title = Page("Његова њива", "His field").title
        assert (title, title.lang, title.is_fallback) == (text, lang, False)
        assert Template("{{ page.title }}").render(Context({"page": {"title": title}})) == text


def test_missing_english_falls_back_to_marked_latin() -> None:
    with override("en"):
        title = Page("Чај & колачи").title
    assert (title, title.lang, title.is_fallback) == ("Čaj & kolači", "sr-Latn", True)
    assert title.__html__() == '<span lang="sr-Latn">Čaj &amp; kolači</span>'
    assert type(title.plain) is str
    assert title.plain == "Čaj & kolači"


def test_missing_serbian_falls_back_to_marked_english() -> None:
    with override("sr"):
        assert Page("", "Fair").title.__html__() == '<span lang="en">Fair</span>'
        assert Page("", "").title.__html__() == ""
    with override("en"):
        assert Page("", "").title.__html__() == ""


def test_no_active_language_means_the_default_one() -> None:
    with override(None):
        assert Page("Чај", "Tea").title.lang == "sr"


def test_text_escapes_itself_wherever_html_is_made() -> None:
    with override("sr"):
        title = Page("<b>Чај</b>").title
    escaped = "&lt;b&gt;Чај&lt;/b&gt;"
    assert title.__html__() == escaped
    assert format_html("{}", title) == escaped
    template = Template(
        "{% load i18n %}{{ t }}|{% blocktranslate with x=t %}{{ x }}{% endblocktranslate %}|{{ t|upper }}"
    )
    assert template.render(Context({"t": title})) == f"{escaped}|{escaped}|&lt;B&gt;ЧАЈ&lt;/B&gt;"


def test_marks_are_shown_without_brackets_and_cyrillic_ones_say_so_among_latin() -> None:
    page = Page("Књига [[Рат и мир]] на [[Facebook]]")
    with override("sr"):
        assert page.title.__html__() == "Књига Рат и мир на Facebook"
    with override("sr-latn"):
        assert page.title == "Knjiga Рат и мир na Facebook"
        assert page.title.__html__() == 'Knjiga <span lang="sr-Cyrl">Рат и мир</span> na Facebook'


def test_paragraphs_are_safe_html() -> None:
    text = "Први <ред>\nдруги ред\n\n \nДруги пасус\n"
    with override("sr"):
        assert shown(text, "").paragraphs() == "<p>Први &lt;ред&gt;<br>\nдруги ред</p>\n<p>Други пасус</p>"
        assert shown("", "").paragraphs() == ""
    with override("en"):
        assert shown("Чај", "").paragraphs() == '<p lang="sr-Latn">Čaj</p>'


def test_a_shown_text_survives_the_cache() -> None:
    with override("en"):
        title = Page("[[Чај]]").title
    again = pickle.loads(pickle.dumps(title))  # noqa: S301 -- our own bytes
    assert isinstance(again, ShownText)
    assert (again, again.lang, again.is_fallback, again.__html__()) == (
        "Чај",
        "sr-Latn",
        True,
        title.__html__(),
    )


def test_a_text_typed_once_follows_the_script_of_the_page() -> None:
    template = Template("{% load scripts %}{{ name|in_script }}")
    context = Context({"name": "Љиљана <Ђ>"})
    shown_names = {}
    for language in ("sr", "sr-latn", "en"):
        with override(language):
            shown_names[language] = template.render(context)
    assert shown_names == {
        "sr": "Љиљана &lt;Ђ&gt;",
        "sr-latn": "Ljiljana &lt;Đ&gt;",
        "en": "Ljiljana &lt;Đ&gt;",
    }
    with override("sr"):
        assert in_script("[[Ana]]") == "Ana"


@pytest.mark.django_db
def test_latin_is_stored_in_cyrillic_and_remembered() -> None:
    Office.objects.all().delete()
    office(name_sr="  Kancelarija [[Hub]] ", town_sr="Крушевац").save()
    saved = Office.objects.get()
    assert saved.name_sr == "Канцеларија [[Hub]]"
    assert saved.typed_latin["name_sr"] == "Kancelarija [[Hub]]"
    assert "town_sr" not in saved.typed_latin


@pytest.mark.django_db
def test_memory_lasts_until_the_outcome_is_corrected_or_typed_anew() -> None:
    Office.objects.all().delete()
    office(name_sr="Injekcija").save()
    saved = Office.objects.get()
    saved.save()
    assert Office.objects.get().typed_latin == {"name_sr": "Injekcija"}
    saved.name_sr = "Ињекција"
    saved.save(update_fields=["name_sr"])
    assert (Office.objects.get().name_sr, Office.objects.get().typed_latin) == ("Ињекција", {})
    saved.name_sr = "Kancelarija"
    saved.save(update_fields=["name_sr"])
    assert Office.objects.get().typed_latin == {"name_sr": "Kancelarija"}


@pytest.mark.django_db
def test_bulk_writes_convert_too() -> None:
    Office.objects.all().delete()
    Office.objects.bulk_create([office(name_sr="Kancelarija")])
    assert Office.objects.get().name_sr == "Канцеларија"
    assert Office.objects.get().typed_latin == {"name_sr": "Kancelarija"}
    Office.objects.update(town_sr="Kraljevo")
    assert Office.objects.get().town_sr == "Краљево"


def test_a_column_of_the_admin_is_named_and_sorted_by_the_serbian_field() -> None:
    with override("en"):
        assert str(label_for_field("short_name", Office)) == "short name (Serbian)"
    assert Office.short_name.admin_order_field == "short_name_sr"
    assert Bilingual("title", "Heading").short_description == "Heading"


def test_a_field_cleans_to_what_will_be_stored() -> None:
    assert SerbianCharField(max_length=20).clean(" Čaj\r\n", None) == "Чај"
    assert EnglishCharField(max_length=20).clean(" cafe\u0301 ", None) == "café"
    assert EnglishCharField(max_length=20).blank


@pytest.mark.django_db
def test_a_form_converts_and_remembers() -> None:
    Office.objects.all().delete()
    form = OfficeForm({"name_sr": "Kancelarija", "name_en": "", "postcode": "37000"}, instance=office())
    assert form.is_valid(), form.errors
    form.save()
    saved = Office.objects.get()
    assert (saved.name_sr, saved.typed_latin) == ("Канцеларија", {"name_sr": "Kancelarija"})


def test_the_admin_form_says_what_was_typed_and_what_will_be_stored() -> None:
    with override("en"):
        fresh = OfficeForm(instance=office())
        assert "either script" in str(fresh.fields["name_sr"].help_text)
        assert "English pages show" in str(fresh.fields["name_en"].help_text)
        assert not fresh.fields["postcode"].help_text
        known = office()
        known.typed_latin = {"name_sr": "Kancelarija <1>"}
        assert "Typed in Latin: Kancelarija &lt;1&gt;." in str(
            OfficeForm(instance=known).fields["name_sr"].help_text
        )
        wrong = OfficeForm({"name_sr": "Čaj & kolači"}, instance=office())
        assert "Will be stored in Cyrillic as: Чај &amp; колачи" in str(wrong.fields["name_sr"].help_text)


def test_what_holds_for_all_fields_is_said_once_and_not_in_rows_of_a_list() -> None:
    class WholeForm(BilingualForm):
        class Meta:
            model = Office
            fields = ["name_sr", "name_en", "short_name_sr", "short_name_en"]

    def said(**options: Any) -> list[bool]:
        fields = WholeForm(instance=office(), **options).fields.values()
        return [
            "either script" in str(each.help_text) or "English stays" in str(each.help_text)
            for each in fields
        ]

    with override("en"):
        assert said() == [True, True, False, False]
        assert said(prefix="rows-0") == [False, False, False, False]


@pytest.mark.parametrize(
    ("language", "text", "written_in", "shown"),
    [
        ("sr", "Како & кад?", "sr", "Како &amp; кад?"),
        ("sr-latn", "Како & кад?", "sr", '<span lang="sr-Cyrl">Како &amp; кад?</span>'),
        ("en", "Како\nи кад?", "en", '<span lang="sr-Cyrl">Како<br>\nи кад?</span>'),
        ("sr", "Kako?", "sr-latn", '<span lang="sr-Latn">Kako?</span>'),
        ("sr-latn", "Kako?", "sr", "Kako?"),
        ("sr-latn", "Café at <Zürich>?", "en", '<span lang="en">Café at &lt;Zürich&gt;?</span>'),
        ("en", "Café?", "en", "Café?"),
    ],
)
def test_the_words_of_others_stay_as_written_and_say_their_language(
    language: str, text: str, written_in: str, shown: str
) -> None:
    with override(language):
        assert (
            Template("{% load scripts %}{{ text|quoted:lang }}").render(
                Context({"text": text, "lang": written_in})
            )
            == shown
        )
        assert quoted(text, written_in) == shown


@pytest.mark.parametrize(
    ("language", "typed", "shown"),
    [
        ("sr-latn", "Љубица Џомбић-Müller", "Ljubica Džombić-Müller"),
        ("en", "Иван Ђурђев (демо)", "Ivan Đurđev (demo)"),
        ("sr", "Žaklina O’Neil", "Žaklina O’Neil"),
        ("en", "Wölfl Łukasz", "Wölfl Łukasz"),
        ("sr-latn", "Nguyễn Thị Minh", "Nguyễn Thị Minh"),
    ],
)
def test_a_name_changes_its_letters_only_from_cyrillic_to_latin(
    language: str, typed: str, shown: str
) -> None:
    with override(language):
        assert in_script(typed) == shown


def test_the_fields_of_a_form_say_their_language(english: None) -> None:
    html = str(OfficeForm(instance=office())["name_sr"]) + str(OfficeForm(instance=office())["name_en"])
    assert re.findall(r'lang="([^"]+)"', html) == ["sr-Cyrl", "en"]
