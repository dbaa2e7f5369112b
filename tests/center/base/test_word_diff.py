from hypothesis import given
from hypothesis import strategies as st

from center.base.word_diff import Stretch, apply, as_html, difference

texts = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(["мед", "слатко", "и", "од", "дуња", " ", "\n", ",", ".", "šljiva"]), max_size=30
    ).map("".join),
)


@given(texts, texts)
def test_a_difference_leads_from_one_text_to_the_other(old: str, new: str) -> None:
    assert apply(difference(old, new), old) == new


@given(texts)
def test_the_same_text_differs_in_nothing(text: str) -> None:
    assert [each.kind for each in difference(text, text) if each.kind != "same"] == []


def test_whole_words_go_out_and_come_in() -> None:
    assert difference("Правимо слатко од дуња.", "Правимо џем од дуња.") == [
        Stretch("same", "Правимо "),
        Stretch("out", "слатко"),
        Stretch("in", "џем"),
        Stretch("same", " од дуња."),
    ]


def test_the_page_says_in_words_what_went_out_and_escapes_what_was_typed(english: None) -> None:
    assert as_html("a", "<b>") == (
        '<del><span class="visually-hidden">removed: </span>a</del>'
        '<ins><span class="visually-hidden">added: </span>&lt;b&gt;</ins>'
    )
