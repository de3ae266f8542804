"""Coverage and timeliness of a county with 40 units, 1,500 items and 300,000 documents, today and on a day in the past; and of several counties."""

import datetime
import json
import sqlite3
import time
from pathlib import Path

from asking import county
from measure import Client, Figure, free_port, median, run, serve_ours

ITEMS = 1_500
DOMAINS = [f"{number:02}" for number in range(1, 27)]
STAGES = ["决策", "执行", "管理", "服务", "结果", "解读", "回应"]
CHANNELS = ["政府网站", "政府公报", "两微一端", "纸质媒体", "公开查阅点"]
DAY = 86_400_000
CHINA = 8 * 3_600_000


def moment(day: datetime.date) -> int:
    """The start of a day in China, in milliseconds."""
    return (day - datetime.date(1970, 1, 1)).days * DAY - CHINA


def fill(database: Path, place: int, documents: int) -> None:
    """One county's catalogue, documents and obligations, as the registers would have written them; every further one is a copy of the first's units."""
    connection = sqlite3.connect(database)
    first = connection.execute("SELECT id FROM site ORDER BY id").fetchone()[0]
    site, base = first, 10**12 * (place + 1)
    units = [row[0] for row in connection.execute("SELECT id FROM unit WHERE site_id = ? ORDER BY id LIMIT 40", (first,))]
    if place:
        site = base
        columns = [row[1] for row in connection.execute("PRAGMA table_info(site)") if row[1] not in ("id", "name")]
        names = ", ".join(columns)
        connection.execute(f"INSERT INTO site (id, name, {names}) SELECT ?, ?, {names} FROM site WHERE id = ?", (site, f"第{place}县", first))
        columns = ", ".join(row[1] for row in connection.execute("PRAGMA table_info(unit)") if row[1] not in ("id", "site_id", "parent_id"))
        connection.executemany(
            f"INSERT INTO unit (id, site_id, parent_id, {columns}) SELECT ?, ?, NULL, {columns} FROM unit WHERE id = ?",
            [(base + 9_000_000 + number, site, unit) for number, unit in enumerate(units)])
        units = [base + 9_000_000 + number for number in range(len(units))]
    connection.executemany(
        "INSERT OR IGNORE INTO domain (site_id, code, name, position) VALUES (?, ?, ?, ?)",
        [(site, code, f"领域{code}", number) for number, code in enumerate(DOMAINS)])
    version = base + 1
    connection.execute(
        "INSERT INTO catalogue_version (id, site_id, level, title, state, effective, reason, version) VALUES (?, ?, 'county', '目录', 'adopted', '2020-01-01', '', 1)",
        (version, site))
    items = []
    for number in range(ITEMS):
        entry = {
            "levels": ["一级", f"事项{number}"], "elements": ["名称", "结果"], "bases": [], "subjects": [], "channels": CHANNELS[: number % 5 + 1],
            "otherChannels": [], "audience": {"everyone": number % 3 != 0, "specific": number % 3 == 0}, "modes": ["主动"], "tiers": ["县级"],
            "stages": [STAGES[number % 7]]}
        items.append((version, base + 100 + number, site, DOMAINS[number % 26], number, f"事项{number}", json.dumps(entry, ensure_ascii=False), ""))
    connection.executemany("INSERT INTO catalogue_item (version_id, id, site_id, domain_code, position, name, entry, adjustment) VALUES (?,?,?,?,?,?,?,?)", items)
    # Every item of three units.
    connection.executemany(
        "INSERT INTO item_unit (version_id, item_id, unit_id) VALUES (?, ?, ?)",
        [(version, base + 100 + number, units[(number + more * 13) % len(units)]) for number in range(ITEMS) for more in range(3)])
    today = datetime.date.today()
    disclosures, obligations, positions = [], [], 0
    for number in range(documents):
        item = number % ITEMS
        unit = units[(item + number // ITEMS % 3 * 13) % len(units)]
        day = today - datetime.timedelta(days=number * 7919 % 1400)
        published = moment(day) + 36_000_000
        positions = ((published + 2_208_988_800_000) // 60_000 << 30) | number
        key, domain = base + 10_000_000 + number, DOMAINS[item % 26]
        disclosures.append((
            key, site, unit, base + 100 + item, domain, f"文件{number}", published, "未标注", "P正文\n", f"k{number}", b"x" * 32, positions, 1))
        due = day + datetime.timedelta(days=number % 23 - 3)
        start = day - datetime.timedelta(days=20)
        # Each of one item and unit has a month of its own.
        place_number = number // (ITEMS * 3)
        state = "open" if number % 17 == 0 else "waived" if number % 101 == 0 else "fulfilled"
        obligations.append((
            base + 20_000_000 + number, site, unit, base + 100 + item, version, domain, f"一级 › 事项{item}", "period", f"{2020 + place_number // 12}-M{place_number % 12 + 1:02}",
            start.isoformat(),
            moment(start), state, key if state == "fulfilled" else None, None if state == "open" else published, "", "", due.isoformat(),
            moment(due) + DAY, 0, 1))
    connection.executemany(
        """INSERT INTO disclosure (id, site_id, unit_id, item_id, domain_code, title, published, validity, body, source_key, digest, position, version)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", disclosures)
    connection.executemany(
        """INSERT INTO obligation (id, site_id, unit_id, item_id, version_id, domain_code, title, occasion, occasion_key, start, raised, state,
        disclosure_id, closed, closed_by, reason, due, deadline, is_provisional, version) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)""", obligations)
    # One in a hundred was withdrawn once and published again.
    connection.execute(
        """INSERT INTO obligation_past (obligation_id, ended, site_id, start, raised, state, disclosure_id, closed, deadline)
        SELECT id, closed - 1, site_id, start, raised, 'fulfilled', disclosure_id, closed - 86400000, deadline FROM obligation
        WHERE site_id = ? AND state = 'fulfilled' AND id % 100 = 0""", (site,))
    connection.commit()
    connection.execute("ANALYZE")
    connection.close()


def page(client: Client, path: str) -> float:
    """Milliseconds of a page that the cache does not have, because its address has a query."""
    start = time.perf_counter()
    status, _ = client.get(path)
    if status != 200:
        raise SystemExit(f"{path} answered {status}")
    return (time.perf_counter() - start) * 1000


def monitored(binary: Path, database: Path, site: str) -> float:
    """Seconds of the whole command."""
    return run([binary, "monitor", "--json", "--site", site, "--database", database], keep_output=True).wall


def measure(binary: Path, work: Path, quick: bool) -> list[Figure]:
    documents, rounds, counties = (60_000, 5, 3) if quick else (300_000, 15, 10)
    folder = work / "monitoring"
    folder.mkdir()
    database = county(binary, folder)
    fill(database, 0, documents)
    connection = sqlite3.connect(database)
    name, unit, item = connection.execute(
        "SELECT s.name, u.code, o.item_id FROM obligation o JOIN unit u ON u.id = o.unit_id JOIN site s ON s.id = o.site_id ORDER BY o.id LIMIT 1").fetchone()
    connection.close()
    one = median([monitored(binary, database, name) for _ in range(rounds)])
    today = datetime.date.today()
    past = (today - datetime.timedelta(days=400)).isoformat()
    port = free_port()
    with serve_ours(binary, database, port, environment={"MINGTANG_FILES": str(work / "monitoring-files")}):
        client = Client(port)
        now = median([page(client, f"/coverage?as-of={today}") for _ in range(rounds)])
        then = median([page(client, f"/coverage?as-of={past}") for _ in range(rounds)])
        place = median([page(client, f"/coverage/units/{unit}/items/{item}?as-of={today}") for _ in range(rounds * 4)])
    for number in range(1, counties):
        fill(database, number, documents)
    names = [name] + [f"第{number}县" for number in range(1, counties)]
    start = time.perf_counter()
    for each in names:
        monitored(binary, database, each)
    many = time.perf_counter() - start
    what = f"{len(DOMAINS)} fields, {ITEMS} items of 3 units each, {documents} documents and as many obligations"
    return [
        Figure("monitoring", f"the whole report as JSON, whole process, {what}", one, "s", "≤ 1 s", one <= 1),
        Figure("coverage-page", "the heat map with all its tables, not from the cache", now, "ms", "≤ 1,000 ms", now <= 1000),
        Figure("coverage-past", "the same 400 days ago", then, "ms", "as today, ± 25 %", then <= now * 1.25),
        Figure("coverage-item", "one item of one unit counted anew, as after a publication, whole page", place, "ms", "≤ 5 ms", place <= 5),
        Figure(
            "monitoring-counties", f"{counties} such counties in one database, one after the other, for each", many / counties, "s", "as one, ± 25 %",
            many / counties <= one * 1.25),
    ]
