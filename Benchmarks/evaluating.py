"""Scoring a round of evaluation: 60 units, 200 leaves, three assessors, with what does not apply scaled away and quotas."""

import json
import re
from pathlib import Path

from measure import Figure, median, run

UNITS, GROUPS, LEAVES = 60, 20, 10


def scheme() -> dict:
    """Twenty groups of ten leaves, every fifth of them a deduction."""
    def leaf(group: int, number: int) -> dict:
        common = {"code": f"{group}.{number}", "name": f"指标{group}.{number}", "points": "0.5", "method": "material"}
        if number % 5:
            return common | {"kind": "scored"}
        return common | {"kind": "deduction", "penalties": [{"name": "迟公开", "each": "0.1"}, {"name": "缺要素", "each": "0.05", "cap": "0.2"}]}

    return {
        "title": "测试指标", "points": "100", "notApplicable": "rescaleGroup",
        "indicators": [
            {"code": str(group), "name": f"组{group}", "points": "5", "kind": "additive", "children": [leaf(group, number) for number in range(1, LEAVES + 1)]}
            for group in range(1, GROUPS + 1)],
        "assessors": [
            {"code": code, "name": code, "kind": code, "responsible": "", "weight": weight}
            for code, weight in (("self", "10"), ("thirdParty", "40"), ("inspection", "50"))],
        "grading": {
            "by": "quota", "ties": "lower", "failing": "不合格",
            "grades": [{"name": "优秀", "percent": "20"}, {"name": "良好", "percent": "30"}, {"name": "合格", "percent": "50"}]},
    }


def submissions() -> dict:
    def answer(unit: int, group: int, number: int, shift: int) -> dict:
        seed = unit * 31 + group * 17 + number * 7 + shift
        entry = {"leaf": f"{group}.{number}"}
        if seed % 23 == 0:
            return entry | {"notApplicable": "没有此项职权"}
        if number % 5 == 0:
            return entry | {"times": [seed % 3, seed % 5]}
        return entry | {"score": f"0.{seed % 6}"}

    return {"submissions": [
        {
            "assessor": code, "unit": f"单位{unit:02}",
            "answers": [answer(unit, group, number, shift) for group in range(1, GROUPS + 1) for number in range(1, LEAVES + 1)]}
        for unit in range(1, UNITS + 1) for shift, code in enumerate(("self", "thirdParty", "inspection"))]}


def measure(binary: Path, work: Path, quick: bool) -> list[Figure]:
    rounds = 3 if quick else 15
    indicators, papers = work / "scheme.json", work / "submissions.json"
    indicators.write_text(json.dumps(scheme(), ensure_ascii=False), encoding="utf-8")
    papers.write_text(json.dumps(submissions(), ensure_ascii=False), encoding="utf-8")
    times, walls = [], []
    for _ in range(rounds):
        usage = run([binary, "evaluation", "score", indicators, papers], keep_output=True)
        times.append(int(re.search(r"计分用时 (\d+) 毫秒", usage.output).group(1)))
        walls.append(usage.wall * 1000)
    return [Figure(
        "scoring", f"a round of {UNITS} units × {GROUPS * LEAVES} leaves × 3 assessors scored, ranked and graded, median of {rounds}", median(times), "ms",
        "≤ 200 ms", median(times) <= 200, note=f"the whole process with reading {papers.stat().st_size / 1e6:.1f} MB of JSON: {median(walls):.0f} ms")]
