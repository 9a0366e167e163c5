"""What nobody reads without a key: texts, and files block by block (AES-GCM, the id of the key in front)."""

import base64
import io
import os
import struct
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

NONCE_BYTES = 12
#: A file is sealed in pieces of this size, so that memory does not grow with it.
BLOCK = 1024 * 1024
#: What AES-GCM adds to each piece.
TAG_BYTES = 16


def newest_key():
    """Id of the key that seals from now on, and the key."""
    return next(iter(settings.NIK_KEYS.items()))


def encrypt(text):
    """The stored form: id of the newest key, colon, nonce and cipher text in base64."""
    name, key = newest_key()
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(key).encrypt(nonce, text.encode(), name.encode())
    return f"{name}:{base64.b64encode(nonce + sealed).decode()}"


def decrypt(stored):
    """The text of a stored form; raises `KeyError` when its key is no longer configured."""
    name, _colon, sealed = stored.partition(":")
    raw = base64.b64decode(sealed)
    box = AESGCM(settings.NIK_KEYS[name])
    return box.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], name.encode()).decode()


def key_id(stored):
    return stored.partition(":")[0]


def sealed(pieces):
    """Sealed pieces of a file, after a line with the id of the key.

    Each piece is numbered and the last one says so: none can be cut off, left out or put elsewhere.
    """
    name, key = newest_key()
    start, box = os.urandom(NONCE_BYTES - 4), AESGCM(key)
    yield name.encode() + b"\n" + start
    for number, piece, is_last in _numbered(pieces):
        yield box.encrypt(_nonce(start, number), piece, _bound(name, is_last))


def unsealed(file, name):
    """The pieces of a sealed file in the clear; one that was damaged or cut reads as not there."""
    key_name = file.readline().strip().decode(errors="replace")
    start = file.read(NONCE_BYTES - 4)
    if key_name not in settings.NIK_KEYS or len(start) < NONCE_BYTES - 4:
        raise FileNotFoundError(name)
    box = AESGCM(settings.NIK_KEYS[key_name])
    for number, piece, is_last in _numbered(iter(lambda: file.read(BLOCK + TAG_BYTES), b"")):
        try:
            yield box.decrypt(_nonce(start, number), piece, _bound(key_name, is_last))
        except InvalidTag as error:
            raise FileNotFoundError(name) from error


def _numbered(pieces):
    """`(number, piece, whether it is the last)`; nothing at all is one empty piece."""
    pieces = iter(pieces)
    piece, number = next(pieces, b""), 0
    for following in pieces:
        yield number, piece, False
        piece, number = following, number + 1
    yield number, piece, True


def _nonce(start, number):
    return start + struct.pack(">I", number)


def _bound(name, is_last):
    """What each piece is bound to: its key, and whether it is the last one."""
    return name.encode() + (b"." if is_last else b"+")


class Pieces:
    """A file that is stored while it is made: its bytes one piece after the other, however long each is."""

    def __init__(self, pieces):
        self.pieces = pieces

    def chunks(self, chunk_size=None):
        return self.pieces


class Sealing(File):
    """A file on its way to the disk."""

    def chunks(self, chunk_size=None):
        return sealed(_in_blocks(self.file.chunks(BLOCK)))


def _in_blocks(pieces):
    """The same bytes in pieces of one size; only the last is shorter."""
    kept = bytearray()
    for piece in pieces:
        kept += piece
        while len(kept) >= BLOCK:
            yield bytes(kept[:BLOCK])
            del kept[:BLOCK]
    if kept:
        yield bytes(kept)


class _InTheClear(io.RawIOBase):
    """Reads a sealed file piece by piece."""

    def __init__(self, path):
        self._file = open(path, "rb")  # noqa: SIM115 -- closed with this one
        self._pieces, self._left = unsealed(self._file, path), memoryview(b"")

    def readable(self):
        return True

    def readinto(self, room):
        if not self._left:
            self._left = memoryview(next(self._pieces, b""))
        taken = self._left[: len(room)]
        room[: len(taken)] = taken
        self._left = self._left[len(taken) :]
        return len(taken)

    def close(self):
        self._file.close()
        super().close()


class Unsealed(File):
    """A file from the disk, read in the clear from its beginning."""

    def __init__(self, path, name):
        # Its own name and not the path: the length of what stands there is another.
        super().__init__(None, name)
        self._path = path
        self.open()

    def open(self, mode=None):
        self.file = io.BufferedReader(_InTheClear(self._path), BLOCK)
        return self


@deconstructible
class SealedStorage(FileSystemStorage):
    """A folder whose files only this portal reads, under `NIK_KEYS`; a lost key reads as a lost file."""

    def __init__(self, folder=""):
        self.folder = folder
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self):
        return settings.LISTS_ROOT or Path(settings.MEDIA_ROOT).with_name("lists")

    @property
    def location(self):
        return str(Path(self.base_location).absolute() / self.folder)

    def _save(self, name, content):
        return super()._save(name, Sealing(content))

    def _open(self, name, mode="rb"):
        return Unsealed(self.path(name), name)

    def names(self):
        """The files of the folder; a folder in it is another storage."""
        try:
            return self.listdir("")[1]
        except FileNotFoundError:
            return []

    def seal_anew(self, name):
        """Seals a file under the newest key; returns whether it did. One that is gone or lost stays so."""
        beside = Path(self.path(name)).with_suffix(".new")
        try:
            with open(self.path(name), "rb") as file:
                if file.readline().strip().decode(errors="replace") == newest_key()[0]:
                    return False
            with self.open(name) as file, open(beside, "wb", opener=_for_us_alone) as anew:
                anew.writelines(sealed(file.chunks(BLOCK)))
            beside.replace(self.path(name))
        except FileNotFoundError:
            beside.unlink(missing_ok=True)
            return False
        return True


def _for_us_alone(path, flags):
    return os.open(path, flags, 0o600)
