"""Inspecting a saved government site of 10,000 pages: time and peak memory of the whole process."""

import json
from pathlib import Path

from measure import OURS_CORE, Figure, run

PAGES = 10_000
QUICK_PAGES = 1_000
COLUMNS = 100
FOOTER = (
    '<div class="footer"><a href="/wzdt.html">网站地图</a><p>主办单位：某县人民政府 联系电话：0900-5550100 网站标识码：9999010001 '
    '某ICP备99990100号 某公网安备 99990102000001号</p><span id="_ideConac"></span></div>')


def page(tags: dict[str, str], body: str) -> str:
    """A page of the weight that real ones have: some 40 kB, most of it menu and text."""
    tags = {"SiteName": "某县人民政府", "SiteDomain": "www.example.gov.cn", "SiteIDCode": "9999010001", **tags}
    metas = "\n".join(f'<meta name="{name}" content="{value}">' for name, value in tags.items())
    menu = "".join(f'<li><a href="/c{number}/index.html" title="栏目{number}">栏目{number}</a></li>' for number in range(COLUMNS))
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{metas}<title>某县人民政府</title></head><body>'
        f'<div class="header"><ul class="nav">{menu}</ul></div><div class="main">{body}</div>{FOOTER}</body></html>')


def make(folder: Path, count: int) -> int:
    """Writes the site; every tenth column is in GBK, every fiftieth article links to nothing. The bytes written."""
    written = 0

    def put(path: str, text: str, encoding: str = "utf-8"):
        nonlocal written
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        data = text.replace('charset="utf-8"', f'charset="{encoding}"').encode(encoding)
        file.write_bytes(data)
        written += len(data)

    put("index.html", page({"ColumnType": "首页", "ColumnName": "首页"}, "首页"))
    put("wzdt.html", page({}, "网站地图" * 20))
    each = count // COLUMNS
    for column in range(COLUMNS):
        encoding = "gbk" if column % 10 == 0 else "utf-8"
        lines = []
        for number in range(each):
            day = f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
            title = f"关于第{column}类第{number}件公开信息有关情况的通知"
            lines.append(f'<li><a href="a{number}.html">{title}</a><span>{day}</span></li>')
            link = '<p><a href="nothing.html">附件</a></p>' if number % 50 == 0 else ""
            text = "".join(f"<p>第{line}段。{'本机关依法公开有关政府信息，接受社会监督。' * 8}</p>" for line in range(40))
            put(f"c{column}/a{number}.html", page(
                {"ArticleTitle": title, "PubDate": f"{day} 09:00", "ContentSource": "某县人民政府办公室"},
                f"<h1>{title}</h1><p>发布时间：{day} 09:00</p>{text}{link}"), encoding)
        put(f"c{column}/index.html", page(
            {"ColumnName": f"栏目{column}", "ColumnType": "工作动态", "ColumnDescription": "说明", "ColumnKeywords": "词"}, f"<ul>{''.join(lines)}</ul>"), encoding)
    return written


def measure(binary: Path, work: Path, quick: bool) -> list[Figure]:
    count = QUICK_PAGES if quick else PAGES
    folder = work / "site"
    megabytes = make(folder, count) / 1e6
    report = work / "inspection.json"
    usage = run(["sh", "-c", f"'{binary}' inspect '{folder}' --as-of 2026-12-31 --json > '{report}'"], OURS_CORE)
    result = json.loads(report.read_text(encoding="utf-8"))
    dead = sum(finding["count"] for finding in result["findings"] if finding["rule"] == "deadLink")
    what = f"{result['pages']:,} saved pages, {megabytes:.0f} MB, whole process on one core"
    note = f"{result['columns']} columns, {dead} dead links found, {len(result['unreadable'])} pages unreadable"
    seconds, peak = usage.wall, usage.peak_bytes / 1e6
    return [
        Figure("inspect-time", f"inspecting {what}", seconds, "s", "≤ 60", seconds <= 60, note=note),
        Figure("inspect-memory", "its peak memory", peak, "MB", "< 300", peak < 300),
    ]
