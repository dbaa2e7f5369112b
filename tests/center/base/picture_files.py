"""Pictures as people send them: made here, in every colour mode and with everything that must not survive."""

import io
import random
import struct
import zlib

from PIL import Image, ImageCms, ImageDraw


def encoded(picture: Image.Image, form: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def header_only(width: int, height: int) -> bytes:
    """A PNG that claims its size and holds no pixels: decoding it would be the attack."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    end = b"IEND"
    chunk = struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", 0) + end + struct.pack(">I", zlib.crc32(end))


def noise(width: int, height: int) -> Image.Image:
    """The worst for a limit of bytes: colours without any order."""
    return Image.frombytes("RGB", (width, height), random.Random(7).randbytes(width * height * 3))  # noqa: S311 -- the same each time


def stripes(width: int, height: int) -> Image.Image:
    """A picture of ten upright stripes, each 25 darker than the one left of it, so that a cut can be told."""
    picture = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(picture)
    for index in range(10):
        grey = 250 - 25 * index
        draw.rectangle((index * width // 10, 0, (index + 1) * width // 10, height), fill=(grey, grey, grey))
    return picture


def phone_photo(width: int = 1200, height: int = 900) -> bytes:
    """A JPEG as a phone writes it: turned by EXIF, with the place, a maker's note, a thumbnail text, a comment."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Secret Maker"
    exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 34.0, 48.0), 3: "E", 4: (21.0, 20.0, 2.0)})
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return encoded(
        stripes(width, height), "JPEG", exif=exif, comment=b"secret comment", icc_profile=srgb, quality=95
    )
