"""Which bytes may become a picture of the site, and what is left of them?

Whatever the upload calls itself, it is decoded and drawn anew: what is stored holds pixels and nothing else. Moving
pictures are refused, since they distract readers and cannot be stopped (WCAG 2.2.2).
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.db import transaction

from site_app.articles.bare_pictures import is_bare
from site_app.articles.models import Image
from site_app.message import Message as _

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from PIL import Image as Pictures

MAX_PHOTO_PIXELS = 52_000_000
"""Of a JPEG as phones write it, which can be decoded at a fraction of its size."""
MAX_PIXELS = 16_000_000
"""Of anything else, which has to be decoded whole: four bytes each."""
MAX_WIDTH = 1600
"""Pixels; twice the width of the column, for dense screens."""
MAX_HEIGHT = 8000
"""Pixels; a tall poster still fits, and every format can hold it."""

_ORIENTATION = 0x0112
"""EXIF; 5 to 8 stand for a picture that lies on its side."""
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

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def name(self) -> str:
        """Where it is stored."""
        return f"images/{self.sha256[:40]}.{self.suffix}"


def store_image(*, upload: "File[bytes]", by: "User | None" = None, alt: str = "", credit: str = "") -> Image:
    """Keep a picture under the hash of its bytes. The same picture again gives the record that is there, unchanged.

    Raises ImageRefused for anything that is not a still picture within the limits.
    """
    if upload.size > settings.MARKDOWNX_UPLOAD_MAX_SIZE:
        raise ImageRefused(
            _("图片超过了%(limit)s MB的上限。") % {"limit": settings.MARKDOWNX_UPLOAD_MAX_SIZE // 1024**2}
        )
    return keep_image(encoded=encode(upload.read()), by=by, alt=alt, credit=credit)


def keep_image(*, encoded: "Encoded", by: "User | None" = None, alt: str = "", credit: str = "") -> Image:
    """Keep a picture that `encode` has made or `as_exported` has let through."""
    _write(Image(file=encoded.name).file.storage, encoded.name, encoded.data)
    size = {"width": encoded.width, "height": encoded.height}
    about = {"file": encoded.name, "alt": alt, "credit": credit, "uploaded_by": by, **size}
    return Image.objects.get_or_create(sha256=encoded.sha256, defaults=about)[0]


@transaction.atomic
def delete_image(image: Image) -> None:
    """Forget the picture, then its file, unless it has been uploaded anew by then."""
    storage, name = image.file.storage, str(image.file)
    image.delete()

    def delete_file() -> None:
        if not Image.objects.filter(file=name).exists():
            storage.delete(name)

    transaction.on_commit(delete_file)


def _write(storage: Storage, name: str, data: bytes) -> None:
    """Nobody ever sees half a file, and one that a crash has left is replaced."""
    if storage.exists(name) and storage.size(name) == len(data):
        return
    try:
        storage.path(name)
    except NotImplementedError:  # a server that shows no halves
        storage.save(name, ContentFile(data))
        return
    hidden = PurePosixPath(name)
    unfinished = storage.save(str(hidden.with_name(f".{hidden.name}")), ContentFile(data))
    Path(storage.path(unfinished)).replace(storage.path(name))


def encode(data: bytes) -> Encoded:
    """Decode the bytes, turn the picture upright, shrink it to the page's measure and encode it without metadata."""
    if not data:
        raise ImageRefused(_("文件是空的。"))
    decoded, stored_as = _decode(data)
    picture = _pixels_alone(decoded, stored_as)
    out = BytesIO()
    picture.save(out, stored_as, **_OPTIONS[stored_as])
    return Encoded(out.getvalue(), _SUFFIX[stored_as], *picture.size)


def as_exported(data: bytes) -> Encoded:
    """A picture that a site like this one has exported stays what it is, to the last byte; any other is encoded anew.

    It is decoded all the same, so that no damaged or oversized one gets in.
    """
    if not is_bare(data):
        return encode(data)
    from PIL import Image as Pictures  # here and below: a server that only shows articles does without

    decoded, stored_as = _decode(data)
    with Pictures.open(BytesIO(data), formats=_READ) as original:
        is_as_it_was = original.size == decoded.size and original.mode in {"RGB", "RGBA"}
    return Encoded(data, _SUFFIX[stored_as], *decoded.size) if is_as_it_was else encode(data)


def _decode(data: bytes) -> "tuple[Pictures.Image, str]":
    """The picture, upright and at the page's measure, with the format it will have."""
    from PIL import Image as Pictures

    try:
        with Pictures.open(BytesIO(data), formats=_READ) as header:
            _check_header(header)
            header.verify()
        with Pictures.open(BytesIO(data), formats=_READ) as picture:
            return _fitted(picture), _STORED_AS[str(picture.format)]
    except ImageRefused:
        raise
    except (Pictures.DecompressionBombError, Pictures.DecompressionBombWarning) as error:
        raise _too_many_pixels(MAX_PIXELS) from error
    # Decoders of damaged files raise whatever they stumble over.
    except Exception as error:
        raise ImageRefused(_("无法识别这个文件：请上传JPEG、PNG、WebP或GIF格式的完好图片。")) from error


def _check_header(picture: "Pictures.Image") -> None:
    """Before a single pixel is decoded."""
    # A progressive one is kept whole while it is decoded, whatever the size asked for.
    is_photo = picture.format in {"JPEG", "MPO"} and not picture.info.get("progressive")
    limit = MAX_PHOTO_PIXELS if is_photo else MAX_PIXELS
    if picture.width * picture.height > limit:
        raise _too_many_pixels(limit)
    # Phones store a second picture for depth in a JPEG's MPO container: that is no motion.
    if picture.format != "MPO" and getattr(picture, "is_animated", False):
        raise ImageRefused(_("动画图片不能用：请上传静止的图片。"))


def _too_many_pixels(limit: int) -> ImageRefused:
    return ImageRefused(_("图片的尺寸太大：最多%(limit)s万像素。") % {"limit": limit // 10_000})


def _fitted(picture: "Pictures.Image") -> "Pictures.Image":
    """Small first, then upright: every copy of the whole picture would cost its pixels once more."""
    from PIL import Image as Pictures
    from PIL import ImageOps

    lies = picture.getexif().get(_ORIENTATION) in range(5, 9)
    fitted = _with_colours_that_blend(picture)
    width, height = (MAX_HEIGHT, MAX_WIDTH) if lies else (MAX_WIDTH, MAX_HEIGHT)
    # A JPEG is decoded at a half, a quarter or an eighth as long as that is well above what is wanted.
    scale = 1.5 * min(width / fitted.width, height / fitted.height)
    fitted.draft(None, (int(fitted.width * scale), int(fitted.height * scale)))
    fitted.thumbnail((width, height), Pictures.Resampling.LANCZOS, reducing_gap=None)
    fitted.load()
    ImageOps.exif_transpose(fitted, in_place=True)
    return fitted


def _with_colours_that_blend(picture: "Pictures.Image") -> "Pictures.Image":
    """Numbers of a palette, one transparent colour and 16 bits make no sense once they are averaged."""
    if picture.mode.startswith("I"):  # 16 bits
        return picture.point(lambda value: value / 256).convert("L")
    if picture.mode in {"1", "P", "PA"} or "transparency" in picture.info:
        return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    return picture


def _pixels_alone(picture: "Pictures.Image", stored_as: str) -> "Pictures.Image":
    """The same picture without anything else that came along: EXIF, colour profile, comments, text chunks."""
    is_clear = stored_as != "JPEG" and picture.has_transparency_data
    bare = picture.convert("RGBA" if is_clear else "RGB")
    bare.info.clear()
    return bare
