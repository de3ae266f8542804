"""Requests for disclosure at 100,000 cases: the ledger's pages, every open due date counted anew, the annual report, a letter on paper."""

import datetime
import json
import re
import sqlite3
import time
import urllib.parse
from pathlib import Path

from measure import Figure, free_port, median, percentile, run, serve_ours
from publishing import PASSWORD, Person, field

UNITS = 60
CHANNELS = ["counter", "signedPost", "plainPost", "fax", "email", "internet"]
KINDS = ["person"] * 8 + ["business", "research", "welfare", "legalService", "otherOrganisation"]
OUTCOMES = [
    "disclosed", "partlyDisclosed", "stateSecret", "forbiddenByLaw", "endangersSecurity", "thirdPartyRights", "internalMatters", "deliberation",
    "enforcementFile", "specialQuery", "notHeld", "needsMaking", "stillUnclear", "petition", "repeated", "publication", "excessive", "confirmation",
    "notClarified", "feeUnpaid", "other"]


def units(work: Path) -> Path:
    """A table of 60 units."""
    table = work / "requests-units.csv"
    lines = ["代码,名称,类型,地址,电话"] + [f"u{number:02},明川县第{number}局,部门,明川县测试路{number}号,0900-5550{number:03}" for number in range(1, UNITS)]
    lines.append("zf,明川县人民政府,政府,明川县测试路100号,0900-5550100")
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return table


def county(binary: Path, work: Path) -> Path:
    """A county with 60 units, an editor and the disclosure office."""
    database = work / "requests.sqlite"
    run([binary, "units", "import", units(work), "--database", database])
    for login, role in (("bj", "编辑"), ("bgs", "政务公开办")):
        run(
            ["sh", "-c", 'echo "$1" | "$2" user add "$3" --name "$3员" --unit 明川县第1局 --role "$4" --password-stdin --database "$5"', "sh", PASSWORD,
             binary, login, role, database])
    return database


def fill(database: Path, count: int) -> int:
    """Cases of two years, a fifth of them open, as the registers would have written them; how many are open."""
    connection = sqlite3.connect(database)
    site = connection.execute("SELECT id FROM site").fetchone()[0]
    units = [row[0] for row in connection.execute("SELECT id FROM unit ORDER BY id")]
    today = datetime.date.today()
    cases, facts, open_cases = [], [], 0
    for number in range(1, count + 1):
        is_open = number % 5 == 0
        day = today - datetime.timedelta(days=number % 20 if is_open else 30 + number % 700)
        closed = None if is_open else day + datetime.timedelta(days=20)
        open_cases += is_open
        outcome = None if is_open else OUTCOMES[number % len(OUTCOMES)]
        milliseconds = int(time.mktime(day.timetuple())) * 1000
        cases.append((
            number, site, units[number % len(units)], f"SQ{day.year}-{number:06}", CHANNELS[number % 6], KINDS[number % len(KINDS)],
            number.to_bytes(32, "big"), bytes(120), f"第{number}号地块征收补偿方案及公告", (number * 7).to_bytes(32, "big"),
            json.dumps({"number": "", "features": "", "carrier": "paper", "delivery": "post", "isOral": False}), "accepted" if is_open else "answered",
            int(is_open), "office" if is_open else "nobody", day.isoformat(), "9999-12-31", 0, None if is_open else closed.isoformat(),
            None if is_open else closed.isoformat(), outcome, 1, 0, milliseconds, "测试", 1))
        kinds = [("received", day)] if CHANNELS[number % 6] in ("counter", "signedPost") else [("received", day), ("confirmed", day)]
        if is_open and number % 10 == 0:
            kinds.append(("extended", day))
        if closed:
            kinds.append(("answered", closed))
        for place, (kind, moment) in enumerate(kinds):
            facts.append((number * 10 + place, number, moment.isoformat(), kind, 20 if kind == "extended" else None, "", milliseconds, "测试", 0, ""))
    connection.executemany(
        """INSERT INTO request (id, site_id, unit_id, number, channel, applicant_kind, applicant_key, identity, content, content_key, details, state, is_open,
        waits_for, received, due, is_provisional, answered, closed, outcome, counts, fee_fen, registered, registered_by, version)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", cases)
    connection.executemany(
        """INSERT INTO request_fact (id, request_id, day, kind, working_days, note, recorded, signature, is_struck, struck)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", facts)
    connection.commit()
    connection.execute("ANALYZE")
    connection.close()
    return open_cases


def recounted(binary: Path, database: Path) -> dict:
    return json.loads(run([binary, "requests", "recount", "--json", "--database", database], keep_output=True).output)


def ledger(port: int, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each page of the ledger, as the disclosure office sees it."""
    office = Person(port, "bgs")
    places = {
        "by due date": "/work/requests", "newest": "/work/requests?order=newest", "overdue": "/work/requests?when=overdue",
        "closed": "/work/requests?scope=closed", "words": "/work/requests?q=" + urllib.parse.quote("号地块征收"),
    }
    times: dict[str, list[float]] = {name: [] for name in places}
    for _ in range(rounds):
        for name, path in places.items():
            start = time.perf_counter()
            office.page(path)
            times[name].append((time.perf_counter() - start) * 1000)
    office.close()
    return times


def measure(binary: Path, work: Path, quick: bool) -> list[Figure]:
    count, rounds = (20_000, 30) if quick else (100_000, 100)
    database = county(binary, work)
    open_cases = fill(database, count)
    first = recounted(binary, database)
    again = [recounted(binary, database)["seconds"] for _ in range(5)]
    year = datetime.date.today().year
    start = time.perf_counter()
    run([binary, "annual-report", "compute", "--year", str(year), "--unit", "zf", "--json", "--database", database], keep_output=True)
    report = time.perf_counter() - start
    port = free_port()
    with serve_ours(binary, database, port, environment={"MINGTANG_FILES": str(work / "request-files")}):
        times = ledger(port, rounds)
        words, pages = letter(port)
    slowest = max(times, key=lambda name: percentile(times[name], 0.95))
    p95 = percentile(times[slowest], 0.95)
    return [
        Figure(
            "ledger", f"p95 of the slowest page ({slowest}) of {len(times)} of the ledger, {rounds} times each, at {count} cases and {UNITS} units", p95, "ms",
            "≤ 50 ms", p95 <= 50,
            note="; ".join(f"{name} {percentile(values, 0.5):.1f}/{percentile(values, 0.95):.1f}" for name, values in times.items()) + " ms (median/p95)"),
        Figure(
            "due-dates", f"all due dates of {first['counted']} open cases of {count} counted anew, median of 5", median(again), "s", "≤ 1 s",
            median(again) <= 1 and first["counted"] == open_cases, note=f"the first time, with {first['moved']} rows written: {first['seconds']:.2f} s"),
        Figure("annual-report", f"tables of a county with {UNITS} units and {count} cases, whole process", report, "s", "≤ 2 s", report <= 2),
        Figure("letter-docx", "a letter as DOCX over HTTP, median of 20", words, "ms", "≤ 20 ms", words <= 20),
        Figure("letter-pdf", "a letter as PDF over HTTP, median of 3", pages, "ms", "≤ 2,000 ms", pages <= 2000),
    ]


def letter(port: int) -> tuple[float, float]:
    """Milliseconds of a receipt of a fresh case, as DOCX and as PDF."""
    clerk = Person(port, "bj")
    today = datetime.date.today().isoformat()
    status, head, page = clerk.post("/work/requests", {
        "channel": "counter", "submitted": today, "kind": "person", "name": "测试甲", "document": "passport", "documentNumber": "E12345678",
        "phone": "13900000000", "address": "明川县测试路1号", "unit": "u01", "description": "2025年土地征收补偿方案", "carrier": "paper", "delivery": "post"})
    case = re.search(r"/work/requests/(\d+)", field(head, "location") + page)
    if case is None:
        raise SystemExit(f"no case was registered: {status} {page[-400:]}")
    path = f"/work/requests/{case.group(1)}"
    version = re.search(r'name="version" value="(\d+)"', clerk.page(path)).group(1)
    status, head, page = clerk.post(f"{path}/letters/issue/receipt", {"version": version})
    key = re.search(r"/letters/(\d+)", field(head, "location") + clerk.page(path))
    if key is None:
        raise SystemExit(f"no letter was issued: {status} {re.sub('<[^>]+>', ' ', page)[:2000]}")
    times = {}
    for form, rounds in (("docx", 20), ("pdf", 3)):
        times[form] = []
        for _ in range(rounds):
            start = time.perf_counter()
            clerk.binary(f"{path}/letters/{key.group(1)}/{form}")
            times[form].append((time.perf_counter() - start) * 1000)
    clerk.close()
    return median(times["docx"]), median(times["pdf"])
