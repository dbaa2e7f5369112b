"""Texts of staff in Markdown: what readers see on a page, in a letter, and on paper."""

import pytest
from django.utils import translation
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from center.base.bilingual import shown
from center.base.rich_text import Block, Span, blocks, excerpt, for_paper, plain, rendered
from center.base.scripts import typed_to_cyrillic


def test_a_heading_stands_below_the_title_of_the_page() -> None:
    assert rendered("# Први\n\n### Трећи\n\n###### Шести") == "<h2>Први</h2>\n<h3>Трећи</h3>\n<h4>Шести</h4>"


def test_no_level_of_headings_is_skipped_whichever_size_a_writer_begins_with() -> None:
    text = "## Прво\n\n{picture:1}\n\n## Друго\n\n#### Мање\n\n# Треће"
    assert rendered(text) == "<h2>Прво</h2>\n<h2>Друго</h2>\n<h3>Мање</h3>\n<h2>Треће</h2>"
    assert rendered("## Прво", below=2) == "<h3>Прво</h3>"
    assert [block["level"] for block in for_paper(text) if block["kind"] == "heading"] == [2, 2, 3, 2]


def test_words_lists_and_links_are_shown_as_meant() -> None:
    assert rendered("Ово је **важно** и *тихо*.\n\n- мед\n- сир") == (
        "<p>Ово је <strong>важно</strong> и <em>тихо</em>.</p>\n<ul>\n<li>мед</li>\n<li>сир</li>\n</ul>"
    )
    assert rendered("[Закон](https://example.org/a?b=1&c=2)") == (
        '<p><a href="https://example.org/a?b=1&amp;c=2" rel="noopener">Закон</a></p>'
    )


@pytest.mark.parametrize(
    "nasty",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,AA)",
        "[x](//evil.example/)",
        "![x](https://evil.example/pixel.png)",
        '<a href="x" onclick="y">z</a>',
        "[x](vbscript:y)",
    ],
)
def test_nothing_but_text_comes_of_what_could_harm(nasty: str) -> None:
    html = rendered(nasty)
    assert [
        bad
        for bad in ("<script", "<img", '<a href="x"', 'href="javascript', 'href="data', 'href="//')
        if bad in html
    ] == []


def test_a_link_to_our_own_page_leads_to_it_in_the_readers_language() -> None:
    with translation.override("en"):
        assert rendered("[мапа](/sr/enterprises/)") == (
            '<p><a href="/en/enterprises/" rel="noopener">мапа</a></p>'
        )
    with translation.override("sr-latn"):
        assert blocks("[мапа](/sr/enterprises/)")[0].spans == (Span("мапа", link="/sr-latn/enterprises/"),)


def test_a_picture_stands_on_its_line_and_a_missing_one_leaves_nothing() -> None:
    html = rendered(
        "Пре.\n\n{picture:2}\n\nПосле.\n\n{picture:9}", pictures={2: mark_safe("<figure></figure>")}
    )
    assert html == "<p>Пре.</p>\n<figure></figure>\n<p>После.</p>"


def test_a_text_without_a_translation_says_its_language() -> None:
    with translation.override("en"):
        assert rendered(shown("**Мед**", "")) == '<div lang="sr-Latn"><p><strong>Med</strong></p></div>'


def test_a_table_keeps_its_cells_without_style_and_can_be_moved_by_the_keyboard() -> None:
    assert rendered("| а | б |\n|--:|---|\n| 1 | 2 |") == (
        '<div class="prose-table" role="group" aria-label="Табела" tabindex="0"><table>\n'
        '<thead>\n<tr>\n<th scope="col">а</th>\n<th scope="col">б</th>\n</tr>\n</thead>\n'
        "<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table></div>"
    )
    assert blocks("| а | б |\n|---|---|\n| 1 | 2 |") == [
        Block("table", rows=(((Span("а"),), (Span("б"),)), ((Span("1"),), (Span("2"),))))
    ]


def test_a_letter_without_html_reads_well() -> None:
    text = "# Вести\n\nПишите [нама](https://example.org/).\n\n1. један\n2. два\n   - мало\n\n> речено"
    assert plain(text) == (
        "Вести\n\nПишите нама (https://example.org/).\n\n1. један\n2. два\n  – мало\n\nречено"
    )


def test_an_excerpt_leaves_out_headings_and_ends_at_a_word() -> None:
    assert excerpt("# Наслов\n\nПрва реченица. Друга реченица.", 20) == "Прва реченица.…"
    assert excerpt("Кратко.", 20) == "Кратко."


def test_the_address_of_a_link_stays_latin_when_the_text_becomes_cyrillic() -> None:
    assert typed_to_cyrillic("Pišite [nama](/sr/kontakt/novi).") == "Пишите [нама](/sr/kontakt/novi)."


@given(st.text(max_size=300))
def test_no_text_breaks_a_page_or_brings_markup_of_its_own(text: str) -> None:
    assert "<script" not in rendered(text).lower()
    plain(text)
    assert len(excerpt(text, 50)) <= 51
