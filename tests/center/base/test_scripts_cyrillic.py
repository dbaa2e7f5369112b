import itertools
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from center.base.scripts import to_cyrillic, to_latin, typed_to_cyrillic
from center.base.scripts.alphabet import AZBUKA
from tests.marks import seldom

SERBIAN_WORD = st.text(AZBUKA, min_size=1, max_size=12).filter(
    # Two letters that Latin writes like one, and doubled consonants, which no Serbian root has.
    lambda word: (
        not any(pair in word for pair in ("нј", "лј", "дж", "цх"))
        and not any(first == second for first, second in itertools.pairwise(word))
    )
)


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("injekcija Injekcije INJEKCIJA mikroinjekcioni", "инјекција Инјекције ИНЈЕКЦИЈА микроинјекциони"),
        ("konjugacija, konjunktura, konjunktivitis", "конјугација, конјунктура, конјунктивитис"),
        ("konj, konjušnica, Konjuh, dinja", "коњ, коњушница, Коњух, диња"),
        ("Tanjug, Tanjugov, TANJUG, tanjir", "Танјуг, Танјугов, ТАНЈУГ, тањир"),
        ("nadživeti, nadživeo, nadžeti, nadžak", "надживети, надживео, наджети, наџак"),
        ("odživeti, odžaliti, Odžaci, odžak, Odžalan", "одживети, оджалити, Оџаци, оџак, Оџалан"),
        ("podžanr, podžupan, predželudac, predžetveni", "поджанр, поджупан, преджелудац, преджетвени"),
        ("vanjezički, anjon, kanjon, Vanja", "ванјезички, анјон, кањон, Вања"),
        ("budžet, džep, Džep, DŽEP, NJEGOŠ, Njegoš, NjEGOŠ", "буџет, џеп, Џеп, ЏЕП, ЊЕГОШ, Његош, ЊЕГОШ"),
        ("đak, Djordje, nadjačati", "ђак, Дјордје, надјачати"),
        ("ǆep ǈubav ǋegoš, s\u030cuma, c\u0301ar", "џеп Љубав Његош, шума, ћар"),
        (
            "transsibirski, vannastavni, neophodno, Alchajmer",
            "транссибирски, ваннаставни, неопходно, Алцхајмер",
        ),
        ("EU, APR, PIB, NVO, BiH, eUprava", "ЕУ, АПР, ПИБ, НВО, БиХ, еУправа"),
        ("Jugovićeva 17-3, 17a, 5b, ne znam 5 a ni 6", "Југовићева 17-3, 17а, 5б, не знам 5 а ни 6"),
    ],
)
def test_serbian_words_become_cyrillic(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(
    "protected",
    [
        "https://example.org/put?naziv=kafa",
        "www.krusevac.rs/č",
        "apr.gov.rs",
        "info@example.org",
        "@centar_ks",
        "#socijalno",
        "izveštaj-2026.pdf",
        "<strong class='veliko'>",
        "&nbsp;",
        "%(name)s",
        "%s",
        "{count}",
        "{{ ime }}",
        "ime_polja",
        "Wi-Fi",
        "e-mail",
        "online",
        "iPhone",
        "LinkedIn",
        "McDonald's",
        "Müller",
        "business",
        "A4",
        "CO2",
        "B2B",
        "5 kg",
        "90 km/h",
        "17 m²",
        "3D",
        "XIV",
        "MCMLIV",
        "PDF",
        "[[Impact Hub]]",
    ],
)
def test_what_is_not_serbian_stays_as_typed(protected: str) -> None:
    assert to_cyrillic(f"Ovo je {protected} ovde.") == f"Ово је {protected} овде."


def test_a_case_ending_behind_a_foreign_name_is_serbian() -> None:
    assert to_cyrillic("na Facebook-u, PDF-om, XIX-og, online-prijava") == (
        "на Facebook-у, PDF-ом, XIX-ог, online-пријава"
    )


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("II svetski rat", "II светски рат"),
        ("U VI veku", "У VI веку"),
        ("VI STE OVDE", "ВИ СТЕ ОВДЕ"),
        ("Vi ste ovde", "Ви сте овде"),
        ("Petar I Karađorđević", "Петар I Карађорђевић"),
        ("Kralj Petar I, pa Aleksandar", "Краљ Петар I, па Александар"),
        ("I tako dalje. I opet.", "И тако даље. И опет."),
        ("I razred i V razred", "I разред и V разред"),
        ("Upis u I razred", "Упис у I разред"),
        ("I. Uvod", "I. Увод"),
        ("I. Petrović i V. Jović", "И. Петровић и В. Јовић"),
        ("MI I ONI", "МИ И ОНИ"),
        ("Posao I Zarada", "Посао И Зарада"),
        ("Deo I Opšte odredbe", "Део I Опште одредбе"),
        ("DIV LI JE", "ДИВ ЛИ ЈЕ"),
        ("L. Kostić, grupa C", "Л. Костић, група Ц"),
    ],
)
def test_roman_numerals_are_told_from_words(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic


def test_cyrillic_typing_keeps_its_latin_words() -> None:
    assert typed_to_cyrillic("Пријава на Kurs programiranja") == "Пријава на Kurs programiranja"
    assert typed_to_cyrillic("Prijava na kurs") == "Пријава на курс"
    assert typed_to_cyrillic("Knjiga [[Рат и мир]]") == "Књига [[Рат и мир]]"


@given(SERBIAN_WORD)
def test_serbian_survives_latin_and_back(word: str) -> None:
    assert typed_to_cyrillic(to_latin(word)) == word


@given(
    st.lists(SERBIAN_WORD, min_size=1, max_size=5), st.sampled_from([str.lower, str.capitalize, str.upper])
)
def test_ordinary_latin_survives_cyrillic_and_back(words: list[str], case: object) -> None:
    assert callable(case)
    latin = " ".join(case(to_latin(word)) for word in words if len(word) > 1)
    assume("  " not in latin)
    assert to_latin(to_cyrillic(latin)) == latin


@given(st.text(st.one_of(st.characters(), st.sampled_from("njdžlIVX[]. -@%<>{}'aw"))))
def test_converting_twice_is_converting_once_and_nothing_fails(text: str) -> None:
    stored = typed_to_cyrillic(text)
    assert typed_to_cyrillic(stored) == stored


@pytest.mark.parametrize(
    "piece",
    ["[[", "www.", "Љ-", *seldom(["a", "{{", "<a", "a.", "I ", "Љ ", "a-", "@a", "&a", "_", "1 k"])],
)
def test_odd_long_input_takes_no_long_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    started = time.perf_counter()
    to_latin(to_cyrillic(text))
    assert time.perf_counter() - started < 5
