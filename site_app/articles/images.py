"""Which bytes may become a picture of the site, and what is left of them?

Whatever the upload calls itself, it is decoded and drawn anew: what is stored holds pixels and nothing else. Moving
pictures are refused, since they distract readers and cannot be stopped (WCAG 2.2.2).
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image as Pictures
from PIL import ImageOps

from site_app.articles.models import Image

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_PIXELS = 40_000_000
MAX_WIDTH = 1600
"""Pixels; twice the width of the column, for dense screens."""
MAX_HEIGHT = 8000
"""Pixels; a tall poster still fits, and every format can hold it."""

_READ = ("JPEG", "PNG", "GIF", "WEBP")
_STORED_AS = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "GIF": "PNG", "WEBP": "WEBP"}
_SUFFIX = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
_OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 85, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 85, "method": 4},
}


class ImageRefused(ValueError):
    """The upload is no picture that the site can show; the message is for the editor."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture ready to be stored."""

    data: bytes
    suffix: str
    """``jpg``, ``png`` or ``webp``."""
    width: int
    """Pixels."""
    height: int
    """Pixels."""


def store_image(*, upload: "File[bytes]", by: "User | None" = None, alt: str = "", credit: str = "") -> Image:
    """Keep a picture under the hash of its bytes. The same picture again gives the record that is there, unchanged.

    Raises ImageRefused for anything that is not a still picture within the limits.
    """
    if upload.size > settings.MARKDOWNX_UPLOAD_MAX_SIZE:
        raise ImageRefused(
            _("图片超过了%(limit)s MB的上限。") % {"limit": settings.MARKDOWNX_UPLOAD_MAX_SIZE // 1024**2}
        )
    encoded = encode(upload.read())
    sha256 = hashlib.sha256(encoded.data).hexdigest()
    known = Image.objects.filter(sha256=sha256).first()
    image = known or Image(sha256=sha256, alt=alt, credit=credit, uploaded_by=by)
    name = f"images/{sha256[:40]}.{encoded.suffix}"
    storage = image.file.storage
    if not storage.exists(name):
        storage.save(name, ContentFile(encoded.data))
    if known is None:
        image.file.name, image.width, image.height = name, encoded.width, encoded.height
        image.save()
    return image


def encode(data: bytes) -> Encoded:
    """Decode the bytes, turn the picture upright, shrink it to the page's measure and encode it without metadata."""
    if not data:
        raise ImageRefused(_("文件是空的。"))
    decoded, stored_as = _decode(data)
    picture = _pixels_alone(decoded, stored_as)
    picture.thumbnail((MAX_WIDTH, MAX_HEIGHT), Pictures.Resampling.LANCZOS)
    out = BytesIO()
    picture.save(out, stored_as, **_OPTIONS[stored_as])
    return Encoded(out.getvalue(), _SUFFIX[stored_as], *picture.size)


def _decode(data: bytes) -> tuple[Pictures.Image, str]:
    """The upright picture, fully decoded, with the format it will have."""
    try:
        with Pictures.open(BytesIO(data), formats=_READ) as header:
            _check_header(header)
            header.verify()
        with Pictures.open(BytesIO(data), formats=_READ) as picture:
            picture.load()
            stored_as = _STORED_AS[str(picture.format)]
            return ImageOps.exif_transpose(picture), stored_as
    except ImageRefused:
        raise
    except (Pictures.DecompressionBombError, Pictures.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    # Decoders of damaged files raise whatever they stumble over.
    except Exception as error:
        raise ImageRefused(_("无法识别这个文件：请上传JPEG、PNG、WebP或GIF格式的完好图片。")) from error


def _check_header(picture: Pictures.Image) -> None:
    """Before a single pixel is decoded."""
    if picture.width * picture.height > MAX_PIXELS:
        raise _too_many_pixels()
    # Phones store a second picture for depth in a JPEG's MPO container: that is no motion.
    if picture.format != "MPO" and getattr(picture, "is_animated", False):
        raise ImageRefused(_("动画图片不能用：请上传静止的图片。"))


def _too_many_pixels() -> ImageRefused:
    return ImageRefused(_("图片的尺寸太大：最多%(limit)s万像素。") % {"limit": MAX_PIXELS // 10_000})


def _pixels_alone(picture: Pictures.Image, stored_as: str) -> Pictures.Image:
    """The same picture without anything else that came along: EXIF, colour profile, comments, text chunks."""
    if picture.mode.startswith("I"):  # 16 bits
        picture = picture.point(lambda value: value / 256).convert("L")
    is_clear = stored_as != "JPEG" and picture.has_transparency_data
    bare = picture.convert("RGBA" if is_clear else "RGB")
    bare.info.clear()
    return bare
