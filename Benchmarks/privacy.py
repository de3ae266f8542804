"""Personal data: how fast a scan is on clean text, beside Python's `re` and `grep -P`, and how much it finds of a labelled set."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from measure import HERE, OURS_CORE, Figure, run
from privacy_samples import samples
from texts import corpus

SIZE = 128 << 20
QUICK_SIZE = 16 << 20
KINDS = "idCard mobile landline bankCard passport email address health minor".split()
OTHER = HERE / "others/privacy_regex.py"


def clean_text(path: Path, size: int) -> str:
    """Documents one after the other until the file is big enough. Numbers of contacts are taken out, so that the text is clean."""
    source, records = corpus()
    texts = [re.sub(r"[0-9]{7,}|@", "", f"{record['title']}\n{record.get('body') or ''}\n") for record in records]
    written = 0
    with path.open("w", encoding="utf-8") as file:
        while written < size:
            for text in texts:
                file.write(text)
                written += len(text.encode())
                if written >= size:
                    break
    return source


def scan(binary: Path, file: Path) -> list[dict]:
    answer = subprocess.run([binary, "privacy", "scan", "--json", "--limit", "1000000", "--day", "2026-03-20", file], capture_output=True, text=True)
    if answer.returncode not in (0, 1):
        raise SystemExit(f"privacy scan ended with {answer.returncode}: {answer.stderr[-500:]}")
    return json.loads(answer.stdout)["findings"]


def score(expected: dict[int, set[str]], found: dict[int, set[str]]) -> tuple[float, float, dict[str, tuple[float, float]]]:
    """Recall and precision over pairs of line and kind, and both for each kind."""
    def pair(kinds: list[str]) -> tuple[float, float]:
        wanted = {(line, kind) for line, own in expected.items() for kind in own if kind in kinds}
        given = {(line, kind) for line, own in found.items() for kind in own if kind in kinds}
        right = len(wanted & given)
        return right / max(1, len(wanted)), right / max(1, len(given))
    return *pair(KINDS), {kind: pair([kind]) for kind in KINDS}


def labelled(binary: Path, work: Path, count: int) -> list[Figure]:
    made = samples(count)
    file = work / "labelled.txt"
    # A line of its own and an empty one after it, so that no sample speaks for its neighbour.
    file.write_text("\n\n".join(text for text, _ in made) + "\n", encoding="utf-8")
    expected = {index * 2 + 1: kinds for index, (_, kinds) in enumerate(made)}
    found: dict[int, set[str]] = {}
    for finding in scan(binary, file):
        if finding["confidence"] >= 0.5:
            found.setdefault(int(re.search(r"第 (\d+) 行", finding["place"]).group(1)), set()).add(finding["kind"])
    recall, precision, kinds = score(expected, found)
    output = run([sys.executable, OTHER, file, "--kinds"], keep_output=True).output
    other_recall, other_precision, _ = score(expected, {line: set(own) for line, own in map(json.loads, output.splitlines())})
    note = ", ".join(f"{kind} {own[0]:.3f}/{own[1]:.3f}" for kind, own in kinds.items())
    file.unlink()
    return [
        Figure(
            "privacy-recall", f"{count} labelled sentences, half of them without personal data: share of what is there that is found", recall, "",
            "≥ 0.98", recall >= 0.98, other_recall, "Python re, patterns alone", recall / max(other_recall, 1e-9), note=f"recall/precision: {note}"),
        Figure(
            "privacy-precision", "share of what is found that is there", precision, "", "≥ 0.98", precision >= 0.98, other_precision,
            "Python re, patterns alone", precision / max(other_precision, 1e-9)),
    ]


def measure(binary: Path, work: Path, quick: bool) -> list[Figure]:
    file = work / "clean.txt"
    source = clean_text(file, QUICK_SIZE if quick else SIZE)
    megabytes = file.stat().st_size / 1e6
    # The first reading fills the system's cache for all three.
    file.read_bytes()
    findings = len(scan(binary, file))
    usages = [run([binary, "privacy", "scan", "--json", file], OURS_CORE) for _ in range(3)]
    ours = megabytes / min(usage.cpu for usage in usages)
    pattern = work / "pattern.txt"
    pattern.write_text(run([sys.executable, OTHER, "--pattern"], keep_output=True).output, encoding="utf-8")
    grep = megabytes / min(
        run(["grep", "-cP", "-f", pattern, file], OURS_CORE, environment={"LC_ALL": "C.UTF-8"}).cpu for _ in range(2))
    # Starting, reading and decoding count for Python as they do for ours.
    ways = {"one pattern": ["--one"], "one pattern a kind": []}
    seconds, way = min((run([sys.executable, OTHER, file, *options], OURS_CORE).cpu, name) for name, options in ways.items())
    theirs = megabytes / seconds
    for left in [file, pattern]:
        os.unlink(left)
    what = f"{megabytes:.0f} MB of clean text ({source}), whole process on one core"
    return [
        Figure("privacy-speed", what, ours, "MB/s", "≥ 100", ours >= 100, note=f"{findings} findings in the clean text"),
        Figure(
            "privacy-re", "the same against Python's re with the same patterns, whole process with reading and decoding", ours, "MB/s", "≥ 20×", ours >= 20 * theirs, theirs,
            f"re over decoded text, {way}", ours / theirs),
        Figure("privacy-grep", "the same against grep -P with the same patterns", ours, "MB/s", "≥ 1/5", ours >= grep / 5, grep, "grep -P", ours / grep),
        *labelled(binary, work, 4_000 if quick else 20_000),
    ]
