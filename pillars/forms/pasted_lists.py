"""A pasted attendance list: who is meant by each line. Only a certain one is ticked; others are offered."""

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from desmigratif.ui import clock, identity_numbers
from desmigratif.ui.search import fold
from villages.models import Beneficiary
from villages.people import names, nik

#: "12.", "12)", "12 " or a dash before a name, as sheets are numbered.
NUMBERING = re.compile(r"^(?:\d{1,4}\s*[.):]?\s+(?=\D)|\d{1,4}\s*[.)]\s*(?=\D)|[-–—•*·]\s*)+")
#: Sixteen digits within a line that holds more than them.
NIK_IN_LINE = re.compile(r"(?<!\d)\d{16}(?!\d)")
#: A village in brackets behind a name.
PLACE = re.compile(r"\(([^()]*)\)")
#: Words of the heading of an attendance list; a line of nothing else names nobody.
HEADING = re.compile(
    r"no|nomor|urut|nama|lengkap|nik|tanda|tangan|ttd|paraf|alamat|desa|dusun|keterangan|ket|jabatan|jenis|kelamin"
    r"|l|p|l/p|lp|umur|usia|tgl|tanggal|lahir|daftar|hadir|peserta|instansi|hp|telp|telepon"
)
#: First words of lines that say something about the event, with a colon after them.
ABOUT = re.compile(
    r"(hari|tanggal|tgl|waktu|pukul|jam|tempat|lokasi|acara|kegiatan|jumlah|total|desa|kecamatan|kabupaten)\b[^:]*:"
)
#: Beginnings of lines that are signed at the foot, or stand over the list.
FORMAL = re.compile(
    r"(mengetahui|menyetujui|mengesahkan|kepala desa|kepala dinas|lurah|notulis|ketua panitia|panitia"
    r"|petugas pencatat|daftar hadir|daftar peserta|berita acara|absensi|jumlah|total|ttd|catatan)\b"
)
#: "Tulungagung, 12 Maret 2026" over a signature.
PLACE_AND_DAY = re.compile(r"[^\d]+,\s*\d{1,2}\s+[^\W\d]+\s+\d{4}$")
#: People offered for one line, held against one line, and lines asked for in one query.
OFFERED, COMPARED, IN_ONE_QUERY = 6, 300, 40


@dataclass
class PastedLine:
    """One pasted line: who may be meant. One certain person is ticked, all others are offered."""

    number: int
    text: str
    name: str = ""
    place: str = ""
    digits: str = ""
    people: list = field(default_factory=list)
    #: Of the same name in other villages of the office, beside the one who is ticked.
    beside: list = field(default_factory=list)
    #: Who is meant, perhaps, and is no longer counted on the day of the activity.
    ended: list = field(default_factory=list)
    #: On the list of the activity already, or named by an earlier line.
    is_there: bool = False
    #: Only the name comes near, or the NIK or the village is another: nothing is ticked without a look.
    is_doubtful: bool = False
    #: Heading, sum or signature of the paper.
    is_skipped: bool = False

    @property
    def is_known(self):
        return bool(self.people)

    @property
    def is_sure(self):
        return len(self.people) == 1 and not self.is_doubtful

    @property
    def key(self):
        return names.key(self.name)

    @property
    def shown(self):
        """The line as it was pasted, a NIK as dots; the number of the line says which it is."""
        return identity_numbers.hide(self.text) if self.name or self.is_skipped else nik.dots(self.digits)


class PastedList:
    """The lines of a paste with the people they may mean; nothing is written here."""

    def __init__(self, text, *, activity, user):
        self.user, self.on = user, activity.start_on
        self.villages = [place.village_id for place in activity.activity_villages.all()]
        self.lines = [_read(number, line) for number, line in enumerate(lines_of(text), 1)]
        self._find_by_nik()
        self._find_by_name()
        self._find_near()
        self._set_ended_apart()
        self._mark_those_there(set(activity.attendances.values_list("beneficiary_id", flat=True)))

    @property
    def offered(self):
        return [line for line in self.lines if line.is_known and not line.is_there]

    @property
    def there(self):
        return [line for line in self.lines if line.is_there]

    @property
    def unknown(self):
        return [line for line in self.lines if not (line.is_known or line.is_skipped or line.ended)]

    @property
    def ended(self):
        """Lines that speak of nobody but people who are no longer counted on the day of the activity."""
        return [line for line in self.lines if line.ended and not line.is_known]

    @property
    def skipped(self):
        return [line for line in self.lines if line.is_skipped]

    @property
    def sure(self):
        return sum(line.is_sure for line in self.offered)

    @property
    def beyond(self):
        """The lines that lead to nobody, as a list to be corrected and pasted again."""
        return "\n".join(identity_numbers.hide(line.text) for line in self.unknown)

    def _find_by_nik(self):
        wanted = {nik.blind_index(line.digits): line for line in self.lines if line.digits}
        found = {
            person.nik_index: person for person in choosable(self.user, self.on).filter(nik_index__in=wanted)
        }
        for line in self.lines:
            if line.digits and (person := found.get(nik.blind_index(line.digits))):
                line.people = [person]
                line.is_doubtful = bool(line.name) and not _alike(line.name, person)

    def _find_by_name(self):
        """The same name, titles apart: certain where one person of the villages of the activity has it."""
        wanted = self._open_lines()
        pool = self._people_near(wanted)
        by_key = defaultdict(list)
        for person in pool:
            by_key[names.key(names.bare(person.full_name))].append(person)
            if person.name_key != names.key(names.bare(person.full_name)):
                by_key[person.name_key].append(person)
        for line in wanted:
            same = list({person.pk: person for person in by_key.get(line.key, ())}.values())
            if line.place:
                same = [person for person in same if fold(person.village.area.name) == line.place] or same
            own = [person for person in same if person.village_id in self.villages]
            line.people = own or same[:OFFERED]
            line.beside = [person for person in same if person not in line.people][:OFFERED] if own else []
            line.is_doubtful = bool(line.digits or line.place) or not own

    def _find_near(self):
        """Another spelling, a short form, or a name that comes near."""
        wanted = self._open_lines()
        if not wanted:
            return
        by_start = defaultdict(list)
        for person in self._people_near(wanted):
            for word in set(names.essence(person.full_name).split()):
                by_start[word[:3]].append(person)
        for line in wanted:
            essence = names.essence(line.name)
            near = {person.pk: person for word in essence.split() for person in by_start.get(word[:3], ())}
            ranked = sorted(
                ((_likeness(essence, person), person) for person in list(near.values())[:COMPARED]),
                key=lambda pair: (-pair[0], pair[1].village_id not in self.villages, pair[1].pk),
            )
            line.people = [person for likeness, person in ranked if likeness >= names.NEAR][:OFFERED]
            line.is_doubtful = True

    def _open_lines(self):
        return [line for line in self.lines if line.name and not line.is_known and not line.is_skipped]

    def _people_near(self, lines):
        """People of the own area of whom one of the lines may speak: first those of the villages at hand."""
        found = {}
        listed = choosable(self.user, self.on).listed()
        for start in range(0, len(lines), IN_ONE_QUERY):
            wanted = Q()
            for line in lines[start : start + IN_ONE_QUERY]:
                for word in {*line.key.split(), *names.essence(line.name).split()}:
                    if len(word) > 2:
                        wanted |= Q(name_key__contains=word[:4])
            if not wanted:
                continue
            for people in (
                listed.filter(wanted, village__in=self.villages),
                listed.filter(wanted).exclude(village__in=self.villages),
            ):
                found |= {person.pk: person for person in people[: COMPARED * IN_ONE_QUERY // 4]}
        return found.values()

    def _set_ended_apart(self):
        """Who died or moved away before the day is found, not offered; nobody is ticked instead."""
        for line in self.lines:
            line.ended = [person for person in line.people if person.ended_on]
            line.people = [person for person in line.people if not person.ended_on]
            line.beside = [person for person in line.beside if not person.ended_on]
            line.is_doubtful = line.is_doubtful or bool(line.ended)

    def _mark_those_there(self, stored):
        """Who is named twice is counted once; a line that is not certain may still mean somebody else."""
        named = set(stored)
        for line in self.lines:
            if line.is_sure:
                line.is_there = line.people[0].pk in named
                named.add(line.people[0].pk)
            else:
                line.is_there = line.is_known and all(person.pk in stored for person in line.people)


def choosable(user, on):
    """The people whom the user sees; whoever is no longer counted on a day has `ended_on` (today without)."""
    people = Beneficiary.objects.visible_to(user).with_end_on(on or clock.today())
    return people.with_is_child(clock.today()).for_list()


def numbers_in(text):
    """The NIKs that stand in a pasted text."""
    return {line.digits for line in map(_read, itertools.count(1), lines_of(text)) if line.digits}


def lines_of(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def _read(number, text):
    text = NUMBERING.sub("", text)
    try:
        return PastedLine(number, text, digits=nik.read(text))
    except nik.NikRefused:
        match = NIK_IN_LINE.search(text)
    digits = match[0] if match else ""
    plain = NIK_IN_LINE.sub(" ", text)
    if _names_nobody(plain):
        return PastedLine(number, text, digits=digits, is_skipped=not digits)
    place = PLACE.search(plain)
    name = names.bare(" ".join(PLACE.sub(" ", plain).split()))
    return PastedLine(number, text, name, fold(place[1]) if place else "", digits)


def _names_nobody(text):
    """Whether the line is a heading, a sum, a signature or empty of letters."""
    plain = fold(text)
    words = plain.split()
    if not any(mark.isalpha() for mark in plain) or all(HEADING.fullmatch(word) for word in words):
        return True
    lower = text.strip().casefold()
    return bool(ABOUT.match(lower) or FORMAL.match(plain) or PLACE_AND_DAY.fullmatch(lower))


def _alike(name, person):
    essence = names.essence(name)
    return _likeness(essence, person) >= names.NEAR


def _likeness(essence, person):
    """0 to 1: how near the essence of what was written comes to a person; a short form counts as near."""
    full = names.essence(person.full_name)
    if essence == full:
        return 1
    if names.fits_short(essence, full):
        return names.NEAR
    return names.similarity_of(essence, full)
