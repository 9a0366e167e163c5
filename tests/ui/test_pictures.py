"""Pictures are measured before they are decoded, and need little memory however they are made (case O39)."""

import io
import json
import struct
import subprocess
import sys
import threading
import time
import zlib
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from desmigratif.ui import pictures
from desmigratif.ui.pictures import small_picture, thumbnail
from desmigratif.ui.refusals import Refused

CASES = Path(__file__).parent.parent / "cases"
ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


def encoded(picture, kind, **options):
    stored = io.BytesIO()
    if kind == "heic":
        pillow_heif.from_pillow(picture).save(stored, quality=90, exif=options.get("exif"))
    else:
        picture.save(stored, {"jpg": "JPEG"}.get(kind, kind.upper()), **options)
    return stored.getvalue()


def flat_jpeg(width, height):
    """A grey JPEG of any size without painting it: the same four bytes for every 16 x 16 pixels."""
    small = encoded(Image.new("RGB", (16, 16), (128, 128, 128)), "jpg", subsampling="4:2:0")
    head = bytearray(small[: small.index(b"\xff\xda") + 14])
    sides = head.index(b"\xff\xc0") + 5
    head[sides : sides + 4] = struct.pack(">HH", height, width)
    return bytes(head) + bytes.fromhex("28a28a00") * (-(-width // 16) * -(-height // 16)) + b"\xff\xd9"


def flat_png(width, height):
    packer = zlib.compressobj()
    rows = b"".join(packer.compress(bytes(width * 3 + 1)) for _row in range(height)) + packer.flush()
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", rows),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def large_webp():
    """The head says 7,700 x 7,700."""
    content = bytearray(encoded(Image.new("RGB", (10, 10)), "webp", lossless=True))
    content[21:25] = struct.pack("<I", 7699 | 7699 << 14 | content[24] >> 4 << 28)
    return bytes(content)


@pytest.mark.parametrize(
    ("kind", "stored_as"), [("jpg", "jpg"), ("png", "png"), ("webp", "webp"), ("heic", "jpg")]
)
def test_picture_is_made_small_upright_and_says_nothing_about_its_maker(kind, stored_as):
    picture = Image.new("RGB", (3000, 1500), "blue")
    picture.paste("red", (0, 0, 1500, 1500))
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "Telepon"
    exif.get_ifd(GPS)[1] = "S"

    found, content = small_picture(encoded(picture, kind, exif=exif.tobytes()), kind, "a")

    small = Image.open(io.BytesIO(content))
    assert (found, small.size) == (stored_as, (1000, 2000))
    assert small.convert("RGB").getpixel((500, 200))[0] > 240, "the left half lies on top"
    assert small.convert("RGB").getpixel((500, 1800))[2] > 240
    assert not small.getexif()
    assert not {"exif", "xmp", "icc_profile"} & set(small.info)


def test_first_of_two_pictures_in_one_jpeg_is_taken():
    content = (CASES / "O39_foto_dua_gambar.jpg").read_bytes()
    assert Image.open(io.BytesIO(content)).format == "MPO", (
        "the case must be what the library calls otherwise"
    )

    kind, stored = small_picture(content, "jpg", "foto.jpg")

    small = Image.open(io.BytesIO(stored))
    assert (kind, small.format, small.size, small.getexif()) == ("jpg", "JPEG", (480, 640), {})
    with Image.open(io.BytesIO(content)) as first:
        shown = first.convert("RGB").transpose(Image.Transpose.ROTATE_270)
    assert shown.resize((8, 8)).getpixel((4, 4)) == pytest.approx(
        small.resize((8, 8)).getpixel((4, 4)), abs=6
    )


def test_greys_of_a_scanner_and_transparency_stay_what_they_are():
    for mode, colour, seen in [
        ("I;16", 0x8000, (128, 128, 128)),
        ("L", 90, (90, 90, 90)),
        ("1", 1, (255, 255, 255)),
        ("LA", (90, 0), (90, 90, 90, 0)),
        ("RGBA", (1, 2, 3, 40), (1, 2, 3, 40)),
    ]:
        _kind, content = small_picture(encoded(Image.new(mode, (5, 5), colour), "png"), "png", "a")
        assert Image.open(io.BytesIO(content)).getpixel((2, 2)) == pytest.approx(seen, abs=1), mode


def animation(kind):
    return encoded(
        Image.new("RGB", (9, 9)), kind, save_all=True, append_images=[Image.new("RGB", (9, 9), "red")]
    )


def in_two_scans(content):
    """The head of the first scan says that it holds one colour of three: all is kept in memory then."""
    at = content.index(b"\xff\xda")
    return content[:at] + b"\xff\xda\x00\x08\x01" + content[at + 5 :]


@pytest.mark.parametrize(
    ("kind", "make", "why"),
    [
        ("jpg", lambda: flat_jpeg(16384, 12400), "203.2 million pixels; at most 200"),
        ("jpg", lambda: in_two_scans(flat_jpeg(6400, 4000)), "25.6 million pixels; at most 25"),
        ("jpg", lambda: flat_jpeg(6400, 4000).replace(b"\xff\xc0", b"\xff\xc2", 1), "at most 25 million"),
        (
            "png",
            lambda: flat_png(30000, 1)[:-12].replace(b"\x00\x00\x00\x01", b"\x00\x01\x00\x00"),
            "damaged",
        ),
        ("png", lambda: flat_png(5001, 5000), "25.0 million pixels; at most 25"),
        ("webp", large_webp, "59.3 million pixels; at most 25"),
        ("webp", lambda: animation("webp"), "an animation"),
        ("png", lambda: animation("png"), "an animation"),
        ("png", lambda: b"\x89PNG\r\n\x1a\n no picture", "damaged"),
        ("jpg", lambda: flat_jpeg(300, 300)[:700], "damaged"),
        ("jpg", lambda: (CASES / "O39_lima_5_rusak.jpg").read_bytes(), "damaged"),
        ("heic", lambda: (CASES / "O39_foto_iphone.HEIC").read_bytes(), "HEIC picture.*Most Compatible"),
        ("heic", lambda: (CASES / "O39_heic_bernama.jpg").read_bytes(), "HEIC picture.*Most Compatible"),
    ],
)
def test_what_cannot_be_decoded_safely_is_refused_with_its_reason(kind, make, why):
    with pytest.raises(Refused, match=f"“a.b”.*{why}"):
        small_picture(make(), kind, "a.b")


MEASURED = """
import json, pathlib, sys
from django.conf import settings
settings.configure(USE_I18N=False)
from desmigratif.ui.pictures import small_picture
# Of this program alone: that of `getrusage` begins with what the process that started it held.
status = pathlib.Path("/proc/self/status")
peak = lambda: int(status.read_text().partition("VmHWM:")[2].split()[0]) // 1024
before, found = peak(), {}
for path in sys.argv[1:]:
    content = open(path, "rb").read()
    small_picture(content, path.rpartition(".")[2], path)
    found[path.rpartition("/")[2]] = peak() - before
print(json.dumps(found))
"""


def test_memory_is_bounded_by_the_kind_of_picture(tmp_path):
    """Whatever phones make costs less than 120 MB, the worst of all kinds less than half a gigabyte."""
    sizes = {"luas.jpg": (16000, 12500), "panjang.jpg": (65000, 3070), "sedang.jpg": (15999, 12500)}
    for name, size in sizes.items():
        (tmp_path / name).write_bytes(flat_jpeg(*size))
    (tmp_path / "luas.png").write_bytes(flat_png(5000, 5000))
    paths = [*(tmp_path / name for name in sizes), tmp_path / "luas.png", CASES / "gambar_25_megapiksel.webp"]

    run = subprocess.run(
        [sys.executable, "-c", MEASURED, *map(str, paths)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )

    used = json.loads(run.stdout)
    assert max(used[name] for name in sizes) < 120, used
    assert used["luas.png"] < 220, used
    assert used["gambar_25_megapiksel.webp"] < 480, used


def test_pictures_are_decoded_one_at_a_time(monkeypatch):
    content = encoded(Image.new("RGB", (20, 20)), "png")
    inside, most = [], []

    def slow(picture, side):
        inside.append(side)
        most.append(len(inside))
        time.sleep(0.01)
        inside.pop()
        return picture.copy()

    monkeypatch.setattr(pictures, "_decoded", slow)
    threads = [threading.Thread(target=small_picture, args=(content, "png", "a")) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1, 1, 1, 1]


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
def test_thumbnail_has_at_most_15_kb(kind):
    """Noise is the worst case: no photo packs as badly."""
    noise = Image.effect_noise((1200, 1200), 90).convert("RGB")
    small = thumbnail(encoded(noise, kind), kind)
    assert len(small) <= 15_000
    assert max(Image.open(io.BytesIO(small)).size) <= 320
