"""Reads catalogue files to cells with the libraries that Python programs use: read_files.py ROUNDS FILE…"""

import csv
import sys
from pathlib import Path

import docx
import lxml.html
import openpyxl
import xlrd


def cells(path: Path) -> int:
    data = path.read_bytes()
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        return sum(len([cell.value for cell in row]) for sheet in book for row in sheet.iter_rows())
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        return sum(len([cell.text for cell in row.cells]) for table in document.tables for row in table.rows)
    if path.suffix == ".xls":
        book = xlrd.open_workbook(path, formatting_info=True)
        return sum(len(sheet.row_values(row)) for sheet in book.sheets() for row in range(sheet.nrows))
    if path.suffix == ".html":
        page = lxml.html.fromstring(data)
        return sum(len([cell.text_content() for cell in row.iter("td", "th")]) for row in page.iter("tr"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    return sum(len(row) for row in csv.reader(text.splitlines()))


rounds, files = int(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
print(sum(cells(path) for _ in range(rounds) for path in files))
