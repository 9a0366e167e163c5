"""Makes workbooks for the tests, sound ones and ones that a program would never write."""

import io
import zipfile

import xlsxwriter

from villages.lists.sheets.reading import open_workbook

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORKBOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>'
)
ROOT = (
    f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)
SOUND = "<row r='1'><c r='A1' t='inlineStr'><is><t>NIK</t></is></c></row>"


def workbook(rows, *, hidden=(), merges=(), formulas=()):
    """Bytes of a workbook with one sheet; `formulas` are (row, column, formula, result)."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Data")
    for number, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if isinstance(value, int | float):
                sheet.write_number(number, column, value)
            elif value:
                sheet.write_string(number, column, value)
    for number in hidden:
        sheet.set_row(number - 1, None, None, {"hidden": True})
    for region in merges:
        sheet.merge_range(*region[:4], region[4])
    for row, column, formula, result in formulas:
        sheet.write_formula(row, column, formula, None, result)
    book.close()
    return target.getvalue()


def text(*values):
    """XML of cells of OpenDocument."""
    return "".join(
        f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
        if value
        else "<table:table-cell/>"
        for value in values
    )


def row(cells, said=""):
    """XML of a row of them; `said` are further attributes."""
    return f"<table:table-row{said}>{cells}</table:table-row>"


def ods(body, *, beside=()):
    """Bytes of an OpenDocument whose sheet `Data` holds the XML of rows; `beside` adds or replaces parts."""
    names = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
    )
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="Data">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        for name, part in {"content.xml": content, **dict(beside)}.items():
            archive.writestr(name, part)
    return target.getvalue()


def package(sheet_rows=SOUND, *, sheet="", compress=zipfile.ZIP_DEFLATED, extra=()):
    """Bytes of a package with hand-made XML; `extra` adds or replaces parts."""
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": ROOT,
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS,
        "xl/worksheets/sheet1.xml": sheet
        or f'<worksheet xmlns="{MAIN}"><sheetData>{sheet_rows}</sheetData></worksheet>',
    }
    parts.update(extra)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compress) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def table(content, name="list.xlsx"):
    """The table of the first sheet of a file."""
    book = open_workbook(content, name)
    return book.table(book.sheets[0].name)


def texts(row):
    return [cell.text for cell in row.cells]
