"""Made-up people: those who run the enterprises, and those who only think of it."""

MARK = "(демо)"
# fmt: off
_FIRST_WOMEN = (
    "Вера", "Снежана", "Љубица", "Ружа", "Гордана", "Десанка", "Нада", "Босиљка", "Тијана", "Емина",
    "Зорица", "Смиља", "Ковиљка", "Дуња", "Милунка", "Јагода", "Рукија", "Славка", "Невена", "Живка",
)
_FIRST_MEN = (
    "Живорад", "Бојан", "Ђорђе", "Стеван", "Љубомир", "Војин", "Немања", "Ћира", "Рамиз", "Угљеша",
    "Петар", "Срећко", "Његош", "Џавид", "Тодор", "Аксентије", "Влајко", "Жарко", "Шћепан", "Исидор",
)
_LAST = (
    "Јагличић", "Ђурђевдански", "Њивски", "Љиљанић", "Џиџановић", "Шумадијски", "Чаругић", "Жуњић", "Ћосовић",
    "Водоплав",
)
# fmt: on


def names() -> list[str]:
    """Return forty names of nobody, women and men in turn, each marked as an example."""
    firsts = [name for pair in zip(_FIRST_WOMEN, _FIRST_MEN, strict=True) for name in pair]
    return [f"{first} {_LAST[number % len(_LAST)]} {MARK}" for number, first in enumerate(firsts)]
