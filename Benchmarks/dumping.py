"""Everything that is public as files: 300,000 documents of real text, and what a follower of the change feed gets in a second."""

import json
import sqlite3
import time
from pathlib import Path

from asking import county
from measure import Client, Figure, free_port, median, run, serve_ours
from monitoring import fill
from texts import corpus, pieces

PAGE = 100


def documents(database: Path, count: int) -> int:
    """The county of the monitoring's figures, its documents with texts of some 500 characters; their bytes together."""
    fill(database, 0, count)
    _, records = corpus()
    texts = ["".join(f"P{line}\n" for line in piece["body"].splitlines() if line.strip()) for piece in pieces(records, 2_000)]
    connection = sqlite3.connect(database)
    keys = [row[0] for row in connection.execute("SELECT id FROM disclosure ORDER BY id")]
    connection.executemany("UPDATE disclosure SET body = ? WHERE id = ?", [(texts[number % len(texts)], key) for number, key in enumerate(keys)])
    last = connection.execute("SELECT value FROM counter WHERE name = 'event'").fetchone()[0]
    site, now = connection.execute("SELECT id FROM site ORDER BY id").fetchone()[0], int(time.time() * 1000)
    connection.executemany(
        """INSERT INTO event (sequence, site_id, time, actor, unit_id, verb, subject_kind, subject_id, digest_before, digest_after, reason)
        VALUES (?, ?, ?, 'bench', NULL, 'disclosureImported', 'disclosure', ?, NULL, ?, '')""",
        [(last + 1 + number, site, now, key, b"x" * 32) for number, key in enumerate(keys)])
    connection.execute("UPDATE counter SET value = ? WHERE name = 'event'", (last + len(keys),))
    connection.commit()
    size = connection.execute("SELECT SUM(LENGTH(CAST(body AS BLOB))) FROM disclosure").fetchone()[0]
    connection.close()
    return size


def measure(binary: Path, work: Path, quick: bool) -> list[Figure]:
    count = 30_000 if quick else 300_000
    folder = work / "dumping"
    folder.mkdir()
    database = county(binary, folder)
    size = documents(database, count)
    # Signing the log is a work of its own, done every day; here it would be counted with the dump.
    run([binary, "log", "checkpoint", "--database", database])
    (work / "dumping-small").mkdir()
    small = run([binary, "dump", "make", "--folder", work / "dumping-small", "--database", county(binary, work / "dumping-small")])
    usage = run([binary, "dump", "make", "--folder", folder / "dumps", "--database", database])
    newest = max((folder / "dumps").glob("*/*/manifest.json"), key=lambda path: path.stat().st_mtime)
    rows = {file["name"]: file.get("rows") for file in json.loads(newest.read_text())["files"]}
    if rows["documents.jsonl.gz"] != count:
        raise SystemExit(f"the dump has {rows['documents.jsonl.gz']} documents, not {count}")
    verified = run([binary, "dump", "verify", newest.parent])
    port = free_port()
    pages = []
    with serve_ours(binary, database, port, environment={"MINGTANG_FILES": str(work / "dumping-files")}):
        client, after = Client(port), "0"
        for _ in range(60 if quick else 200):
            start = time.perf_counter()
            status, body = client.get(f"/api/v1/changes?limit={PAGE}&after={after}")
            pages.append(time.perf_counter() - start)
            if status != 200:
                raise SystemExit(f"the change feed answered {status}")
            after = json.loads(body)["next"]
    limit, what = 60 * count / 300_000, f"{count} documents with {size / 1e6:.0f} MB of text"
    grown = (usage.peak_bytes - small.peak_bytes) / 1e6
    return [
        Figure("dump", f"{what}: every data set as JSON Lines and CSV, with digests, whole process", usage.wall, "s", f"≤ {limit:.0f} s", usage.wall <= limit),
        Figure(
            "dump-memory", "its peak memory beyond that of an empty county's dump", grown, "MB", "≤ 100 MB", grown <= 100,
            note=f"peak {usage.peak_bytes / 1e6:.0f} MB"),
        Figure("dump-verify", "the same checked: sizes, SHA-256, SM3, rows", verified.wall, "s", "≤ 30 s", verified.wall <= 30),
        Figure(
            "change-feed", f"documents in a second that a follower gets in pages of {PAGE}, from the beginning", PAGE / median(pages), "1/s", "≥ 2,000 1/s",
            PAGE / median(pages) >= 2_000),
    ]
