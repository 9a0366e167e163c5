"""Every text of the screen has its Indonesian words."""

import ast
import gettext
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GETTEXT = ("gettext", "ngettext", "pgettext", "npgettext")
#: Texts that differ from another one only by a capital or a mark at an end -> why both are there.
NEAR = {
    "%(shown)s day": "alone, and counted behind a comma",
    "absorption": "behind a percentage",
    "added": "said of a thing that is named before",
    "all of indonesia": "the scope within a sentence",
    "all pillars": "the pillars within a sentence",
    "budget year %(year)s": "within a sentence, and the sentence under a heading",
    "changed": "said of a thing that is named before",
    "completed": "behind a percentage",
    "data as of %(moment)s": "in a file, and a sentence of a page",
    "from %(day)s": "behind the name of a lead",
    "how we count": "a link within a sentence",
    "no": "the answer, and short for number",
    "nobody took part": "behind the name of a village",
    "pillar %s": "within a sentence",
    "pilot": "in brackets behind a regency",
    "rupiah": "a unit behind a number, and the kind of a figure",
    "start unknown": "behind the name of a lead",
    "taken back": "behind the days of an assignment, in the log of an account",
    "to": "from one office to another, and the last day of a filter",
    "unknown": "behind a number",
    "until %(date)s": "within a sentence",
    "without nik": "behind the name of a person",
    "your password is changed": "a heading, and what a page says afterwards",
}


def indonesian():
    """English text -> Indonesian text, as the catalogue has them; of a plural the singular."""
    with (ROOT / "locale/id/LC_MESSAGES/django.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog
    return {key[0] if isinstance(key, tuple) else key: said for key, said in catalogue.items() if key}


def texts():
    return set(indonesian())


def plain(text):
    return text.strip(" .,:;!?…“”()").lower() or text


def test_no_text_is_there_twice_with_another_capital_or_mark():
    """Look for the text that is there before writing one; `formatting.within` makes a name small."""
    seen, near = {}, set()
    # What stands in a context is another text by itself.
    for text in sorted(text for text in texts() if "\x04" not in text):
        if seen.setdefault(plain(text), text) != text:
            near.add(plain(text))
    assert near == set(NEAR)


#: How another language shines through -> what an English civil servant writes.
TRANSLATED = {
    r"\b(?:is|are) no (?!longer\b)(?=[a-z]+ (?:of|that|known|here)\b)": "is not a …",
    r"(?<!There )\b(?:is|are) no (?:date|name|number|quarter|pillar|village|code|year)\b": "is not a …",
    r"\blies? ahead\b": "is in the future",
    r"\bmeanwhile\b": "has since been …",
    r"\bwritten (?:down|into)\b": "recorded",
    r"\b(?:of|for|in) the own\b": "its own, their own",
    r"\b(?:mend|mended|anew)\b": "correct, again",
    r"\bgives? way to\b": "is replaced by",
    r"\bsomething else (?:of|about)\b": "something different about",
    r"\banswers? for (?:its|their|the|this|a|it)\b": "is responsible for",
    r"\bcannot be\.": "is not possible",
    r"\bstays? to be\b": "can still be",
    r"\bsigns? of life\b": "is active",
    r"\bbreaks? off|broken off\b": "incomplete, stopped",
    r"\blies? (?:before|after|below|above|in|outside|within)\b": "is before, is in …",
    r"\bhas not come yet\b": "is in the future",
    r"\bIs (?!another)[^,?]+ meant\?": "Did you mean …?",
    r"\b(?:nobody|somebody|people) of (?:this|that) name\b": "with this name",
    r"\bbears? this name\b": "have this name",
    r"(?<!know )\b(?:nothing|something) of (?:it|this)\b": "none of it, some of it",
    r"\bTaken as it is\b|\bTake (?:the|this|only the) (?:row|right)": "Accept",
    r"\btaken (?:out|into)\b|\btake (?:off|away)\b": "removed, added to",
    r"\bholds? (?:no|far|words|something|for|16|macros|plain|a digit|the birth)\b": "contains",
    r"\bstays? (?:open|unknown)\b": "is left empty, remains unknown",
    r"\bwaits? (?:for|already|in)\b|\baddress waits\b": "is waiting for",
    r"\b(?:was|were) (?:changed|corrected|sent|used|entered)(?: or \w+)? since\b": "has since been",
    r"\bno longer to be\b|\bany more\b(?! of)": "no longer",
    r"\breasons? of (?!the request)": "reason for",
    r"\bfits? th(?:is|ese) filter": "matches these filters",
    r"\bcomes? near\b": "similar",
    r"\bstands? (?:there|in row|in the box|beside)\b": "is in, is shown beside",
    r"\bfor the own\b|\bown programmes\b": "its own, my",
    r"\bhas to (?:be|lie) (?:after|before)\b": "must be after",
    r"\bgoes from\b": "must be from … to …",
    r"\b(?:forget|forgotten|throw|thrown)\b(?! password)": "delete, discard",
    r"\badministrates\b": "administers",
    r"\balso (?:where|not by)\b": "even where",
    r"\bin whatever\b": "in the selection shown",
    r"\bKnown are\b": "Known …:",
}

#: How English shines through the Indonesian -> what an officer writes.
CALQUES = {
    r"\bSementara itu\b|\bsementara itu\b": "kini, sejak …",
    r"\bAdministrator\b|\badministrator\b": "admin",
    r"\b[Uu]sia\b": "umur",
    r"\b[Ss]urel\b|\be-mail\b": "email",
    r"\b[Bb]atas laporan\b": "tenggat",
    r"\bdesa lapor\b|\bDesa lapor\b": "desa melapor",
    r"\bcatatannya dibatasi\b": "datanya dibatasi",
    r"\bselamanya\b": "permanen",
    r"\bdiambil apa adanya\b|\bAmbil baris\b": "diterima, Terima baris",
    r"\b(?:[Ee]rror|[Ii]nvalid|[Ss]ubmit|[Uu]pload|[Dd]ownload)\b": "galat, kirim, unggah, unduh",
    r"\b(?:[Ff]ile|[Uu]ser|[Ll]ink)\b": "berkas, pengguna, tautan",
    r"\b(?:[Ss]ilakan|[Mm]ohon)\b|!": "a plain sentence",
    r"\banda\b": "Anda",
    r"\bTK[IW]\b": "PMI",
    r"\bdihitung(?:kan| sendiri)\b": "dihitung otomatis",
    r"\b[Bb]uku kerja\b": "berkas Excel",
    r"\b[Oo]mzet tengah\b": "nilai tengah omzet",
    r"\bSatu kata pun\b|\bHubungan dengan orang ini\b": "Boleh satu kata; Eko adalah … dari Wahyuni",
    r"\bdan daftar nama$|\bCari isi daftar\b": "Isi daftar nama, Cocokkan nama",
    r"\bHanya untuk satu desa\b|\bDilaksanakan sampai\b": "Untuk desa, Keadaan per tanggal",
    r"\bSiapa membaca dan mengubah\b|\bUnduh angka yang dinyatakan\b": "Riwayat akses, data pokok",
    r"\d ?(?:jt|M)\b": "juta, miliar",
    r"\b[Pp]erlindungan\b": "pelindungan",
    r"\b(?:workbook|spreadsheet|[Ss]heet)\b": "berkas Excel, lembar kerja",
}


def test_no_text_hides_where_it_is_not_collected():
    """A text asked for within an f-string never comes into the catalogue."""
    hidden = []
    for top in ("desmigratif", "villages", "pillars", "reports"):
        for path in sorted((ROOT / top).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if not isinstance(node, ast.JoinedStr):
                    continue
                calls = [each.func for each in ast.walk(node) if isinstance(each, ast.Call)]
                if any(getattr(func, "id", "") in ("_", *GETTEXT) for func in calls):
                    hidden.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert hidden == []


def commands():
    """What management commands say and are said to do."""
    for path in [
        *ROOT.glob("[dprv]*/management/commands/*.py"),
        *ROOT.glob("desmigratif/*/**/commands/*.py"),
    ]:
        tree = ast.parse(path.read_text())
        documented = [
            node for node in ast.walk(tree) if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        ]
        comments = {ast.get_docstring(node, clean=False) for node in documented}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in comments:
                yield node.value


def test_english_is_no_translation():
    """English is a language of the portal, not a key: no turn of phrase that only another language has."""
    assert not {
        text: better
        for text in [*texts(), *commands()]
        for turn, better in TRANSLATED.items()
        if re.search(turn, text, re.IGNORECASE)
    }


def test_indonesian_is_no_calque():
    """Indonesian as an officer writes it: one word for one thing, no English beside it."""
    assert not {
        said: better
        for said in indonesian().values()
        for turn, better in CALQUES.items()
        if re.search(turn, re.sub(r"<[^>]*>|%\(\w+\)s", "", said))
    }


def test_words_of_the_glossary_are_those_of_the_pages():
    """README says one word for one thing: each pair is found in a text and its translation."""
    glossary = (ROOT / "README.md").read_text().split("## Words")[1].split("## ")[0]
    rows = [[cell.strip() for cell in line.split("|")[1:4]] for line in glossary.splitlines() if "|" in line]
    unsaid = []
    for words, _means, there in rows[2:]:
        for one in [] if there.startswith("(") else there.split(", "):
            pairs = [text for text, said in indonesian().items() if one.lower() in said.lower()]
            if not any(word.split(" ")[0] in text.lower() for word in words.split(", ") for text in pairs):
                unsaid.append((words, one))
    assert len(rows) > 20
    assert unsaid == []


def test_quotation_marks_are_those_of_print():
    """“…” in both languages; the straight ones belong to addresses in links."""
    said = [text for pair in indonesian().items() for text in pair]
    assert not [text for text in said if '"' in re.sub(r"<[^>]*>", "", text)]


def test_indonesian_catalogue_is_complete_and_fresh():
    if not shutil.which("msgfmt"):
        assert os.environ.get("CI") != "true", "CI=true, but GNU gettext is missing."
        pytest.skip("GNU gettext is not installed (package gettext)")

    run = subprocess.run(
        [ROOT / ".ci" / "catalogues"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHON": sys.executable, "DATABASE_URL": "sqlite://:memory:"},
    )

    assert run.returncode == 0, run.stdout + run.stderr
