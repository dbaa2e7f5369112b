"""Pictures of the demo, drawn by our own code and sent through the same service as an upload."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from entrepreneurs.choices import PictureKind
from entrepreneurs.demo_pictures import draw, draw_logo
from entrepreneurs.models import Enterprise, Picture, Product
from entrepreneurs.services.pictures import add_picture

if TYPE_CHECKING:
    from PIL import Image

    from entrepreneurs.demo_data.shapes import Demo

_PHOTO, _PRODUCT = (1200, 900), (960, 720)
# What an enterprise shows → what is drawn, and what the drawing shows.
_DRAWN = {
    "baskets": ("baskets", "Плетене корпе пуне клупчади", "Wicker baskets full of yarn"),
    "bicycle": ("bicycle", "Бицикл с корпом цвећа уз зид од цигле", "A bicycle with a basket of flowers"),
    "bread": ("bread", "Векне хлеба и класје на столу", "Loaves of bread and ears of wheat on a table"),
    "cafe": ("cafe", "Шоља кафе и џезва", "A cup of coffee and a coffee pot"),
    "care": ("care", "Две жене уз кафу за столом", "Two women over coffee at a table"),
    "cleaning": ("rosette", "Розета на зиду од камена и цигле", "A rosette on a wall of stone and brick"),
    "computer": ("tiles", "Плочице с мотивима моравске школе", "Tiles with motifs of the Morava school"),
    "garden": ("garden", "Њива, воћњак и кућа на брду", "A field, an orchard and a house on a hill"),
    "herbs": ("seedling", "Руке држе младу биљку", "Hands holding a young plant"),
    "hills": ("garden", "Поља и кућа испод брда", "Fields and a house below the hills"),
    "honey": ("honey", "Тегла меда, саће и пчеле", "A jar of honey, honeycomb and bees"),
    "jars": ("jars", "Тегле зимнице на столу", "Jars of preserves on a table"),
    "jewellery": ("tiles", "Шаре од стакла и боје", "Patterns of glass and colour"),
    "laundry": ("cloth", "Сложено рубље и кошуља на вешалици", "Folded linen and a shirt on a hanger"),
    "learning": ("people", "Троје људи различитих година", "Three people of different ages"),
    "paper": ("tiles", "Шаре за честитке", "Patterns for greeting cards"),
    "pottery": ("pottery", "Глинени судови на столу", "Clay pots on a table"),
    "recycling": ("recycling", "Саксије од старих конзерви на полици", "Pots made of old tins on shelves"),
    "sewing": ("cloth", "Сложене тканине и кошуља на вешалици", "Folded cloth and a shirt on a hanger"),
    "soap": ("soap", "Комади сапуна и лаванда", "Bars of soap and lavender"),
    "theatre": ("people", "Троје глумаца", "Three actors"),
    "toys": ("toys", "Дрвени коњић и коцке", "A wooden horse and blocks"),
    "vegetables": ("vegetables", "Гајба паприка и шаргарепа", "A crate of peppers and carrots"),
    "weaving": ("weaving", "Разбој са тканим шарама и клупчад", "A loom with woven patterns and yarn"),
    "workshop": ("workshop", "Алат на зиду и столица", "Tools on a wall and a stool"),
}


def draw_missing(demos: "dict[str, Demo]") -> Iterator[None]:
    """Draw what the demo's enterprises lack, one picture at a step: photos first, then marks, then products.

    `demos` goes by the Serbian name. What a killed run left undone, the next one does.
    """
    enterprises = [
        (each, demos[each.name_sr])
        for each in Enterprise.objects.filter(is_demo=True).order_by("pk")
        if each.name_sr in demos
    ]
    for enterprise, demo in enterprises:
        if not _has(enterprise, PictureKind.PHOTO):
            _add(enterprise, PictureKind.PHOTO, demo.picture, seed=enterprise.slug, size=_PHOTO)
            yield
    for enterprise, _demo in enterprises:
        if not _has(enterprise, PictureKind.LOGO):
            name = enterprise.name_sr
            initials = "".join(word[0] for word in name.split()[:2]).upper()
            _send(
                enterprise,
                PictureKind.LOGO,
                draw_logo(initials, enterprise.slug),
                ("Знак предузећа", "The mark of the enterprise"),
            )
            yield
    for enterprise, demo in enterprises:
        yield from _products(enterprise, demo)


def _products(enterprise: Enterprise, demo: "Demo") -> Iterator[None]:
    products = {each.name_sr: each for each in Product.objects.filter(enterprise=enterprise, picture=None)}
    for offer in demo.offers:
        product = products.get(offer.name_sr)
        if product is not None:
            seed = f"{enterprise.slug} {product.pk}"
            picture = _add(enterprise, PictureKind.PRODUCT, offer.subject, seed=seed, size=_PRODUCT)
            Product.objects.filter(pk=product.pk).update(picture=picture)
            yield


def _has(enterprise: Enterprise, kind: PictureKind) -> bool:
    return Picture.objects.filter(enterprise=enterprise, kind=kind).exists()


def _add(
    enterprise: Enterprise, kind: PictureKind, subject: str, *, seed: str, size: tuple[int, int]
) -> Picture:
    scene, serbian, english = _DRAWN[subject]
    return _send(enterprise, kind, draw(scene, seed, size), (serbian, english))


def _send(enterprise: Enterprise, kind: PictureKind, image: "Image.Image", alt: tuple[str, str]) -> Picture:
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=1)
    serbian, english = alt
    return add_picture(
        enterprise=enterprise,
        upload=ContentFile(file.getvalue(), name="drawing.png"),
        kind=kind,
        alt_sr=serbian,
        alt_en=english,
        approved=True,
    )
