"""Writers of the shapes in which counties keep their catalogues. Same input, same bytes: no clock, no random, fixed zip times."""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from sources import CHANNELS, Item

AUTHOR = "明川县政务公开办"
STAMP = "2026-01-09T01:00:00Z"
ALL_CHANNELS = list(CHANNELS.values())


class Shape:
    """How one file words its columns. Every shape below is readable without loss."""

    def __init__(self, on="■", off="□", gap=" ", elements="；", ticks="√", text_columns=False, stage=False, domain_column=False,
                 specific="特定群体", request="依申请", township="乡级", village=False, number=True, only_ticked=False):
        self.on, self.off, self.gap, self.elements, self.ticks = on, off, gap, elements, ticks
        self.text_columns, self.stage, self.domain_column, self.number = text_columns, stage, domain_column, number
        self.specific, self.request, self.township, self.village, self.only_ticked = specific, request, township, village, only_ticked

    def columns(self):
        """(upper heading, lower heading or None, function of number and item)."""
        found = []
        if self.number:
            found.append(("序号", None, lambda n, i: str(n)))
        if self.domain_column:
            found.append(("领域", None, lambda n, i: i.domain))
        found.append(("公开事项", "一级事项", lambda n, i: i.first))
        found.append(("公开事项", "二级事项", lambda n, i: i.second))
        found.append(("公开内容（要素）", None, lambda n, i: self.elements.join(i.elements)))
        found.append(("公开依据", None, lambda n, i: "\n".join(i.bases)))
        found.append(("公开时限", None, lambda n, i: i.time))
        found.append(("公开主体", None, lambda n, i: "、".join(i.subjects)))
        found.append(("公开渠道和载体", None, lambda n, i: self.channel_cell(i)))
        if self.text_columns:
            found.append(("公开对象", None, lambda n, i: "、".join(i.audience)))
            found.append(("公开方式", None, lambda n, i: "、".join(mode + "公开" for mode in i.modes)))
            found.append(("公开层级", None, lambda n, i: "、".join(self.tier_word(t) for t in i.tiers)))
        else:
            for upper, lower, field, value in self.tick_columns():
                found.append((upper, lower, lambda n, i, f=field, v=value: self.ticks if v in getattr(i, f) else ""))
        if self.stage:
            found.append(("五公开", None, lambda n, i: "、".join(i.stages)))
        return found

    def tick_columns(self):
        found = [("公开对象", "全社会", "audience", "全社会"), ("公开对象", self.specific, "audience", "特定群体"),
                 ("公开方式", "主动", "modes", "主动"), ("公开方式", self.request, "modes", "依申请"),
                 ("公开层级", "县级", "tiers", "县级"), ("公开层级", self.township, "tiers", "乡级")]
        if self.village:
            found.append(("公开层级", "村级", "tiers", "村级"))
        return found

    def tier_word(self, tier):
        return self.township if tier == "乡级" else tier

    def channel_cell(self, item: Item):
        if self.only_ticked:
            return "、".join(item.channels)
        return self.gap.join((self.on if name in item.channels else self.off) + name for name in ALL_CHANNELS)


def needs_village(items):
    return any("村级" in item.tiers for item in items)


def header_rows(columns):
    """Two header rows with the spans of the standard table: (row, column, row span, column span, text)."""
    cells, index = [], 0
    while index < len(columns):
        upper, lower, _ = columns[index]
        if lower is None:
            cells.append((0, index, 2, 1, upper))
            index += 1
            continue
        width = 1
        while index + width < len(columns) and columns[index + width][0] == upper and columns[index + width][1] is not None:
            width += 1
        cells.append((0, index, 1, width, upper))
        cells.extend((1, index + offset, 1, 1, columns[index + offset][1]) for offset in range(width))
        index += width
    return cells


def first_level_runs(items):
    start = 0
    for index in range(1, len(items) + 1):
        if index == len(items) or items[index].first != items[start].first:
            yield start, index
            start = index


# -- xlsx


def write_xlsx(path: Path, title: str, sheets: list[tuple[str, str, list[Item], Shape]], cover: list[str] | None = None):
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = book.properties.lastModifiedBy = AUTHOR
    book.properties.title = title
    if cover:
        sheet = book.create_sheet("封面")
        for number, line in enumerate(cover, 3):
            sheet.cell(number, 2, line).font = Font(name="宋体", size=20 if number == 3 else 12, bold=number == 3)
        sheet.column_dimensions["B"].width = 80
    for name, heading, items, shape in sheets:
        fill_sheet(book.create_sheet(name), heading, items, shape)
    buffer = io.BytesIO()
    book.save(buffer)
    path.write_bytes(settled(buffer.getvalue()))


def fill_sheet(sheet, heading, items, shape):
    columns = shape.columns()
    thin = Side(style="thin")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    centred = Alignment(horizontal="center", vertical="center", wrap_text=True)
    plain = Alignment(vertical="center", wrap_text=True)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(columns))
    sheet.cell(1, 1, heading).font = Font(name="方正小标宋简体", size=18)
    sheet.cell(1, 1).alignment = centred
    for row, column, height, width, text in header_rows(columns):
        cell = sheet.cell(row + 2, column + 1, text)
        cell.font, cell.alignment = Font(name="黑体", size=11), centred
        if height > 1 or width > 1:
            sheet.merge_cells(start_row=row + 2, start_column=column + 1, end_row=row + 1 + height, end_column=column + width)
    for number, item in enumerate(items, 1):
        for index, (_, lower, value) in enumerate(columns, 1):
            text = value(number, item)
            cell = sheet.cell(number + 3, index, text or None)
            cell.border, cell.alignment, cell.font = border, centred if lower else plain, Font(name="仿宋", size=10)
    first = next(index for index, column in enumerate(columns, 1) if column[1] == "一级事项")
    for start, end in first_level_runs(items):
        if end - start > 1:
            for row in range(start + 1, end):
                sheet.cell(row + 4, first).value = None
            sheet.merge_cells(start_row=start + 4, start_column=first, end_row=end + 3, end_column=first)
    widths = {"序号": 6, "公开内容（要素）": 30, "公开依据": 44, "公开渠道和载体": 40, "公开时限": 18, "公开主体": 18}
    for index, (upper, lower, _) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = widths.get(upper, 16 if upper == "公开事项" else 8)
    for number, item in enumerate(items, 1):
        needed = max(
            sum(-(-2 * len(part) // sheet.column_dimensions[get_column_letter(index)].width) for part in value(number, item).split("\n"))
            for index, (_, _, value) in enumerate(columns, 1))
        sheet.row_dimensions[number + 3].height = min(400, 14 * max(2, needed))
    sheet.row_dimensions[1].height = 30
    sheet.freeze_panes = "A4"
    sheet.print_title_rows = "2:3"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A3
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0


def settled(data: bytes) -> bytes:
    """The same archive with fixed times and fixed document dates."""
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                text = content.decode("utf-8")
                text = re.sub(r"(<dcterms:(created|modified)[^>]*>)[^<]*(<)", rf"\g<1>{STAMP}\g<3>", text)
                content = text.encode("utf-8")
            entry = zipfile.ZipInfo(name, (2026, 1, 9, 9, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            target.writestr(entry, content)
    return out.getvalue()


# -- docx


def write_docx(path: Path, title: str, parts: list[tuple[str, list[Item], Shape]], rows_per_page: int, notes: list[str] = ()):
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(42), Cm(29.7)
    properties = document.core_properties
    properties.author = properties.last_modified_by = AUTHOR
    properties.title, properties.comments, properties.revision = title, "", 1
    document.add_paragraph(title, style="Title")
    for note in notes:
        document.add_paragraph(note)
    for heading, items, shape in parts:
        document.add_heading(heading, level=1)
        xml = docx_table(items, shape, rows_per_page)
        document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))
        document.add_paragraph("")
    buffer = io.BytesIO()
    document.save(buffer)
    path.write_bytes(settled(buffer.getvalue()))


def docx_table(items, shape, rows_per_page):
    columns = shape.columns()
    first = next(index for index, column in enumerate(columns) if column[1] == "一级事项")
    runs = {start: end for start, end in first_level_runs(items)}
    rows, merged_until = [], 0
    for index, item in enumerate(items):
        on_new_page = index % rows_per_page == 0
        if on_new_page:
            rows.extend(docx_header(columns))
        cells = []
        if index in runs:
            merged_until = runs[index]
        for column, (_, _, value) in enumerate(columns):
            text, merge = value(index + 1, item), None
            if column == first:
                # A merge ends where the header is printed again.
                starts = index in runs or on_new_page
                merge = "restart" if starts else "continue"
                text = text if starts else ""
            cells.append(docx_cell(text, merge=merge))
        rows.append("<w:tr>" + "".join(cells) + "</w:tr>")
    grid = "".join('<w:gridCol w:w="1400"/>' for _ in columns)
    edges = "".join(f'<w:{edge} w:val="single" w:sz="4" w:color="000000"/>' for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return (f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{edges}</w:tblBorders></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>")


def docx_header(columns):
    upper, lower, index = [], [], 0
    for row, column, height, width, text in header_rows(columns):
        if row == 0:
            upper.append(docx_cell(text, span=width, merge="restart" if height > 1 else None))
            if height > 1:
                lower.append((column, docx_cell("", merge="continue")))
        else:
            lower.append((column, docx_cell(text)))
    body = "".join(cell for _, cell in sorted(lower, key=lambda pair: pair[0]))
    return ["<w:tr>" + "".join(upper) + "</w:tr>", "<w:tr>" + body + "</w:tr>"]


def docx_cell(text, span=1, merge=None):
    properties = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + (f'<w:vMerge w:val="{merge}"/>' if merge else "")
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{html.escape(line, quote=False)}</w:t></w:r></w:p>' for line in text.split("\n"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"


# -- html, as saved from the county's site, with what stands around a table there


def write_html(path: Path, title: str, parts: list[tuple[str, list[Item], Shape]], published: str):
    tables = "\n".join(f"<h2>{html.escape(heading)}</h2>\n{html_table(items, shape)}" for heading, items, shape in parts)
    path.write_text(f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{html.escape(title)}_明川县人民政府</title>
<meta name="SiteName" content="明川县人民政府"><meta name="SiteIDCode" content="9999010001"><meta name="ColumnName" content="基层政务公开标准目录">
</head><body>
<div class="top"><a href="/">网站首页</a> | <a href="/zwgk/">政府信息公开</a> | <a href="/wzdt/">网站地图</a></div>
<div class="nav">您当前的位置：首页 &gt; 政务公开 &gt; 基层政务公开标准化规范化 &gt; 标准目录</div>
<div class="article">
<h1>{html.escape(title)}</h1>
<p class="info">发布时间：{published}　来源：明川县政务公开办　浏览次数：<span id="hits"></span>　字体：[大 中 小]</p>
{tables}
</div>
<div class="share">扫描二维码 关注我们　分享到：</div>
<div class="foot">主办单位：明川县人民政府办公室　网站标识码：9999010001　<a href="/about/">关于我们</a></div>
</body></html>
""", encoding="utf-8", newline="\n")


def html_table(items, shape):
    columns = shape.columns()
    spans = {0: [], 1: []}
    for row, column, height, width, text in header_rows(columns):
        attributes = (f' rowspan="{height}"' if height > 1 else "") + (f' colspan="{width}"' if width > 1 else "")
        spans[row].append(f"<th{attributes}>{html.escape(text)}</th>")
    out = ['<table border="1" cellspacing="0">', f"<tr>{''.join(spans[0])}</tr>", f"<tr>{''.join(spans[1])}</tr>"]
    runs = {start: end for start, end in first_level_runs(items)}
    for index, item in enumerate(items):
        cells = []
        for _, lower, value in columns:
            text = html.escape(value(index + 1, item), quote=False).replace("\n", "<br>").replace("\u00a0", "&nbsp;")
            if lower == "一级事项":
                if index in runs:
                    cells.append(f'<td rowspan="{runs[index] - index}">{text}</td>')
            else:
                cells.append(f"<td>{text}</td>")
        out.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join([*out, "</table>"])


# -- csv


def write_csv(path: Path, items: list[Item], shape: Shape, encoding: str):
    columns = shape.columns()
    rows = [[lower or upper for upper, lower, _ in columns]]
    for number, item in enumerate(items, 1):
        rows.append([value(number, item).replace("\n", "") for _, _, value in columns])
    write_rows(path, rows, encoding)


def write_rows(path: Path, rows, encoding="utf-8"):
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    path.write_bytes(buffer.getvalue().encode(encoding))
