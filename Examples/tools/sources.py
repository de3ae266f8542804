"""Reads the readable sources in mingchuan-source/ into plain Python values.

The sources are the only place where the example county's content is written by hand; build_examples.py turns them into the files that
a county office would really have (xlsx, docx, html, csv, jsonl), check_examples.py checks both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent.parent
SOURCE = EXAMPLES / "mingchuan-source"
TARGET = EXAMPLES / "mingchuan"

DOMAINS = (
    "国土空间规划 重大建设项目 公共资源交易 财政预决算 安全生产 税收管理 征地补偿 国有土地上房屋征收 保障性住房 农村危房改造 环境保护 公共文化服务 "
    "公共法律服务 扶贫 救灾 食品药品监管 城市综合执法 就业创业 社会保险 社会救助 养老服务 户籍管理 涉农补贴 义务教育 医疗卫生 市政服务"
).split()

TIME_LIMITS = {
    "20": "信息形成或者变更之日起20个工作日内",
    "15": "信息形成或者变更之日起15个工作日内",
    "10": "信息形成或者变更之日起10个工作日内",
    "5": "信息形成或者变更之日起5个工作日内",
    "g10": "制定或获取信息之日起10个工作日内",
    "7d": "自行政许可决定作出之日起7个工作日内",
    "7p": "自行政处罚决定作出之日起7个工作日内",
    "20d": "执法决定作出之日起20个工作日内",
    "b20": "本级人民代表大会或其常务委员会批准后20日内",
    "bf20": "本级政府财政部门批复后20日内",
    "3r": "相关文件公布之日起3个工作日内",
    "now": "及时公开",
    "rt": "实时公开",
    "m": "每月公开一次",
    "q": "每季度公开一次",
    "h": "半年至少更新1次",
    "y": "每年公开一次",
    "p5": "公示期不少于5个工作日",
    "p7": "公示期不少于7个工作日",
    "p30": "公示期不少于30日",
    "pre7": "听证会召开前7日",
    "long": "长期公开",
}

CHANNELS = {
    "网": "政府网站", "报": "政府公报", "微": "两微一端", "会": "发布会/听证会", "广": "广播电视", "纸": "纸质媒体", "阅": "公开查阅点",
    "政": "政务服务中心", "便": "便民服务站", "入": "入户/现场", "栏": "社区/企事业单位/村公示栏(电子屏)", "推": "精准推送", "他": "其他",
}
AUDIENCES = {"全": "全社会", "特": "特定群体"}
TIERS = {"县": "县级", "乡": "乡级", "村": "村级"}
MODES = {"主": "主动", "依": "依申请"}
STAGES = {"决": "决策", "执": "执行", "管": "管理", "服": "服务", "结": "结果", "解": "解读", "回": "回应"}

# Collective names: each stands for all townships, all departments, all villages.
COLLECTIVES = {
    "xz": ("各乡镇人民政府", "各街道办事处"),
    "bm": ("各部门",),
    "cun": ("各村民委员会",),
}


@dataclass(frozen=True)
class Item:
    domain: str
    flag: str
    first: str
    second: str
    elements: tuple[str, ...]
    bases: tuple[str, ...]
    time: str
    subjects: tuple[str, ...]
    channels: tuple[str, ...]
    audience: tuple[str, ...]
    modes: tuple[str, ...]
    tiers: tuple[str, ...]
    stages: tuple[str, ...]
    reason: str = ""
    # What the guide has where it differs from the county's own wording.
    guide_elements: tuple[str, ...] = ()
    guide_time: str = ""

    @property
    def key(self):
        return (self.domain, self.first, self.second)


@dataclass
class Unit:
    code: str
    name: str
    short: str
    kind: str
    parent: str
    address: str
    hours: str
    phone: str
    fax: str
    email: str
    head: str
    duties: str
    aliases: list[str] = field(default_factory=list)


def lines(path: Path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def read_bases() -> dict[str, str]:
    return dict(line.split("|", 1) for _, line in lines(SOURCE / "bases.txt"))


def read_units() -> list[Unit]:
    units = []
    hours = "工作日 上午8:30—12:00，下午14:30—17:30"
    for _, line in lines(SOURCE / "units.txt"):
        code, name, short, kind, parent, address, extension, head, aliases, duties = line.split("|")
        collected = [alias for alias in aliases.split("、") if alias]
        units.append(Unit(
            code, name, short, kind, parent, address, hours, f"0900-555{extension}", f"0900-556{extension}" if head else "",
            f"{code}@mingchuan.example", head, duties, collected))
    for number, (_, line) in enumerate(lines(SOURCE / "villages.txt"), 1):
        code, name, parent, short = line.split("|")
        units.append(Unit(
            code, "明川县" + name, short, "村", parent, "明川县" + name.replace("民委员会", "").removesuffix("村").removesuffix("居") + "党群服务中心",
            "工作日 上午8:30—12:00，下午14:00—17:00", f"0900-557{number:04d}", "", "", "",
            "办理本村公共事务和公益事业，实行村务公开，协助乡镇人民政府开展社会救助、宅基地审核、耕地保护等工作。"
            if name.endswith("村民委员会") else "办理本居住地区公共事务和公益事业，协助街道办事处做好社区服务、社会救助和居民自治工作。",
            [name]))
    return units


def read_items(bases: dict[str, str], names: dict[str, str]) -> list[Item]:
    """Items in the order of the 26 domains, as in the 2026 catalogue (retired ones included)."""
    items = []
    for path in sorted((SOURCE / "items").glob("*.txt")):
        items.extend(read_item_file(path, bases, names))
    return sorted(items, key=lambda item: DOMAINS.index(item.domain))


def read_item_file(path, bases, names):
    domain, domain_subject, domain_bases, first, preset = "", "", "", "", {}
    for number, line in lines(path):
        where = f"{path.name}:{number}"
        if line.startswith("@ "):
            domain, domain_subject, domain_bases = line[2:].split("|")
            assert domain in DOMAINS, where
        elif line.startswith("== "):
            first, _, rest = line[3:].partition(";")
            preset = dict(pair.split("=") for pair in rest.split(";") if pair)
        else:
            try:
                yield read_item(line, domain, first, preset, domain_subject, domain_bases, bases, names)
            except (KeyError, ValueError, AssertionError) as error:
                raise SystemExit(f"{where}: {line}\n  {error!r}") from error


def read_item(line, domain, first, preset, domain_subject, domain_bases, bases, names):
    text, _, reason = line.partition("!")
    flag, body = text[0], text[2:]
    assert flag in "GCNR" and text[1] == " ", "flag"
    cells = (body.split("|") + [""] * 10)[:10]
    second, elements, time, subject, channels, audience, tiers, stages, base, modes = (cell.strip() for cell in cells)
    own, _, added = elements.partition("+")
    guide_elements = tuple(part.strip() for part in own.split("、") if part.strip())
    all_elements = guide_elements + tuple(part.strip() for part in added.split("、") if part.strip())
    time = time or preset.get("t", "")
    guide_time, _, county_time = time.partition(">")
    base_default = preset.get("b", domain_bases)
    base = base_default + "," + base[1:] if base.startswith("+") else base or base_default
    codes = re.split("[、,]", subject or preset.get("s", domain_subject))
    assert 2 <= len(all_elements) <= 9, "elements"
    return Item(
        domain=domain, flag=flag, first=first, second=second, elements=all_elements,
        bases=tuple(bases[key] for key in dict.fromkeys(base.split(","))),
        time=TIME_LIMITS[county_time or guide_time], subjects=tuple(expand(codes, names)),
        channels=tuple(CHANNELS[key] for key in sorted(channels or preset.get("c", "网"), key=list(CHANNELS).index)),
        audience=tuple(AUDIENCES[key] for key in audience or preset.get("a", "全")),
        modes=tuple(MODES[key] for key in modes or "主"),
        tiers=tuple(TIERS[key] for key in sorted(tiers or preset.get("l", "县"), key=list(TIERS).index)),
        stages=tuple(STAGES[key] for key in stages or preset.get("g", "管")), reason=reason.strip(),
        guide_elements=guide_elements, guide_time=TIME_LIMITS[guide_time])


def expand(codes, names):
    for code in codes:
        yield from COLLECTIVES.get(code) or (names[code],)


def subject_names(units: list[Unit]) -> dict[str, str]:
    """Code → the name that stands in catalogues."""
    return {unit.code: unit.short if unit.kind in ("部门", "政府", "事业单位") else unit.name for unit in units}


@dataclass(frozen=True)
class Adjustment:
    """One difference between the two county versions; `old` holds the fields as they stood in 2025."""
    key: tuple[str, str, str]
    kind: str
    reason: str
    old: dict


def read_adjustments(bases, names) -> list[Adjustment]:
    """领域|一级|二级|类型|理由|字段=2025年的值;… where the fields are time, subjects, elements-, channels, second, tiers."""
    path, found = SOURCE / "adjustments.txt", []
    if not path.exists():
        return found
    for number, line in lines(path):
        domain, first, second, kind, reason, fields = line.split("|")
        old = {}
        for pair in fields.split(";"):
            name, value = pair.split("=", 1)
            old[name] = value
        found.append(Adjustment((domain, first, second), kind, reason, old))
    return found


def as_of_2025(item: Item, adjustment: Adjustment | None, names) -> Item:
    if adjustment is None:
        return item
    changes = {}
    for name, value in adjustment.old.items():
        match name:
            case "time":
                changes["time"] = TIME_LIMITS[value]
            case "subjects":
                changes["subjects"] = tuple(value.split("、"))
            case "elements-":
                gone = set(value.split("、"))
                assert gone <= set(item.elements), (item.key, value)
                changes["elements"] = tuple(element for element in item.elements if element not in gone)
            case "channels":
                changes["channels"] = tuple(CHANNELS[key] for key in sorted(value, key=list(CHANNELS).index))
            case "tiers":
                changes["tiers"] = tuple(TIERS[key] for key in value)
            case "second":
                assert item.flag != "G", item.key
                changes["second"] = value
            case _:
                raise SystemExit(f"unknown field {name} in adjustment of {item.key}")
    return replace(item, **changes)


def catalogues():
    """The guide and the two county versions as lists of items, plus the adjustments."""
    bases, units = read_bases(), read_units()
    names = subject_names(units)
    items = read_items(bases, names)
    adjustments = read_adjustments(bases, names)
    by_key = {adjustment.key: adjustment for adjustment in adjustments}
    unknown = set(by_key) - {item.key for item in items}
    assert not unknown, unknown
    guide = [replace(item, elements=item.guide_elements, time=item.guide_time, subjects=generic(item.subjects, units)) for item in items
             if item.flag == "G"]
    year2025 = [as_of_2025(item, by_key.get(item.key), names) for item in items if item.flag in "GCR"]
    year2026 = [item for item in items if item.flag in "GCN"]
    return guide, year2025, year2026, adjustments, items, units


def generic(subjects, units):
    """The guide speaks of kinds of bodies, not of this county's offices."""
    by_short = {unit.short: unit for unit in units}
    found = []
    for subject in subjects:
        if subject.endswith("街道办事处") and subject != "各街道办事处":
            found.append("各街道办事处")
            continue
        unit = by_short.get(subject)
        names = [alias for alias in unit.aliases if re.search("(主管)?部门$|机关$|机构$|^县级人民政府$|单位$|图书馆$|文化馆$|医院$|企业$", alias)
                 and not alias.startswith(("县政府", "县民政", "县公安", "县司法", "县自然"))] if unit else []
        found.append(names[0] if names else subject)
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class Document:
    fields: dict
    body: str
    where: str


def read_documents() -> list[Document]:
    """Files of records: `===` opens one, `key: value` lines, `---`, then the body until the next `===`."""
    found = []
    for path in sorted((SOURCE / "documents").glob("*.txt")):
        for number, record in enumerate(re.split(r"(?m)^===\s*$", path.read_text(encoding="utf-8"))[1:], 1):
            head, separator, body = record.partition("\n---\n")
            assert separator, f"{path.name} #{number}: no ---"
            fields = dict(re.split(r":\s*", line, maxsplit=1) for line in head.strip().splitlines())
            found.append(Document(fields, body.strip(), f"{path.name} #{number} {fields.get('title', '')}"))
    return found
