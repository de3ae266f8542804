"""Makes the example files beside it and what a correct reader makes of each (NAME.expected.json).

Run by hand when an example changes: python3 make_fixtures.py (needs openpyxl, python-docx and xlwt). The expectation is written from the
items below, never from the reader's own output.
"""

import json
from pathlib import Path

import docx
import openpyxl
import xlwt

HERE = Path(__file__).resolve().parent
ORDER = "政府网站 政府公报 两微一端 发布会/听证会 广播电视 纸质媒体 公开查阅点 政务服务中心 便民服务站 社区/企事业单位/村公示栏(电子屏) 入户/现场 精准推送 其他".split()
BOXES = "政府网站 政府公报 两微一端 发布会/听证会 广播电视 纸质媒体 公开查阅点 政务服务中心 便民服务站 入户/现场 社区/企事业单位/村公示栏(电子屏) 精准推送 其他".split()
HEAD1 = ["序号", "公开事项", "", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象", "", "公开方式", "", "公开层级", ""]
HEAD2 = ["", "一级事项", "二级事项", "", "", "", "", "", "全社会", "特定群体", "主动", "依申请", "县级", "乡级"]


def limit(text, kind, **more):
    return {"text": text, "kind": kind, **more}


def item(first, second, elements, bases, time, subjects, channels, audience="全", modes="主", tiers="县", domain=None, other=()):
    return {
        "domain": domain, "levels": [first, second], "elements": elements, "bases": bases, "timeLimit": time, "subjects": subjects,
        "channels": sorted(channels, key=ORDER.index), "otherChannels": list(other),
        "audience": {"everyone": "全" in audience, "specific": "特" in audience},
        "modes": [name for key, name in (("主", "主动"), ("依", "依申请")) if key in modes],
        "tiers": [name for key, name in (("县", "县级"), ("乡", "乡级"), ("村", "村级")) if key in tiers],
    }


LAW = "《养老服务发展促进条例》（2021年修订）"
RULE = "《关于推进养老服务领域信息公开的通知》"
QUARTER = limit("每季度公开一次", "periodic", every="quarter")
TWENTY = limit("信息形成或者变更之日起20个工作日内", "within", amount=20, unit="workingDay", trigger="formedOrChanged")
SEVEN = limit("处罚决定作出之日起7个工作日内", "within", amount=7, unit="workingDay", trigger="decided")
ITEMS = [
    item("养老机构", "机构备案信息", ["机构名称", "床位数", "收费标准"], [LAW, RULE], TWENTY, ["县民政局"], ["政府网站", "公开查阅点"]),
    item("养老机构", "机构处罚结果", ["处罚对象", "处罚依据", "处罚结果"], [LAW], SEVEN, ["县民政局", "县市场监管局"], ["政府网站", "两微一端"], modes="主依"),
    item("养老补贴", "高龄津贴发放", ["发放对象", "发放金额"], [RULE], QUARTER, ["乡镇人民政府"], ["入户/现场", "社区/企事业单位/村公示栏(电子屏)"], "特", "主", "乡"),
    item("养老补贴", "护理补贴政策", ["补贴对象", "补贴标准", "申请流程"], [RULE], limit("长期公开", "longTerm"), ["县民政局"], ["政府网站", "便民服务站"], "全特", "主", "县乡"),
]


def with_domain(items, domain):
    return [{**entry, "domain": domain} for entry in items]


def boxes(entry, on="■", off="□", gap=" "):
    return gap.join((on if name in entry["channels"] else off) + name for name in BOXES)


def cells(number, entry, gap=" ", on="■", off="□", tick="√"):
    mark = lambda flag: tick if flag else ""
    return [
        number, *entry["levels"], "；".join(entry["elements"]), "\n".join(entry["bases"]), (entry["timeLimit"] or {"text": ""})["text"],
        "、".join(entry["subjects"]), boxes(entry, on, off, gap), mark(entry["audience"]["everyone"]), mark(entry["audience"]["specific"]),
        mark("主动" in entry["modes"]), mark("依申请" in entry["modes"]), mark("县级" in entry["tiers"]), mark("乡级" in entry["tiers"]),
    ]


def expect(name, items, diagnostics=()):
    (HERE / f"{name}.expected.json").write_text(
        json.dumps({"items": items, "diagnostics": list(diagnostics)}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


MERGES = [(1, 2, 1, 3), (1, 9, 1, 10), (1, 11, 1, 12), (1, 13, 1, 14)] + [(1, column, 2, column) for column in (1, 4, 5, 6, 7, 8)]


def sheet_of(book, title, items, domain, merge_levels=True):
    sheet = book.create_sheet(title)
    sheet.append([f"{domain}领域基层政务公开标准目录"] + [None] * 13)
    sheet.merge_cells("A1:N1")
    for row in (HEAD1, HEAD2):
        sheet.append([text or None for text in row])
    for top, left, bottom, right in MERGES:
        sheet.merge_cells(start_row=top + 1, start_column=left, end_row=bottom + 1, end_column=right)
    for number, entry in enumerate(items, 1):
        sheet.append([text or None for text in cells(number, entry)])
    if merge_levels:
        sheet.merge_cells("B4:B5")
        sheet.merge_cells("B6:B7")
    return sheet


def workbooks():
    book = openpyxl.Workbook()
    book.active.title = "封面"
    book.active["A1"] = "养老服务领域目录，请勿外传"
    sheet_of(book, "养老服务", ITEMS, "养老服务")
    sheet_of(book, "2020年", ITEMS, "养老服务").sheet_state = "veryHidden"
    book.save(HERE / "merged-cover-hidden.xlsx")
    expect("merged-cover-hidden.xlsx", with_domain(ITEMS, "养老服务"), ["hidden-sheet-skipped"])

    gaps = [dict(entry) for entry in with_domain(ITEMS, "养老服务")]
    book = openpyxl.Workbook()
    book.remove(book.active)
    sheet = sheet_of(book, "表", ITEMS, "养老服务", merge_levels=False)
    sheet["F4"] = None
    gaps[0]["timeLimit"] = None
    sheet["F5"] = "按有关规定"
    gaps[1]["timeLimit"] = limit("按有关规定", "unparsed")
    sheet["G6"] = None
    gaps[2]["subjects"] = []
    sheet["H7"] = "■政府网站；■村口黑板报"
    gaps[3]["channels"], gaps[3]["otherChannels"] = ["政府网站", "其他"], ["村口黑板报"]
    book.save(HERE / "gaps.xlsx")
    expect("gaps.xlsx", gaps, ["missing-time-limit", "unparsed-time-limit", "missing-subject", "unknown-channel"])

    book = openpyxl.Workbook()
    sheet = book.active
    names = ["政府网站", "两微一端", "公开查阅点", "便民服务站", "入户/现场", "社区/企事业单位/村公示栏(电子屏)"]
    sheet.append(["公开主体", "序号", "二级事项", "一级事项", "公开时限", "公开要素", "法律依据", "公开渠道和载体"] + [None] * 5 + ["公开对象", "公开属性", "级别", "备注"])
    sheet.append([None] * 7 + names)
    sheet.merge_cells("H1:M1")
    for number, entry in enumerate(ITEMS, 1):
        audience = "、".join(name for name, key in (("社会公众", "everyone"), ("特定人群", "specific")) if entry["audience"][key])
        sheet.append(
            ["，".join(entry["subjects"]), number, entry["levels"][1], entry["levels"][0], entry["timeLimit"]["text"], "\n".join(f"{place}.{text}" for place, text in enumerate(entry["elements"], 1)),
             "".join(entry["bases"])] + ["☑" if name in entry["channels"] else "☐" for name in names]
            + [audience, "、".join(mode + "公开" for mode in entry["modes"]), "、".join(entry["tiers"]).replace("乡级", "镇级"), "无"])
    book.save(HERE / "channel-columns.xlsx")
    expect("channel-columns.xlsx", ITEMS)


def word():
    document = docx.Document()
    document.add_paragraph("附件3")
    document.add_heading("户籍管理领域基层政务公开标准目录", 1)
    rows = [HEAD1, HEAD2] + [cells(number, entry, on="☑", off="口") for number, entry in enumerate(ITEMS[:2], 1)]
    rows += [HEAD1, HEAD2] + [cells(number, entry, gap="") for number, entry in enumerate(ITEMS[2:], 3)]
    table = document.add_table(rows=len(rows), cols=14)
    for line, row in zip(table.rows, rows):
        for cell, text in zip(line.cells, row):
            cell.text = str(text)
    for start in (0, 4):
        for top, left, bottom, right in MERGES:
            table.cell(start + top - 1, left - 1).merge(table.cell(start + bottom - 1, right - 1))
    document.save(HERE / "header-again.docx")
    expect("header-again.docx", with_domain(ITEMS, "户籍管理"))


def old_workbook():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("涉农补贴")
    for row, line in enumerate([HEAD1, HEAD2]):
        for column, text in enumerate(line):
            sheet.write(row, column, text)
    for number, entry in enumerate(ITEMS, 1):
        for column, text in enumerate(cells(number, entry, on="▄", off="口")):
            if not (column == 1 and number in (2, 4)):
                sheet.write(number + 1, column, text)
    sheet.merge(2, 3, 1, 1)
    sheet.merge(4, 5, 1, 1)
    hidden = book.add_sheet("草稿")
    hidden.write(0, 0, "作废")
    hidden.visibility = 1
    book.save(str(HERE / "old-merged.xls"))
    expect("old-merged.xls", with_domain(ITEMS, "涉农补贴"), ["hidden-sheet-skipped"])


def texts():
    def cut(rows, separator):
        quote = lambda text: '"' + text.replace('"', '""') + '"' if any(sign in text for sign in (separator, "\n", '"')) else text
        return "\r\n".join(separator.join(quote(str(text)) for text in row) for row in rows) + "\r\n"

    rows = [["城乡规划领域政务公开标准目录"] + [""] * 13, HEAD1, HEAD2] + [cells(number, entry, gap="；") for number, entry in enumerate(ITEMS, 1)]
    (HERE / "tabs-utf16.txt").write_bytes(b"\xff\xfe" + cut(rows, "\t").encode("utf-16-le"))
    expect("tabs-utf16.txt", with_domain(ITEMS, "国土空间规划"))

    dropped = [list(row) for row in rows[1:]]
    for index in (3, 5):
        dropped[index][1] = ""
    dropped[3][6] = ""
    (HERE / "lost-merges-gb18030.csv").write_bytes(cut(dropped, ",").encode("gb18030"))
    filled = [dict(entry) for entry in ITEMS]
    filled[1]["subjects"] = ITEMS[0]["subjects"]
    expect("lost-merges-gb18030.csv", filled)

    head = "<tr>" + "".join(f"<th>{text}</th>" for text in ["一级目录", "二级目录", "公开内容及要求", "公开依据", "公开时限", "责任部门", "公开渠道及载体", "公开对象", "公开方式", "公开层级"]) + "</tr>"
    body = ""
    for index, entry in enumerate(ITEMS):
        span = '<td rowspan="2">%s</td>' % entry["levels"][0] if index % 2 == 0 else ""
        audience = "全社会" if entry["audience"]["everyone"] else ""
        audience += ("," if audience else "") + ("特定群众" if entry["audience"]["specific"] else "")
        rest = [entry["levels"][1], "<br>".join("●" + text for text in entry["elements"]), "<br>".join(entry["bases"]), entry["timeLimit"]["text"], "<p>" + "</p><p>".join(entry["subjects"]) + "</p>",
                "1.县政府门户网站; " + "; ".join(f"{place}.{name}" for place, name in enumerate([name for name in entry["channels"] if name != "政府网站"], 2)) if "政府网站" in entry["channels"] else "、".join(entry["channels"]),
                audience, "".join(("■" if mode in entry["modes"] else "□") + mode for mode in ("主动", "依申请")), "、".join(entry["tiers"])]
        body += "<tr>" + span + "".join(f"<td>{text}</td>" for text in rest) + "</tr>\n"
    page = f'<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>政务公开</title><script>var a="<table>";</script></head><body><div><h3>六、公共文化服务领域基层政务公开标准目录</h3><table>{head}{body}</table><p>浏览次数：8</p></div></body></html>'
    (HERE / "page-gb2312.html").write_bytes(page.encode("gb2312"))
    expect("page-gb2312.html", with_domain(ITEMS, "公共文化服务"))


if __name__ == "__main__":
    workbooks()
    word()
    old_workbook()
    texts()
