"""Import with index: characters of body in a second of one core's time, and memory for one and for eight times the data."""

import json
import sys
from pathlib import Path

from measure import HERE, OURS_CORE, Figure, run
from texts import corpus, write_records


def load(binary: Path, records: Path, database: Path):
    for left in database.parent.glob(database.name + "*"):
        left.unlink()
    return run([binary, "disclosures", "import", records, "--database", database], OURS_CORE, folder=database.parent)


def measure(binary: Path, work: Path, quick: bool) -> list[Figure]:
    source, records = corpus()
    if quick:
        records = records[::8]
    once, eightfold = work / "once.jsonl", work / "eightfold.jsonl"
    write_records(records, once)
    write_records(records, eightfold, copies=8)
    characters = sum(len(record.get("body") or "") for record in records)
    first = load(binary, once, work / "once.sqlite")
    other = json.loads(run([sys.executable, HERE / "others/fts5.py", once, work / "fts5.sqlite"], OURS_CORE, keep_output=True).output)
    many = load(binary, eightfold, work / "eightfold.sqlite")
    ours, alone = characters / first.cpu / 1e6, other["characters"] / other["cpu"] / 1e6
    growth = many.peak_bytes / first.peak_bytes
    for name in ["once.sqlite", "eightfold.sqlite", "fts5.sqlite", "eightfold.jsonl"]:
        for left in work.glob(name + "*"):
            left.unlink()
    return [
        Figure(
            "import", f"{len(records)} documents ({source}) read, checked, structured, stored and indexed on one core", ours, "M characters/s CPU",
            "≥ 1.2", ours >= 1.2, alone, "FTS5 alone, pairs already cut, nothing else stored", ours / alone),
        Figure(
            "import-memory", f"peak memory for 8 times the data ({many.peak_bytes / 1e6:.0f} MB) against once ({first.peak_bytes / 1e6:.0f} MB)",
            growth, "×", "flat (≤ 1.25×)", growth <= 1.25, note=f"8 times: {8 * characters / many.cpu / 1e6:.2f} M characters/s CPU"),
    ]
