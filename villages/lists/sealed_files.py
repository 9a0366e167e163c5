"""Uploaded lists on disk: sealed as identity numbers are, in a folder that no backup needs."""

import base64
import binascii
from pathlib import Path

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

from ..people import nik


@deconstructible
class SealedStorage(FileSystemStorage):
    """A folder whose files only this portal reads, under `NIK_KEYS`; a lost key reads as a lost file."""

    def __init__(self):
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self):
        return settings.LISTS_ROOT or Path(settings.MEDIA_ROOT).with_name("lists")

    @property
    def location(self):
        return str(Path(self.base_location).absolute())

    def _save(self, name, content):
        sealed = nik.encrypt(base64.b64encode(content.read()).decode())
        return super()._save(name, ContentFile(sealed.encode()))

    def _open(self, name, mode="rb"):
        with super()._open(name, mode) as file:
            sealed = file.read().decode()
        try:
            return ContentFile(base64.b64decode(nik.decrypt(sealed)))
        except (KeyError, InvalidTag, binascii.Error, ValueError) as error:
            raise FileNotFoundError(name) from error
