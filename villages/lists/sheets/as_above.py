"""Marks by which a list says “as above”: `sda`, `idem`, `"`; each is read as the cell of the row above."""

import re

#: The longest of them; longer texts are not looked at.
LONGEST = 24
DITTO = re.compile(
    r"[\s\-–—=_.(]*(?:[\"“”″〃]|''|’’|,,|„|s\W{0,2}d\W{0,2}a|idem|ditto|"
    r"sama (?:dengan |dgn |seperti )?(?:di ?)?atas(?:nya)?)[\s\-–—=_.)\"“”]*",
    re.I,
)
#: The number of a person is of nobody else.
IDENTITY = re.compile(r"\d(?:[\s.'’`-]?\d){9,}")


def filled(rows):
    """The rows with what such marks stand for; `repeated` of a row tells which mark stood in which column."""
    found = []
    for row in rows:
        repeated = {index: cell.text for index, cell in enumerate(row.cells) if _is_mark(cell)}
        above = found[-1].cells if found else ()
        repeated = {index: mark for index, mark in repeated.items() if _may_repeat(above, index)}
        if repeated:
            cells = [above[index] if index in repeated else cell for index, cell in enumerate(row.cells)]
            row = row._replace(cells=cells, repeated=repeated)
        found.append(row)
    return found


def _is_mark(cell):
    return cell.kind == "text" and len(cell.text) <= LONGEST and DITTO.fullmatch(cell.text)


def _may_repeat(above, index):
    return index < len(above) and above[index].text and not IDENTITY.search(above[index].text)
