"""Is what gets stored a harmless picture, whatever was uploaded?"""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Pictures
from PIL.JpegImagePlugin import JpegImageFile

from site_app.articles import images
from site_app.articles.images import ImageRefused, delete_image, encode, store_image
from site_app.articles.models import Image
from tests.factories import make_editor, make_picture, make_upload

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


def opened(data: bytes) -> Pictures.Image:
    return Pictures.open(BytesIO(data))


def png_header_of(width: int, height: int) -> bytes:
    """A PNG that promises these dimensions and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def moving(format: str) -> bytes:
    frames = [Pictures.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
    out = BytesIO()
    frames[0].save(out, format, save_all=True, append_images=frames[1:])
    return out.getvalue()


@pytest.mark.parametrize(("given", "stored"), [("PNG", "PNG"), ("JPEG", "JPEG"), ("WEBP", "WEBP"), ("GIF", "PNG")])
def test_still_pictures_are_encoded_anew(given, stored):
    encoded = encode(make_picture(given))
    assert opened(encoded.data).format == stored
    assert (encoded.width, encoded.height) == (8, 6)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_can_be_read(mode):
    source = Pictures.new("I;16", (4, 4), 40_000) if mode == "I;16" else Pictures.new(mode, (4, 4), 1)
    out = BytesIO()
    source.save(out, "PNG")
    assert opened(encode(out.getvalue()).data).size == (4, 4)


def test_cmyk_photographs_become_rgb():
    assert opened(encode(make_picture("JPEG", mode="CMYK")).data).mode == "RGB"


def test_transparency_is_kept():
    assert opened(encode(make_picture("PNG", mode="RGBA")).data).mode == "RGBA"


def test_sixteen_bits_keep_their_brightness():
    out = BytesIO()
    Pictures.new("I;16", (2, 2), 0x8000).save(out, "PNG")
    assert opened(encode(out.getvalue()).data).convert("L").getpixel((0, 0)) == 0x80


def test_colours_blend_when_a_palette_picture_shrinks():
    picture = Pictures.new("P", (3200, 2))
    picture.putpalette([0, 0, 0, 255, 255, 255])
    picture.putdata([0, 1] * 3200)
    out = BytesIO()
    picture.save(out, "PNG")
    assert 100 < opened(encode(out.getvalue()).data).convert("L").getpixel((800, 0)) < 150


@pytest.mark.parametrize(
    ("size", "stored"), [((3200, 100), (1600, 50)), ((100, 9000), (89, 8000)), ((1600, 10), (1600, 10))]
)
def test_large_pictures_shrink_to_the_page(size, stored):
    encoded = encode(make_picture("PNG", size=size))
    assert (encoded.width, encoded.height) == stored


def test_photographs_are_turned_upright():
    exif = Pictures.Exif()
    exif[0x0112] = 6
    encoded = encode(make_picture("JPEG", size=(8, 6), exif=exif))
    assert (encoded.width, encoded.height) == (6, 8)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_the_pixels_is_kept(format):
    exif = Pictures.Exif()
    exif[0x010E] = "taken at home"
    encoded = encode(make_picture(format, exif=exif, icc_profile=b"secret profile"))
    assert b"taken at home" not in encoded.data
    assert b"secret" not in encoded.data
    assert not opened(encoded.data).getexif()


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF"])
def test_what_hangs_behind_a_picture_is_cut_off(format):
    assert b"script" not in encode(make_picture(format) + HTML).data


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "空的", id="nothing"),
        pytest.param(SVG, "无法识别", id="svg"),
        pytest.param(HTML, "无法识别", id="html"),
        pytest.param(b"GIF89a/*" + HTML, "无法识别", id="html behind a gif's first letters"),
        pytest.param(make_picture("BMP"), "无法识别", id="bmp"),
        pytest.param(make_picture("TIFF"), "无法识别", id="tiff"),
        pytest.param(make_picture("PNG", size=(200, 200))[:-200], "无法识别", id="cut png"),
        pytest.param(make_picture("JPEG", size=(200, 200))[:-300], "无法识别", id="cut jpeg"),
        pytest.param(make_picture("WEBP", size=(200, 200))[:-100], "无法识别", id="cut webp"),
        pytest.param(png_header_of(4001, 4000), "1600万像素", id="just over the limit"),
        pytest.param(png_header_of(15_000, 10_000), "1600万像素", id="where Pillow warns"),
        pytest.param(png_header_of(30_000, 30_000), "1600万像素", id="where Pillow refuses"),
        pytest.param(make_picture("PNG", size=(9000, 9000), mode="1"), "1600万像素", id="well packed pixels"),
        pytest.param(make_picture("JPEG", size=(7300, 7300), mode="L"), "5200万像素", id="too large a photograph"),
        pytest.param(
            make_picture("JPEG", size=(5000, 3300), mode="L", progressive=True), "1600万像素", id="progressive"
        ),
        pytest.param(moving("GIF"), "动画", id="moving gif"),
        pytest.param(moving("WEBP"), "动画", id="moving webp"),
        pytest.param(moving("PNG"), "动画", id="moving png"),
    ],
)
def test_anything_else_is_refused(data, reason):
    with pytest.raises(ImageRefused, match=reason):
        encode(data)


@pytest.mark.parametrize(("orientation", "stored"), [(1, (1600, 1200)), (6, (1600, 2133))])
def test_a_phones_largest_photograph_is_decoded_at_half_its_size(orientation, stored, monkeypatch):
    exif = Pictures.Exif()
    exif[0x0112] = orientation
    photograph = make_picture("JPEG", size=(8160, 6120), mode="L", exif=exif)
    decoded = []
    load = JpegImageFile.load
    monkeypatch.setattr(JpegImageFile, "load", lambda picture: (decoded.append(picture.size), load(picture))[1])
    encoded = encode(photograph)
    assert (encoded.width, encoded.height) == stored
    assert decoded[0] == (4080, 3060)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_upright_whether_it_shrinks_or_not(orientation):
    exif = Pictures.Exif()
    exif[0x0112] = orientation
    small, large = (
        opened(encode(make_picture("PNG", size=size, exif=exif)).data).resize((4, 4)).convert("L")
        for size in ((60, 40), (3600, 2400))
    )
    assert all(abs(a - b) < 10 for a, b in zip(small.tobytes(), large.tobytes(), strict=True))


def test_one_transparent_colour_stays_transparent_when_the_picture_shrinks():
    out = BytesIO()
    picture = Pictures.new("RGB", (3200, 4), "white")
    picture.paste("red", (0, 0, 1600, 4))
    picture.save(out, "PNG", transparency=(255, 0, 0))
    shrunk = opened(encode(out.getvalue()).data)
    assert (shrunk.getpixel((100, 0))[3], shrunk.getpixel((1500, 0))[3]) == (0, 255)


def test_the_second_picture_in_a_phone_photograph_is_no_motion():
    encoded = encode(moving("MPO"))
    assert opened(encoded.data).format == "JPEG"


@pytest.mark.django_db
def test_the_file_is_named_after_its_bytes(media_root):
    editor = make_editor()
    image = store_image(upload=make_upload(make_picture(), name="../../etc/x.html"), by=editor, alt="渐变")
    assert image.file.name == f"images/{image.sha256[:40]}.png"
    assert (image.alt, image.uploaded_by, image.width, image.height) == ("渐变", editor, 8, 6)
    assert [path.name for path in media_root.rglob("*.*")] == [f"{image.sha256[:40]}.png"]


@pytest.mark.django_db
def test_the_same_picture_is_stored_once(media_root):
    first = store_image(upload=make_upload(make_picture()), alt="渐变")
    again = store_image(upload=make_upload(make_picture(), name="other.png"), alt="别的说明")
    assert (again, again.alt) == (first, "渐变")
    assert len(list(media_root.rglob("*.png"))) == Image.objects.count() == 1


@pytest.mark.django_db
def test_a_file_that_lost_its_record_is_used_again(media_root):
    first = store_image(upload=make_upload(make_picture()))
    name = first.file.name
    first.delete()
    assert store_image(upload=make_upload(make_picture())).file.name == name


@pytest.mark.django_db
def test_a_file_over_the_limit_is_refused_before_it_is_decoded(media_root, settings):
    settings.MARKDOWNX_UPLOAD_MAX_SIZE = 1024**2
    with pytest.raises(ImageRefused, match="1 MB"):
        store_image(upload=make_upload(b"x" * (1024**2 + 1)))
    assert not Image.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("alt", "markdown"),
    [("心电图", "![心电图]("), ("a]b[c", "![a］b［c]("), ("", "![请在这里写图片说明](")],
)
def test_it_says_how_to_put_the_picture_into_a_text(media_root, alt, markdown):
    image = store_image(upload=make_upload(make_picture()), alt=alt)
    assert image.markdown == f"{markdown}{image.file.url})"


@pytest.mark.django_db
def test_two_uploads_of_one_picture_at_once_give_one_record(media_root, monkeypatch):
    def other_first(data):
        monkeypatch.setattr(images, "encode", encode)
        store_image(upload=make_upload(make_picture()), alt="先到")
        return encode(data)

    monkeypatch.setattr(images, "encode", other_first)
    assert store_image(upload=make_upload(make_picture()), alt="后到").alt == "先到"


@pytest.mark.django_db
@pytest.mark.parametrize("left", [b"", b"half"])
def test_a_file_that_a_crash_has_left_is_written_again(left, media_root):
    path = media_root / store_image(upload=make_upload(make_picture())).file.name
    whole = path.read_bytes()
    path.write_bytes(left)
    store_image(upload=make_upload(make_picture()))
    assert path.read_bytes() == whole
    assert [found.name for found in path.parent.iterdir()] == [path.name]


@pytest.mark.django_db
def test_a_crash_while_writing_leaves_nothing_under_the_pictures_name(media_root, monkeypatch):
    def crash(_from, _to):
        raise OSError("no power")

    monkeypatch.setattr(Path, "replace", crash)
    with pytest.raises(OSError, match="no power"):
        store_image(upload=make_upload(make_picture()))
    assert not [path for path in media_root.rglob("*.png") if not path.name.startswith(".")]
    assert not Image.objects.exists()


@pytest.mark.django_db
def test_a_deleted_picture_takes_its_file_along_once_that_is_certain(media_root, django_capture_on_commit_callbacks):
    image = store_image(upload=make_upload(make_picture()))
    path = media_root / image.file.name
    with django_capture_on_commit_callbacks(execute=True):
        delete_image(image)
        assert path.exists()
    assert not path.exists()


@pytest.mark.django_db
def test_a_picture_uploaded_anew_meanwhile_keeps_its_file(media_root, django_capture_on_commit_callbacks):
    image = store_image(upload=make_upload(make_picture()))
    path = media_root / image.file.name
    with django_capture_on_commit_callbacks(execute=True):
        delete_image(image)
        store_image(upload=make_upload(make_picture()))
    assert path.exists()
