"""A page of the handbook as HTML in the script of the reader."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from center.base.bilingual import shown
from center.base.rich_text import rendered
from center.handbook.contents import HandbookPage, HandbookPicture


def rendered_page(page: HandbookPage) -> SafeString:
    """Return the text with its pictures; on an English page it is Serbian in Latin letters, marked as such."""
    pictures = {number: _html(picture) for number, picture in enumerate(page.pictures, 1) if picture.width}
    return rendered(shown(page.body, ""), pictures=pictures)


def _html(picture: HandbookPicture) -> SafeString:
    return format_html(
        '<p class="handbook-picture"><a href="{url}"><img src="{url}" alt="{alt}" width="{width}"'
        ' height="{height}" loading="lazy"></a></p>',
        url=static(picture.path),
        alt=shown(picture.alt, "").plain,
        width=picture.width,
        height=picture.height,
    )
