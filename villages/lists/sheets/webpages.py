"""Tables of web pages: many village programs export a list as one, and name it `.xls`."""

import html
import re

from . import delimited
from .sheetxml import MAX_CELL_TEXT, MAX_CELLS, MAX_COLUMNS, MAX_MERGES, MAX_ROWS, too_wide

#: Longer pages would take long to take apart; 10,000 people of thirty columns fit.
MAX_BYTES = 5 * 1024 * 1024
#: A tag or declaration; bounded, as a page of open brackets takes the parser of the library minutes.
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*|[!?])([^<>]{0,2000})>", re.I)
SPAN = re.compile(r"\b(row|col)span\s*=\s*[\"']?(\d{1,7})\b", re.I)
#: Elements whose text nobody sees.
UNSEEN = ("script", "style", "title")
#: Elements that begin a line of their own outside tables.
LINES = ("p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "table")


def lines_of(content):
    """`([(number, texts)], merged regions)` of all tables of a page, one below the other, and its titles."""
    reader, text, at = _Reader(), _without_comments(delimited.decoded(content)), 0
    for found in TAG.finditer(text):
        reader.data(text[at : found.start()])
        at = found.end()
        if found[1]:
            reader.end(found[2].lower())
        else:
            reader.start(found[2].lower(), found[3])
    reader.data(text[at:])
    reader.end_row()
    reader.end_line()
    return reader.lines, tuple(reader.merges)


def _without_comments(text):
    pieces, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        pieces.append(text[at:start])
        end = text.find("-->", start)
        at = len(text) if end < 0 else end + 3
    return "".join((*pieces, text[at:]))


class _Reader:
    """Takes the tags of a page; what a cell holds lies in `pieces`, what stands outside of cells too."""

    def __init__(self):
        self.lines, self.merges = [], []
        self.row, self.taken = None, {}
        #: Columns that cells of this row hold for rows below it, and for how many.
        self.begun = []
        self.pieces, self.span, self.cells, self.unseen = [], None, 0, 0

    def start(self, tag, attributes):
        if tag in UNSEEN:
            self.unseen += 1
        elif tag == "tr":
            self.end_row()
            self.end_line()
            self.row = {}
        elif tag in ("td", "th"):
            self.end_cell()
            said = {kind.lower(): max(1, int(number)) for kind, number in SPAN.findall(attributes)}
            self.span = min(said.get("row", 1), MAX_ROWS), min(said.get("col", 1), MAX_COLUMNS)
        elif tag in LINES and self.row is None:
            self.end_line()
        elif tag in LINES:
            self.pieces.append(" ")

    def end(self, tag):
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in ("td", "th"):
            self.end_cell()
        elif tag in ("tr", "table"):
            self.end_row()
            self.taken = self.taken if tag == "tr" else {}
        elif tag in LINES and self.row is None:
            self.end_line()

    def data(self, text):
        if text and not self.unseen:
            self.pieces.append(html.unescape(text))

    def end_line(self):
        """What stands outside of tables is a line of its own: the title of the list."""
        if self.row is None and (text := self._text()):
            self._add([text])

    def end_cell(self):
        if self.row is None or self.span is None:
            return
        column = len(self.row)
        while self.taken.get(column, 0) > 0 or column in self.row:
            self.row.setdefault(column, "")
            column += 1
        (down, right), self.span = self.span, None
        self.row[column] = self._text()
        for beside in range(column + 1, column + right):
            self.row[beside] = ""
        if len(self.row) > MAX_COLUMNS:
            raise too_wide()
        if down > 1 or right > 1:
            self._merge(column, down, right)

    def end_row(self):
        if self.row is None:
            return
        self.end_cell()
        width = max([-1, *self.row, *(column for column, left in self.taken.items() if left > 0)]) + 1
        self.taken = {column: left - 1 for column, left in self.taken.items() if left > 0}
        self.taken |= {column: down - 1 for column, down in self.begun}
        self.begun = []
        self._add([self.row.get(column, "") for column in range(width)])
        self.row = None

    def _merge(self, column, down, right):
        if len(self.merges) >= MAX_MERGES:
            raise too_wide()
        number = len(self.lines) + 1
        self.merges.append((number, column + 1, number + down - 1, column + right))
        self.begun = [*self.begun, *((at, down) for at in range(column, column + right))]

    def _text(self):
        text, self.pieces = " ".join("".join(self.pieces).split()), []
        return text[:MAX_CELL_TEXT]

    def _add(self, texts):
        self.cells += len(texts)
        if len(self.lines) >= MAX_ROWS or self.cells > MAX_CELLS:
            raise too_wide()
        self.lines.append((len(self.lines) + 1, texts))
