"""Reading catalogue files: CPU time beside Python's libraries, and memory for a large workbook."""

import sys
import zipfile
from pathlib import Path

import openpyxl

from measure import HERE, OURS_CORE, ROOT, Figure, median, run

FORMATS = {".xlsx", ".docx", ".xls", ".html", ".csv"}


def files() -> list[Path]:
    shared = ROOT.parent / "shared/fixtures/catalogue"
    if shared.exists():
        return sorted(path for path in shared.iterdir() if path.suffix in FORMATS)
    folders = [ROOT / "Examples/mingchuan/catalogue-2026", ROOT / "Tests/InterchangeTests/Fixtures"]
    return sorted(path for folder in folders if folder.exists() for path in folder.rglob("*") if path.suffix in FORMATS)


def per_round(command, rounds: int) -> float:
    """Seconds of CPU for one reading of all files, start-up taken off. `command` makes the command line for a number of rounds."""
    samples = [(run(command(1 + rounds), OURS_CORE).cpu - run(command(1), OURS_CORE).cpu) / rounds for _ in range(3)]
    return median(samples)


def speed(binary: Path, quick: bool) -> Figure:
    found = files()
    ours = per_round(lambda rounds: [binary, "catalogue", "cells", *found * rounds], 10 if quick else 40)
    items = per_round(lambda rounds: [binary, "catalogue", "check", *found * rounds, "--json"], 10 if quick else 40)
    other = per_round(lambda rounds: [sys.executable, HERE / "others/read_files.py", rounds, *found], 3 if quick else 10)
    print(f"- reading on to typed items and diagnostics (catalogue check --json): {items * 1000:.2f} ms CPU, {other / items:.1f} times as fast")
    return Figure(
        "reading", f"{len(found)} catalogue files in one process, to cells, written out", ours * 1000, "ms CPU", "≥ 20×",
        other / ours >= 20, other * 1000, "openpyxl, python-docx, xlrd, lxml, csv, to cells", other / ours)


def memory(binary: Path, work: Path, quick: bool) -> Figure:
    large, small = work / "large.xlsx", work / "small.xlsx"
    write_workbook(large, 4_000 if quick else 20_000)
    write_workbook(small, 1)
    with zipfile.ZipFile(large) as archive:
        expanded = sum(entry.file_size for entry in archive.infolist())
    peak = run([binary, "catalogue", "check", large, "--json"]).peak_bytes - run([binary, "catalogue", "check", small, "--json"]).peak_bytes
    other = run([sys.executable, HERE / "others/read_files.py", 1, large]).peak_bytes - run(
        [sys.executable, HERE / "others/read_files.py", 1, small]).peak_bytes
    return Figure(
        "reading-memory", f"peak memory for a workbook of {expanded / 1e6:.1f} MB expanded, beyond that for one row; the other: openpyxl's",
        peak / expanded, "× its size", "< 3×", peak < 3 * expanded, other / expanded, "openpyxl", other / peak)


def write_workbook(path: Path, rows: int):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("财政预决算领域")
    sheet.append(["财政预决算领域基层政务公开标准目录"])
    sheet.append(["序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象", "公开方式", "公开层级"])
    for row in range(rows):
        sheet.append([
            row + 1, f"财政预决算{row // 20}", f"第{row}项收支情况", "一般公共预算收支情况表；转移支付执行情况表；政府债务限额和余额情况表", "《中华人民共和国预算法》、《中华人民共和国政府信息公开条例》（国令第711号）",
            "信息形成或者变更之日起20个工作日内", "县财政局", "■政府网站 □政府公报 ■政务服务中心", "全社会", "主动", "县级、乡级"])
    book.save(path)


def measure(binary: Path, work: Path, quick: bool) -> list[Figure]:
    return [speed(binary, quick), memory(binary, work, quick)]
