"""The programme of the demo's second mini-fair: two places beside one another, released twice; all made up."""

from datetime import datetime, timedelta
from typing import Any, Final

from center.models import User
from events.choices import ItemKind, RegistrationState
from events.models import Event, ItemSpeaker, Place, ProgrammeItem, ProgrammeRelease, Room, Speaker
from events.programmes import digest_of, snapshot, to_data

_STAGE, _TENT = "stage", "tent"
_ROOMS: Final = {
    _STAGE: ("Бина на тргу", "Stage on the square"),
    _TENT: ("Шатор за радионице", "Workshop tent"),
}
_SPEAKERS: Final[dict[str, tuple[str, str, str, str, str]]] = {
    "jovana": (
        "Јована Петковић (демо)",
        "пчеларка, задруга „Медна ливада“ (демо)",
        "beekeeper, cooperative “Honey Meadow” (demo)",
        "Са седам жена из села направила је задругу која данас продаје мед у четири града.",
        "With seven women of her village she founded a cooperative that sells honey in four towns today.",
    ),
    "marko": (
        "Марко Стевић (демо)",
        "радионица намештаја „Друга прилика“ (демо)",
        "furniture workshop “Second Chance” (demo)",
        "Обнавља стари намештај са људима који дуго нису имали посао.",
        "Restores old furniture with people who had been out of work for long.",
    ),
    "ljiljana": (
        "Љиљана Ђурић (демо)",
        "саветница Центра (демо)",
        "advisor of the Center (demo)",
        "Већ десет година помаже људима да од замисли направе предузеће.",
        "Has been helping people to turn an idea into an enterprise for ten years.",
    ),
    "tijana": ("Тијана Ракић (демо)", "израђује свеће (демо)", "makes candles (demo)", "", ""),
    "nikola": ("Никола Васић (демо)", "фотограф (демо)", "photographer (demo)", "", ""),
}
# Key, kind, place, from and to (hours of the day), places, speakers, titles, description in Serbian and English.
_ITEMS: Final[list[tuple[Any, ...]]] = [
    (
        "quiet", ItemKind.OTHER, None, 10, 11, None, (),
        "Тихи сат", "Quiet hour",
        "Без музике и разгласа, за све којима гужва смета.",
        "Without music and loudspeakers, for everybody to whom crowds are too much.",
    ),
    (
        "opening", ItemKind.SHOW, _STAGE, 11, 11.5, None, ("ljiljana",),
        "Отварање сајма", "Opening of the fair", "", "",
    ),
    (
        "start", ItemKind.PANEL, _STAGE, 11.75, 12.5, None, ("jovana", "marko"),
        "Како смо почели", "How we began",
        "Двоје предузетника о првој години: шта је било најтеже и ко је помогао.",
        "Two entrepreneurs on their first year: what was hardest and who helped.",
    ),
    (
        "candles", ItemKind.WORKSHOP, _TENT, 11.5, 13, 12, ("tijana",),
        "Правимо свеће од воска", "We make candles of wax",
        "Свако понесе своју свећу кући. Прилагођено и деци од седам година.",
        "Everybody takes a candle home. For children from seven years too.",
    ),
    (
        "taxes", ItemKind.TALK, _TENT, 13.25, 14, None, (),
        "Порези без страха", "Taxes without fear", "", "",
    ),
    ("lunch", ItemKind.BREAK, None, 13, 14, None, (), "Пауза за ручак", "Lunch break", "", ""),
    (
        "status", ItemKind.TALK, _STAGE, 14, 14.75, None, ("ljiljana",),
        "Да ли је моја замисао социјално предузеће?", "Is my idea a social enterprise?",
        "Кратко о закону и о првом кораку. После разговора сви могу да питају.",
        "In short about the law and the first step. Afterwards everybody can ask.",
    ),
    (
        "photos", ItemKind.WORKSHOP, _TENT, 14, 15.5, 10, ("nikola",),
        "Сликајте свој производ телефоном", "Photograph your product with a phone",
        "Понесите телефон и један свој производ.",
        "Bring your phone and one of your products.",
    ),
    (
        "furniture", ItemKind.SHOW, _STAGE, 15, 15.75, None, ("marko",),
        "Столица као нова: показна поправка", "A chair as new: repair before your eyes", "", "",
    ),
    (
        "choir", ItemKind.SHOW, _STAGE, 16, 16.75, None, (),
        "Хор „Лазарица“ (демо)", "Choir “Lazarica” (demo)", "", "",
    ),
    ("thanks", ItemKind.OTHER, _STAGE, 17.25, 18, None, (), "Захвале и томбола", "Thanks and raffle", "", ""),
]  # fmt: skip
_ASK: Final = (
    "ask", ItemKind.OTHER, _TENT, 16, 17.5, None, ("ljiljana",),
    "Питајте саветницу", "Ask the advisor",
    "Без заказивања: седите и питајте шта год Вас занима.",
    "Without an appointment: sit down and ask whatever you like.",
)  # fmt: skip
# How many of the first registrations with a place have one in which workshop.
_CHOSEN: Final = (("candles", 3), ("photos", 2))


def load(event: Event, by: User, now: datetime) -> None:
    """Draft the programme, release it, change it and release it again; nobody of the demo gets letters."""
    rooms = {
        key: Room.objects.create(event=event, name_sr=serbian, name_en=english, position=number)
        for number, (key, (serbian, english)) in enumerate(_ROOMS.items())
    }
    speakers = {
        key: Speaker.objects.create(
            event=event,
            **dict(zip(("name", "role_sr", "role_en", "about_sr", "about_en"), values, strict=True)),
        )
        for key, values in _SPEAKERS.items()
    }
    items = {row[0]: _item(event, row, rooms, speakers) for row in _ITEMS}
    _release(event, 1, by, now - timedelta(days=12))
    _change(items)
    items["ask"] = _item(event, _ASK, rooms, speakers)
    _release(
        event,
        2,
        by,
        now - timedelta(days=2),
        note_sr="Предавача о порезима је спречила болест; хор пева пола сата касније.",
        note_en="The speaker on taxes is ill; the choir sings half an hour later.",
    )
    _choose(event, items)


def _item(
    event: Event, row: tuple[Any, ...], rooms: dict[str, Room], speakers: dict[str, Speaker]
) -> ProgrammeItem:
    _key, kind, room, begins, ends, capacity, who, title_sr, title_en, about_sr, about_en = row
    opens = event.starts_at - timedelta(hours=10)
    item = ProgrammeItem.objects.create(
        event=event,
        kind=kind,
        room=rooms.get(room),
        starts_at=opens + timedelta(hours=begins),
        ends_at=opens + timedelta(hours=ends),
        capacity=capacity,
        title_sr=title_sr,
        title_en=title_en,
        about_sr=about_sr,
        about_en=about_en,
    )
    for position, each in enumerate(who):
        ItemSpeaker.objects.create(item=item, speaker=speakers[each], position=position)
    return item


def _change(items: dict[str, ProgrammeItem]) -> None:
    """Change what the second version tells: one does not take place, two are later, one has another title."""
    taxes, choir, furniture, thanks = (items[key] for key in ("taxes", "choir", "furniture", "thanks"))
    taxes.is_dropped = True
    taxes.save()
    choir.starts_at += timedelta(minutes=30)
    choir.ends_at += timedelta(minutes=30)
    choir.save()
    furniture.title_sr = "Столица као нова: поправка пред Вама"
    furniture.save()
    thanks.starts_at += timedelta(minutes=15)
    thanks.save()


def _release(event: Event, number: int, by: User, when: datetime, **note: str) -> None:
    data = to_data(snapshot(event))
    ProgrammeRelease.objects.create(
        event=event,
        number=number,
        data=data,
        digest=digest_of(data),
        released_by=by,
        released_at=when,
        **note,
    )


def _choose(event: Event, items: dict[str, ProgrammeItem]) -> None:
    """Let some of the people who come hold places in the workshops."""
    people = list(event.registrations.filter(state=RegistrationState.SIGNED_UP, size__lte=2).order_by("pk"))
    for key, many in _CHOSEN:
        number = 0
        for registration in people[:many]:
            for _each in range(registration.size):
                number += 1
                Place.objects.create(event=event, item=items[key], number=number, registration=registration)
