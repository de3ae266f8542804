#!/usr/bin/env python3
"""Writes the files of the example county from mingchuan-source/. Running it again changes nothing.

Needs openpyxl and python-docx. Usage: python3 Examples/tools/build_examples.py
"""

from __future__ import annotations

import json
import re
import shutil
from collections import defaultdict

from codes import credit_code, organisation_code
from sources import DOMAINS, SOURCE, TARGET, TIME_LIMITS, Item, catalogues, lines, read_documents
from writers import Shape, needs_village, write_csv, write_docx, write_html, write_rows, write_xlsx

# Domains whose table has a 五公开 column; the same in every version, so that a comparison shows only what really changed.
STAGED = {"国土空间规划", "重大建设项目", "公共资源交易", "征地补偿", "保障性住房", "扶贫", "就业创业", "社会保险", "社会救助", "义务教育", "食品药品监管"}

GUIDE = [
    ("01-guotu-zhengdi.xlsx", "xlsx", "国土空间规划 征地补偿"),
    ("02-xiangmu-jiaoyi.xlsx", "xlsx", "重大建设项目 公共资源交易"),
    ("03-caizheng-shuishou.docx", "docx", "财政预决算 税收管理"),
    ("04-anquan-jiuzai.xlsx", "xlsx", "安全生产 救灾"),
    ("05-zhufang-chengjian.docx", "docx", "国有土地上房屋征收 保障性住房 农村危房改造 城市综合执法 市政服务"),
    ("06-shengtai.html", "html", "环境保护"),
    ("07-wenhua-falv.html", "html", "公共文化服务 公共法律服务"),
    ("08-jiuye-shebao.xlsx", "xlsx", "就业创业 社会保险"),
    ("09-minzheng.xlsx", "xlsx", "社会救助 养老服务"),
    ("10-nongye.xlsx", "xlsx", "扶贫 涉农补贴"),
    ("11-huji.csv", "csv", "户籍管理"),
    ("12-jiaoyu-weisheng.docx", "docx", "义务教育 医疗卫生"),
    ("13-shipin-yaopin.xlsx", "xlsx", "食品药品监管"),
]
YEAR_2025 = [
    ("01-ziran-ziyuan.xlsx", "xlsx", "国土空间规划 征地补偿"),
    ("02-fagai.docx", "docx", "重大建设项目 公共资源交易"),
    ("03-caizheng.csv", "csv", "财政预决算"),
    ("04-shuiwu.html", "html", "税收管理"),
    ("05-yingji.docx", "docx", "安全生产 救灾"),
    ("06-zhujian.xlsx", "xlsx", "国有土地上房屋征收 保障性住房 农村危房改造 市政服务"),
    ("07-chengguan.xlsx", "xlsx", "城市综合执法"),
    ("08-shengtai.xlsx", "xlsx", "环境保护"),
    ("09-wenlv.html", "html", "公共文化服务"),
    ("10-sifa.docx", "docx", "公共法律服务"),
    ("11-xiangcun-zhenxing.xlsx", "xlsx", "扶贫"),
    ("12-shichang.xlsx", "xlsx", "食品药品监管"),
    ("13-renshe.xlsx", "xlsx", "就业创业 社会保险"),
    ("14-minzheng.html", "html", "社会救助 养老服务"),
    ("15-gongan.csv", "gb", "户籍管理"),
    ("16-nongye.csv", "gb", "涉农补贴"),
    ("17-jiaoyu.docx", "docx", "义务教育"),
    ("18-weijian.xlsx", "xlsx", "医疗卫生"),
]
YEAR_2026 = [
    ("01-ziran-ziyuan.xlsx", "xlsx", "国土空间规划 征地补偿"),
    ("02-fagai-jiaoyi.xlsx", "xlsx", "重大建设项目 公共资源交易"),
    ("03-caizheng-shuiwu.csv", "csv", "财政预决算 税收管理"),
    ("04-yingji.xlsx", "xlsx", "安全生产 救灾"),
    ("05-zhujian.docx", "docx", "国有土地上房屋征收 保障性住房 农村危房改造 市政服务"),
    ("06-chengguan.html", "html", "城市综合执法"),
    ("07-shengtai.html", "html", "环境保护"),
    ("08-wenlv-sifa.xlsx", "xlsx", "公共文化服务 公共法律服务"),
    ("09-nongye-xiangcun.xlsx", "xlsx", "扶贫"),
    ("10-nongye-butie.csv", "gb", "涉农补贴"),
    ("11-shichang.html", "html", "食品药品监管"),
    ("12-renshe.xlsx", "xlsx", "就业创业 社会保险"),
    ("13-minzheng.html", "html", "社会救助 养老服务"),
    ("14-gongan.csv", "csv", "户籍管理"),
    ("15-jiaoyu.docx", "docx", "义务教育"),
    ("16-weijian.docx", "docx", "医疗卫生"),
]


def shape_for(kind: str, domain: str, items: list[Item], local: bool) -> Shape:
    stage, village = domain in STAGED, needs_village(items)
    if kind in ("csv", "gb"):
        return Shape(text_columns=True, only_ticked=True, elements="、", stage=stage, domain_column=True, number=False)
    if not local:
        return Shape(stage=stage, village=village)
    if domain in ("公共文化服务", "公共法律服务"):
        return Shape(on="☑", elements="\n", township="镇级", stage=stage, village=village)
    if domain in ("社会救助", "养老服务"):
        return Shape(off="口", gap="\u00a0", specific="特定群众", request="依申请公开", stage=stage, village=village)
    if domain in ("环境保护", "医疗卫生"):
        return Shape(text_columns=True, only_ticked=True, elements="、", stage=stage)
    if domain in ("保障性住房", "农村危房改造", "市政服务", "国有土地上房屋征收"):
        return Shape(gap="\n", stage=stage, village=village)
    if domain in ("扶贫", "安全生产", "救灾"):
        return Shape(elements="、", ticks="✓", stage=stage, village=village)
    if domain == "食品药品监管":
        return Shape(on="▄", off="口", gap="", specific="特定对象", stage=stage, village=village)
    return Shape(stage=stage, village=village)


def write_version(folder: str, plan, items: list[Item], suffix: str, local: bool, published: str):
    target = TARGET / folder
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    by_domain = defaultdict(list)
    for item in items:
        by_domain[item.domain].append(item)
    for name, kind, domains in plan:
        present = [domain for domain in domains.split() if by_domain[domain]]
        if not present:
            continue
        parts = [(domain, f"{domain}领域{suffix}", by_domain[domain], shape_for(kind, domain, by_domain[domain], local)) for domain in present]
        title = f"明川县{suffix}（{'、'.join(present)}）" if local else f"{suffix}（{'、'.join(present)}）"
        path = target / name
        match kind:
            case "xlsx":
                cover = None
                if local and len(parts) > 1:
                    cover = [f"明川县{suffix}", f"领域：{'、'.join(present)}", "编制单位：各领域主管部门", "汇总单位：明川县政务公开办", f"发布日期：{published[:10]}"]
                write_xlsx(path, title, parts, cover)
            case "docx":
                notes = ["说明：表中■为选用的公开渠道，√为适用项。"] if local else []
                write_docx(path, title, [part[1:] for part in parts], rows_per_page=9, notes=notes)
            case "html":
                write_html(path, title, [part[1:] for part in parts], published)
            case "csv" | "gb":
                together = [item for part in parts for item in part[2]]
                shape = shape_for(kind, present[0], together, local)
                shape.stage = any(domain in STAGED for domain in present)
                write_csv(path, together, shape, "utf-8-sig" if kind == "csv" else "gb18030")


def write_units(units):
    by_code = {unit.code: unit for unit in units}
    assert all(not unit.parent or unit.parent in by_code for unit in units)
    rows = [["单位代码", "名称", "简称", "类型", "上级单位代码", "地址", "办公时间", "电话", "传真", "电子邮箱", "负责人", "机构职能", "别名"]]
    rows += [[u.code, u.name, u.short, u.kind, u.parent, u.address, u.hours, u.phone, u.fax, u.email, u.head, u.duties, "、".join(u.aliases)]
             for u in units]
    write_rows(TARGET / "units.csv", rows)


def added_because(item: Item) -> str:
    """From which of the three lists a county's own item came."""
    match item.stages[0]:
        case "服务":
            return f"根据{item.subjects[0]}公共服务事项清单补充"
        case "管理" | "结果":
            return f"根据{item.subjects[0]}权责清单补充"
        case _:
            return "根据公众意见和群众关切事项补充"


def write_notes(guide, year2025, year2026, adjustments, items):
    head = ["领域", "一级事项", "二级事项", "调整类型", "调整理由", "原事项名称"]
    guided = {item.key: item for item in guide}
    first = []
    for item in year2025:
        base = guided.get(item.key)
        if base is None:
            first.append([*item.key, "新增事项", item.reason if item.flag == "C" and item.reason else added_because(item), ""])
        elif base.time != item.time:
            kind, words = ("时限明确", "明确具体时限") if base.time == TIME_LIMITS["now"] else ("时限缩短", "承诺缩短时限")
            first.append([*item.key, kind, f"国家指引为“{base.time}”，{item.subjects[0]}{words}", ""])
        elif set(item.elements) - set(base.elements):
            first.append([*item.key, "要素补充", "在国家指引基础上补充“" + "、".join(e for e in item.elements if e not in base.elements) + "”", ""])
    write_rows(TARGET / "catalogue-2025" / "notes.csv", [head, *first])
    second = []
    for item in items:
        if item.flag == "N":
            second.append([*item.key, "新增事项", item.reason, ""])
        if item.flag == "R":
            second.append([*item.key, "取消事项", item.reason, ""])
    for adjustment in adjustments:
        second.append([*adjustment.key, adjustment.kind, adjustment.reason, adjustment.old.get("second", "")])
    second.sort(key=lambda row: DOMAINS.index(row[0]))
    write_rows(TARGET / "catalogue-2026" / "notes.csv", [head, *second])


def write_checklist():
    rows = [["来源", "编号", "事项名称", "依据", "责任单位", "去向", "对应领域", "对应一级事项", "对应二级事项", "不予公开理由", "法律依据", "重新评估日期"]]
    rows += [line.split("|") for _, line in lines(SOURCE / "checklist.txt")]
    write_rows(TARGET / "checklist.csv", rows)


def write_disclosures(units):
    prefix = {}
    for number, unit in enumerate(units, 1):
        organisation = organisation_code(f"MC{number * 1373 % 1000000:06d}")
        # Offices of the town use the longer form, as many counties do.
        prefix[unit.name] = credit_code("999901", organisation) if unit.kind == "乡镇" else organisation
    serial = defaultdict(int)
    documents = sorted(read_documents(), key=lambda document: (document.fields["published"], document.fields["title"]))
    out = []
    for document in documents:
        f = document.fields
        year = f["published"][:4]
        serial[f["issuer"], year] += 1
        out.append(json.dumps({
            "title": f["title"], "number": f.get("number") or None, "issuer": f["issuer"], "date": f["date"], "published": f["published"],
            "body": document.body, "url": f.get("url") or None, "category": f["category"], "domain": f.get("domain") or None,
            "item": f.get("item") or None, "index": f"{prefix[f['issuer']]}/{year}-{serial[f['issuer'], year]:05d}",
            "validity": f.get("validity", "未标注"), "theme": f["theme"], "status": "已发布",
        }, ensure_ascii=False))
    (TARGET / "disclosures.jsonl").write_text("\n".join(out) + "\n", encoding="utf-8", newline="\n")


def write_bad_disclosures():
    good = {"issuer": "明川县财政局", "date": "2026-03-02", "published": "2026-03-03 09:00", "category": "通知", "domain": "财政预决算"}
    text = "为做好有关工作，现将相关事项通知如下，请各单位认真执行。"
    bad = [
        '{"title": "关于开展预算绩效自评的通知", "issuer": "明川县财政局", "body": "各单位：',
        json.dumps({**good, "body": text}, ensure_ascii=False),
        json.dumps({**good, "title": "关于报送财政资金使用情况的通知", "body": ""}, ensure_ascii=False),
        json.dumps({**good, "title": "关于公布办公电话的公告", "body": "浏览次数：128\n字体：[大 中 小]\n扫描二维码 关注我们\n分享到：\n打印本页 关闭窗口"}, ensure_ascii=False),
        json.dumps({**good, "title": "关于调整会议时间的通知", "date": "2026-02-30", "body": text}, ensure_ascii=False),
        json.dumps({**good, "title": "关于" + "进一步加强和规范全县各级各部门各单位财政专项资金使用管理" * 20 + "的通知", "body": text}, ensure_ascii=False),
    ]
    (TARGET / "disclosures-bad.jsonl").write_text("\n".join(bad) + "\n", encoding="utf-8", newline="\n")


def main():
    guide, year2025, year2026, adjustments, items, units = catalogues()
    TARGET.mkdir(exist_ok=True)
    write_units(units)
    write_version("guide-national", GUIDE, guide, "基层政务公开标准指引（示例）", False, "2024-12-02 10:00")
    write_version("catalogue-2025", YEAR_2025, year2025, "基层政务公开标准目录（2025年版）", True, "2025-01-10 09:30")
    write_version("catalogue-2026", YEAR_2026, year2026, "基层政务公开标准目录（2026年版）", True, "2026-01-09 09:30")
    write_notes(guide, year2025, year2026, adjustments, items)
    write_checklist()
    write_disclosures(units)
    write_bad_disclosures()
    print(f"指引 {len(guide)} 项，2025年版 {len(year2025)} 项，2026年版 {len(year2026)} 项，单位 {len(units)} 个")


if __name__ == "__main__":
    main()
