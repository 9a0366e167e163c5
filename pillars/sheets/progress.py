"""How far an activity is, in the words of offices or in percent."""

import re

from django.utils.translation import gettext

from villages.lists.sheets import readers
from villages.lists.sheets.cells import cell_of
from villages.lists.sheets.judging import ACCEPT_CORRECTED, Remark, shown

from ..choices import Progress

WHOLE, LONGEST_PERCENT = 100, 20
STATUS_WORDS = {
    Progress.DONE: (
        "selesai",
        "terlaksana",
        "telah terlaksana",
        "sudah terlaksana",
        "sudah",
        "dilaksanakan",
        "sudah dilaksanakan",
        "telah dilaksanakan",
        "sudah selesai",
        "tuntas",
        "done",
        "finished",
        "selesai dilaksanakan",
        "terealisasi",
        "sudah terealisasi",
        "v",
        "ya",
    ),
    Progress.RUNNING: (
        "berjalan",
        "sedang berjalan",
        "berlangsung",
        "proses",
        "dalam proses",
        "ongoing",
        "on going",
        "on progress",
        "sedang dilaksanakan",
        "sedang proses",
        "tahap pelaksanaan",
    ),
    Progress.PLANNED: (
        "rencana",
        "direncanakan",
        "belum",
        "belum dilaksanakan",
        "belum terlaksana",
        "akan dilaksanakan",
        "ditunda",
        "tertunda",
        "dijadwalkan ulang",
        "belum terealisasi",
    ),
    Progress.CANCELLED: ("batal", "dibatalkan", "tidak jadi", "tidak terlaksana"),
}

PERCENT = re.compile(r"(\d{1,3})(?:[.,]\d+)? ?%")
WORD_OF_STATUS = readers.WordList(Progress.choices, STATUS_WORDS).read
TICK = re.compile(r"\W*[✓✔√]\W*")


def progress(cell):
    """How far an activity is, by a word or in percent: `100%` is done, `0%` not begun."""
    if TICK.fullmatch(cell.text[:LONGEST_PERCENT]):
        cell = cell_of("v")
    found = PERCENT.fullmatch(cell.text.strip()[:LONGEST_PERCENT])
    if not found or int(found[1]) > WHOLE:
        return WORD_OF_STATUS(cell)
    is_begun = re.search(r"[1-9]", cell.text)
    meant = Progress.DONE if int(found[1]) == WHOLE else Progress.RUNNING if is_begun else Progress.PLANNED
    said = gettext("“%(value)s” was read as %(word)s.") % {"value": shown(cell.text), "word": meant.label}
    return meant.value, Remark(ACCEPT_CORRECTED, "code_mapped", said)
