#!/usr/bin/env python3
"""Checks the example county: its sources, and the files read back as an importer would read them. Exit 1 with a list when something is wrong.

Usage: python3 Examples/tools/check_examples.py
"""

from __future__ import annotations

import csv
import datetime
import html.parser
import io
import json
import re
import sys
from collections import Counter

import docx
import openpyxl

from build_examples import GUIDE, YEAR_2025, YEAR_2026
from codes import ALPHABET, credit_code, organisation_code
from sources import CHANNELS, COLLECTIVES, DOMAINS, EXAMPLES, TARGET, TIME_LIMITS, catalogues

problems: list[str] = []
OFF_2024_2026 = [  # 国务院办公厅 holiday notices: days off (inclusive), for "was it published on a working day?"
    ("2024-01-01", "2024-01-01"), ("2024-02-10", "2024-02-17"), ("2024-04-04", "2024-04-06"), ("2024-05-01", "2024-05-05"),
    ("2024-06-10", "2024-06-10"), ("2024-09-15", "2024-09-17"), ("2024-10-01", "2024-10-07"),
    ("2025-01-01", "2025-01-01"), ("2025-01-28", "2025-02-04"), ("2025-04-04", "2025-04-06"), ("2025-05-01", "2025-05-05"),
    ("2025-05-31", "2025-06-02"), ("2025-10-01", "2025-10-08"),
    ("2026-01-01", "2026-01-03"), ("2026-02-15", "2026-02-23"), ("2026-04-04", "2026-04-06"), ("2026-05-01", "2026-05-05"),
    ("2026-06-19", "2026-06-21"), ("2026-09-25", "2026-09-27"), ("2026-10-01", "2026-10-07")]
MAKE_UP = set(
    "2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12 2025-01-26 2025-02-08 2025-04-27 2025-09-28 "
    "2025-10-11 2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10".split())
THEMES = set(
    "国务院组织机构|综合政务|财政、金融、审计|工业、交通|商贸、海关、旅游|市场监管、安全生产监管|城乡建设、环境保护|农业、林业、水利|科技、教育|"
    "文化、广电、新闻出版|卫生、体育|劳动、人事、监察|公安、安全、司法|民政、扶贫、救灾|国防|港澳台侨工作|其他|国民经济管理、国有资产监管|国土资源、能源|"
    "人口与计划生育、妇女儿童工作|民族、宗教|对外事务".split("|"))


def expect(condition, message):
    if not condition:
        problems.append(message)


def rows_of(name):
    return list(csv.DictReader(io.StringIO((TARGET / name).read_text(encoding="utf-8"))))


# -- reading the files back


class Tables(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tables, self.headings, self.cell, self.text = [], [], None, None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.cell = [int(attributes.get("rowspan", 1)), int(attributes.get("colspan", 1)), ""]
        elif tag == "br" and self.cell:
            self.cell[2] += "\n"
        elif tag == "h2":
            self.text = ""

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.tables[-1][-1].append(self.cell)
            self.cell = None
        elif tag == "h2":
            self.headings.append(self.text)
            self.text = None

    def handle_data(self, data):
        if self.cell:
            self.cell[2] += data
        if self.text is not None:
            self.text += data

    def grids(self):
        for table in self.tables:
            grid, waiting = [], {}
            for row in table:
                line, column, cells = [], 0, list(row)
                while cells or column in waiting:
                    if column in waiting:
                        left, text = waiting.pop(column)
                        line.append(text)
                        if left > 1:
                            waiting[column] = (left - 1, text)
                        column += 1
                        continue
                    height, width, text = cells.pop(0)
                    for _ in range(width):
                        line.append(text)
                        if height > 1:
                            waiting[column] = (height - 1, text)
                        column += 1
                grid.append(line)
            yield grid


def grids_of(path):
    """(domain or None, rows of text) for every table of a file."""
    if path.suffix == ".xlsx":
        for sheet in openpyxl.load_workbook(path):
            if sheet.title == "封面":
                continue
            grid = [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
            for merged in sheet.merged_cells.ranges:
                text = grid[merged.min_row - 1][merged.min_col - 1]
                for row in range(merged.min_row, merged.max_row + 1):
                    for column in range(merged.min_col, merged.max_col + 1):
                        grid[row - 1][column - 1] = text
            yield sheet.title, grid[1:]
    elif path.suffix == ".docx":
        document = docx.Document(path)
        headings = [p.text.split("领域")[0] for p in document.paragraphs if p.style.name == "Heading 1"]
        for heading, table in zip(headings, document.tables, strict=True):
            yield heading, [[cell.text for cell in row.cells] for row in table.rows]
    elif path.suffix == ".html":
        parser = Tables()
        parser.feed(path.read_text(encoding="utf-8"))
        for heading, grid in zip(parser.headings, parser.grids(), strict=True):
            yield heading.split("领域")[0], grid
    else:
        data = path.read_bytes()
        text = data.decode("utf-8-sig") if data.startswith(b"\xef\xbb\xbf") else data.decode("gb18030")
        yield None, list(csv.reader(io.StringIO(text)))


def read_back(path):
    for domain, grid in grids_of(path):
        names = None
        for row in grid:
            if "公开依据" in row:
                upper = row
                names = row if "一级事项" in row else None
                continue
            if names is None:
                names = [low if low and low != up else up for up, low in zip(upper, row)]
                continue
            if "一级事项" in row:
                continue
            cells = dict(zip(names, row, strict=True))
            yield (cells.get("领域") or domain, cells["一级事项"], cells["二级事项"]), cells


def ticked(cell):
    if not re.search("[■☑▄□口]", cell):
        return tuple(cell.split("、"))
    marks = re.findall("([■☑▄□]|口(?=政府|政务|两微|发布|广播|纸质|公开|便民|入户|社区|精准|其他))", cell)
    found = tuple(name for mark, name in zip(marks, CHANNELS.values(), strict=True) if mark in "■☑▄")
    return found


def check_files(folder, plan, items):
    found = {}
    for name, _, domains in plan:
        path = TARGET / folder / name
        expect(path.exists(), f"{folder}/{name}: missing")
        for key, cells in read_back(path):
            expect(key not in found, f"{folder}/{name}: {key} twice")
            found[key] = cells
    wanted = {item.key: item for item in items}
    expect(set(found) == set(wanted), f"{folder}: read back {sorted(set(found) ^ set(wanted))[:5]}")
    for key, cells in found.items():
        item = wanted.get(key)
        if item is None:
            continue
        elements = tuple(re.split("[；\n、]", cells["公开内容（要素）"]))
        expect(elements == item.elements, f"{folder} {key}: elements {elements}")
        bases = tuple(re.findall(r"《(?:[^《》〈〉]|〈[^〉]*〉)*》(?:（[^）]*）)?", cells["公开依据"]))
        expect(bases == item.bases, f"{folder} {key}: bases {bases}")
        expect(cells["公开时限"] == item.time, f"{folder} {key}: time")
        expect(tuple(cells["公开主体"].split("、")) == item.subjects, f"{folder} {key}: subjects")
        expect(ticked(cells["公开渠道和载体"]) == item.channels, f"{folder} {key}: channels")
        if "五公开" in cells:
            stages = tuple(stage for stage in cells["五公开"].split("、") if stage)
            expect(stages == item.stages, f"{folder} {key}: stages {stages}")
        if "公开对象" in cells:
            expect(tuple(cells["公开对象"].split("、")) == item.audience, f"{folder} {key}: audience")
            expect(tuple(cells["公开方式"].removesuffix("公开").split("公开、")) == item.modes, f"{folder} {key}: modes")
            expect(tuple(cells["公开层级"].split("、")) == item.tiers, f"{folder} {key}: tiers")
        if "全社会" in cells:
            expect(bool(cells["全社会"]) == ("全社会" in item.audience), f"{folder} {key}: audience")
            expect(bool(cells["主动"]) == ("主动" in item.modes), f"{folder} {key}: mode")
            tiers = {"县级": cells["县级"], "乡级": cells.get("乡级") or cells.get("镇级"), "村级": cells.get("村级")}
            expect(tuple(tier for tier, tick in tiers.items() if tick) == item.tiers, f"{folder} {key}: tiers")


# -- what the example promises


def check_items(title, items, resolvable):
    expect({item.domain for item in items} == set(DOMAINS), f"{title}: domains missing {set(DOMAINS) - {i.domain for i in items}}")
    for key, count in Counter(item.key for item in items).items():
        expect(count == 1, f"{title}: {key} {count} times")
    for item in items:
        expect(item.time in TIME_LIMITS.values(), f"{title} {item.key}: time limit {item.time}")
        expect(len(item.elements) >= 2 and len(set(item.elements)) == len(item.elements), f"{title} {item.key}: elements")
        for subject in item.subjects:
            expect(subject in resolvable, f"{title} {item.key}: unknown unit {subject}")


def index_is_right(index):
    prefix, _, rest = index.partition("/")
    if not re.fullmatch(r"\d{4}-\d{5}", rest):
        return False
    if len(prefix) == 9:
        return organisation_code(prefix[:8]) == prefix
    return len(prefix) == 18 and set(prefix) <= set(ALPHABET) and organisation_code(prefix[8:16]) == prefix[8:17] \
        and credit_code(prefix[2:8], prefix[8:17]) == prefix


def is_working_day(day):
    text = day.isoformat()
    if text in MAKE_UP:
        return True
    return day.weekday() < 5 and not any(first <= text <= last for first, last in OFF_2024_2026)


def luhn(digits):
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def check_documents(units, year2026):
    names = {unit.name for unit in units}
    keys = {item.key for item in year2026}
    titles, used = Counter(), Counter()
    indexes = Counter()
    bodies = []
    for number, line in enumerate((TARGET / "disclosures.jsonl").read_text(encoding="utf-8").splitlines(), 1):
        record = json.loads(line)
        where = f"disclosures.jsonl:{number} {record['title']}"
        titles[record["title"]] += 1
        indexes[record["index"]] += 1
        bodies.append((record["title"], record["body"]))
        expect(record["issuer"] in names, f"{where}: issuer {record['issuer']}")
        expect(index_is_right(record["index"]), f"{where}: index {record['index']}")
        expect(record["theme"] in THEMES, f"{where}: theme {record['theme']}")
        expect(record["validity"] in {"有效", "废止", "已修改", "失效", "未标注"}, f"{where}: validity")
        made = datetime.date.fromisoformat(record["date"])
        published = datetime.datetime.strptime(record["published"], "%Y-%m-%d %H:%M")
        expect(made <= published.date(), f"{where}: published before it was made")
        expect("2024-01" <= record["published"][:7] <= "2026-11", f"{where}: date out of range")
        expect(is_working_day(published.date()), f"{where}: published on a day off {record['published']}")
        length = len(re.sub(r"<[^>]*>|\s", "", record["body"]))
        expect(300 <= length <= 2500, f"{where}: body of {length} characters")
        if record["domain"]:
            used[record["domain"]] += 1
            expect(tuple([record["domain"], *(record["item"] or "/").split("/", 1)]) in keys, f"{where}: item {record['item']} is not in {record['domain']}")
        else:
            expect(record["item"] is None, f"{where}: item without a domain")
        if record["number"]:
            expect(re.fullmatch(r"[^\s\[\]()（）]+〔\d{4}〕\d+号", record["number"]), f"{where}: number {record['number']}")
        for digits in re.findall(r"(?<!\d)\d{13,19}(?!\d)", record["body"]):
            expect(not luhn(digits), f"{where}: looks like a bank card: {digits}")
        expect(not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", record["body"]), f"{where}: looks like a mobile number")
    for title, count in titles.items():
        expect(count == 1, f"title {count} times: {title}")
    expect(max(indexes.values()) == 1, "an index number is used twice")
    expect(set(used) == set(DOMAINS), f"domains without a document: {set(DOMAINS) - set(used)}")
    check_likeness(bodies)
    return len(bodies)


def check_likeness(bodies):
    """No two bodies may share more than a third of their 8-character pieces."""
    pieces = [(title, {body[i:i + 8] for i in range(len(body) - 8)}) for title, body in bodies]
    for index, (title, mine) in enumerate(pieces):
        for other, theirs in pieces[:index]:
            share = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
            expect(share < 0.33, f"too alike ({share:.0%}): {title} / {other}")


def check_checklist(resolvable, year2026):
    keys = {item.key for item in year2026}
    for row in rows_of("checklist.csv"):
        where = f"checklist {row['编号']}"
        expect(row["责任单位"] in resolvable, f"{where}: unit {row['责任单位']}")
        match row["去向"]:
            case "列入目录":
                expect((row["对应领域"], row["对应一级事项"], row["对应二级事项"]) in keys, f"{where}: item is not in the catalogue")
            case "不予公开":
                expect(row["不予公开理由"] and re.search("第十[四五六]条", row["法律依据"]) and row["重新评估日期"], f"{where}: grounds")
            case "待定":
                expect(row["重新评估日期"], f"{where}: no date")
            case other:
                expect(False, f"{where}: {other}")
    return len(rows_of("checklist.csv"))


def check_digits():
    """No file holds 18 digits (or 17 and X) in a row: nothing may look like an identity number."""
    for path in sorted(EXAMPLES.rglob("*")):
        if not path.is_file() or path.suffix == ".pyc":
            continue
        data = path.read_bytes()
        texts = [data.decode("utf-8", "ignore")]
        for text in texts:
            for found in re.findall(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])", text):
                expect(False, f"{path.relative_to(EXAMPLES)}: {found} looks like an identity number")


def main():
    guide, year2025, year2026, adjustments, items, units = catalogues()
    resolvable = {name for unit in units for name in (unit.name, unit.short, *unit.aliases)}
    resolvable |= {name for names in COLLECTIVES.values() for name in names}
    for title, version in (("指引", guide), ("2025年版", year2025), ("2026年版", year2026)):
        check_items(title, version, resolvable)
    for title, version in (("2025年版", year2025), ("2026年版", year2026)):
        dropped = {item.key for item in guide} - {item.key for item in version}
        expect(not dropped, f"{title} drops {dropped}")
    check_files("guide-national", GUIDE, guide)
    check_files("catalogue-2025", YEAR_2025, year2025)
    check_files("catalogue-2026", YEAR_2026, year2026)
    for name, shown in Counter(alias for unit in units for alias in {unit.name, unit.short, *unit.aliases}).items():
        expect(shown == 1, f"name of {shown} units: {name}")
    checklist = check_checklist(resolvable, year2026)
    documents = check_documents(units, year2026)
    duties = (TARGET / "duties.txt").read_text(encoding="utf-8")
    for domain in DOMAINS:
        expect(f"{domain}领域" in duties, f"duties.txt: {domain}")
    for unit in re.findall("---(.+)", duties):
        expect(unit.strip() in resolvable, f"duties.txt: {unit}")
    notes = rows_of("catalogue-2026/notes.csv")
    json.loads((TARGET / "county.json").read_text(encoding="utf-8"))
    expect(len((TARGET / "disclosures-bad.jsonl").read_text(encoding="utf-8").splitlines()) == 6, "disclosures-bad.jsonl")
    check_digits()
    size = sum(path.stat().st_size for path in EXAMPLES.rglob("*") if path.is_file() and path.suffix != ".pyc")
    expect(size < 6_000_000, f"{size} bytes")
    print(f"指引 {len(guide)} 项，2025年版 {len(year2025)} 项，2026年版 {len(year2026)} 项，两版间调整 {len(notes)} 处，单位 {len(units)} 个，"
          f"事项清单 {checklist} 条，文件 {documents} 件，共 {size / 1e6:.2f} MB")
    for problem in problems:
        print("错误：" + problem)
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
