"""Pictures that people send: measured before they are decoded, made small, upright and without metadata.

What a picture costs is known from its header: size, number of frames, how a JPEG is laid out. Only then is it
decoded, one at a time in each process, so that a dozen photos sent at once need the memory of one.
"""

import io
import struct
import threading

from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile
from pillow_heif import HeifImageFile

from .formatting import number
from .refusals import Refused

JPEG, PNG, WEBP, HEIC = "jpg", "png", "webp", "heic"
#: Kind -> what reads it. Named by our own table, not by what the library makes of a file: of a JPEG with a
#: second picture behind the first (many phones write them) this takes the first, as every viewer does.
READERS = {JPEG: JpegImageFile, PNG: PngImageFile, WEBP: WebPImageFile, HEIC: HeifImageFile}
#: Kind -> the kind in which it is stored.
STORED_AS = {JPEG: JPEG, PNG: PNG, WEBP: WEBP, HEIC: JPEG}

#: Longest side of a stored picture; enough to read a sign in the room, small on a weak line.
MAX_SIDE = 2000
#: Pixels that are decoded: about 100 MB while it is worked on.
MAX_PIXELS = 25_000_000
#: Pixels of a JPEG that is made smaller while it is decoded; more than the cameras of phones make.
MAX_JPEG_PIXELS = 200_000_000
#: A picture in a list: longest side, and the quality that is tried; the first that fits is taken.
THUMBNAILS = ((320, 75), (320, 55), (240, 50), (160, 40), (100, 30))
THUMBNAIL_BYTES = 15_000

_one_at_a_time = threading.Lock()


def small_picture(content, kind, name):
    """Kind and content to store: the pixels alone, upright, at most 2,000 wide or high.

    Raises `Refused`, whose message names the file.
    """
    with _one_at_a_time:
        picture = _measured(content, kind, name)
        try:
            return STORED_AS[kind], _encoded(_decoded(picture, MAX_SIDE), STORED_AS[kind], quality=85)
        except Exception as error:  # Decoders of hostile bytes raise whatever they please.
            raise _damaged(kind, name) from error


def thumbnail(content, kind):
    """A JPEG of at most 15 kB of a picture that is stored already."""
    with _one_at_a_time:
        picture = _decoded(_measured(content, kind, ""), THUMBNAILS[0][0])
    for side, quality in THUMBNAILS:
        picture.thumbnail((side, side))
        small = _encoded(picture, JPEG, quality=quality)
        if len(small) <= THUMBNAIL_BYTES:
            break
    return small


def _measured(content, kind, name):
    """The opened picture, not decoded yet, of a size that can be."""
    try:
        picture = READERS[kind](io.BytesIO(content))
        frames = getattr(picture, "n_frames", 1)
    except Exception as error:
        raise _damaged(kind, name) from error
    if frames > 1 and kind != HEIC:
        raise Refused(_("“%s” is an animation. Save one picture of it and choose that.") % name)
    pixels, limit = picture.width * picture.height, MAX_PIXELS
    if kind == JPEG and _is_in_one_pass(picture, content):
        limit = MAX_JPEG_PIXELS
    if pixels > limit:
        raise Refused(
            _(
                "“%(name)s” has %(pixels)s million pixels; at most %(limit)s million are allowed. Make "
                "the picture smaller and choose it again."
            )
            % {"name": name, "pixels": number(pixels / 1e6, 1), "limit": number(limit / 1e6)}
        )
    return picture


def _is_in_one_pass(picture, content):
    """Whether a JPEG lies there line by line; else its decoder keeps the whole picture in memory.

    The reader has stopped behind the head of the first scan, which says how many colours lie in it.
    """
    colours = picture.layers
    head = struct.pack(">HHB", 0xFFDA, 6 + 2 * colours, colours)
    starts = picture.fp.tell() - 8 - 2 * colours
    return content.startswith(head, starts) and not picture.info.get("progressive")


def _decoded(picture, side):
    """At most `side` wide or high, upright; of a JPEG no more is decoded than that needs."""
    ratio = min(1, side / max(picture.size))
    picture.draft("RGB", [max(1, round(length * ratio)) for length in picture.size])
    if picture.width * picture.height > MAX_PIXELS:
        raise ValueError("too many pixels are left to decode")
    small = _in_colour(picture)
    small.thumbnail((side, side))
    return _upright(small)


def _in_colour(picture):
    """In the one mode with, or the one without transparency; greys of scanners have 16 bits."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    return picture if picture.mode == mode else picture.convert(mode)


def _upright(picture):
    """As the camera was held; metadata that cannot be read says nothing about it."""
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:
        return picture


def _encoded(picture, kind, *, quality):
    """A new picture of the pixels: nothing of what the old one carried comes along."""
    mode = "RGBA" if kind != JPEG and picture.mode == "RGBA" else "RGB"
    clean = Image.new(mode, picture.size, "white")
    clean.paste(picture, mask=picture.getchannel("A") if mode == "RGB" and picture.mode == "RGBA" else None)
    stored = io.BytesIO()
    clean.save(stored, {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}[kind], quality=quality)
    return stored.getvalue()


def _damaged(kind, name):
    if kind == HEIC:
        return Refused(how_to_mend_heic(name))
    return Refused(_("“%s” is a damaged picture. Save it again and choose it again.") % name)


def how_to_mend_heic(name):
    """What to do on the telephone with a HEIC picture that cannot be read here."""
    return (
        _(
            "“%s” is a HEIC picture from an iPhone, which cannot be read here. Send it as JPEG, or "
            "choose Settings, Camera, Formats, Most Compatible on the phone and take it again."
        )
        % name
    )
