"""Files as people send them, checked."""

from django.core.files.uploadedfile import SimpleUploadedFile

from pillars.choices import AttachmentKind
from pillars.services.files import check_file
from tests.sheets import CASES


def photo():
    """A file that has a small picture too."""
    upload = SimpleUploadedFile("hadir.jpg", (CASES / "O24_foto_gps.jpg").read_bytes())
    return check_file(upload, AttachmentKind.DOCUMENT)
