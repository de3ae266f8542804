"""What citizens send at the same time: opinions on a draft and ratings of services, each acknowledged only when it is on disk."""

import asyncio
import re
import sqlite3
import time
import urllib.parse
from pathlib import Path

from measure import ROOT, Client, Figure, free_port, run, serve_ours
from publishing import PASSWORD, Person

CONNECTIONS = 128
# A form that comes back sooner than a person could write is asked a question.
PATIENCE = 4.5


def county(binary: Path, work: Path) -> Path:
    database = work / "intake.sqlite"
    run(["sh", "-c", 'echo "$1" | "$2" example load "$3" --demonstration-password-stdin --database "$4"', "sh", PASSWORD, binary,
         ROOT / "Examples/mingchuan", database], environment={"MINGTANG_FILES": str(work / "intake-files")})
    return database


def rows(database: Path, table: str) -> int:
    with sqlite3.connect(database) as connection:
        return connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]


def flood(port: int, lines: list[tuple[str, str]], database: Path, table: str) -> float:
    """Writes in a second: what the database has more afterwards, over the time until the last was answered with its receipt."""
    before = rows(database, table)
    start = time.perf_counter()
    accepted = asyncio.run(send(port, list(lines)))
    seconds = time.perf_counter() - start
    taken = rows(database, table) - before
    if accepted < len(lines) or taken < len(lines):
        raise SystemExit(f"{accepted} of {len(lines)} were acknowledged, {taken} arrived in {table}")
    return taken / seconds


async def send(port: int, waiting: list[tuple[str, str]]) -> int:
    """Every (path, body) once, over many connections at the same time; how many were answered with the redirect to a receipt."""

    async def connection() -> int:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        accepted = 0
        while waiting:
            path, body = waiting.pop()
            writer.write(
                f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                f"Content-Length: {len(body)}\r\n\r\n{body}".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"content-length: *(\d+)", head, re.I)
            await reader.readexactly(int(length.group(1)) if length else 0)
            accepted += head.split(b" ", 2)[1] == b"303"
        writer.close()
        return accepted

    return sum(await asyncio.gather(*(connection() for _ in range(CONNECTIONS))))


def tokens(port: int, path: str, count: int) -> list[str]:
    client = Client(port)
    found = []
    for _ in range(count):
        status, body = client.get(path)
        if status != 200:
            raise SystemExit(f"{path} answered {status}")
        found.append(re.search(rb'name="token" value="([^"]+)"', body).group(1).decode())
    client.close()
    return found


def opinions(port: int, count: int) -> list[tuple[str, str]]:
    client = Client(port)
    path = re.search(r"/participation/consultations/\d+", client.get("/participation")[1].decode()).group(0) + "/opinion"
    client.close()
    made = tokens(port, path, count)
    time.sleep(PATIENCE)
    return [
        (path, urllib.parse.urlencode({
            "token": token, "paragraph": number % 4, "text": f"第 {number} 条意见：建议把申请材料再减少一项，办理时限写到工作日。", "name": f"示例{number}", "contact": ""}))
        for number, token in enumerate(made)]


def ratings(port: int, database: Path, count: int) -> list[tuple[str, str]]:
    clerk = Person(port, "mz.bianji")
    form = clerk.page("/work/ratings/codes")
    unit = re.search(r'<select[^>]*name="unit".*?<option[^>]*value="([^"]+)"', form, re.S).group(1)
    day = re.search(r'name="day"[^>]*value="([\d-]+)"', form).group(1)
    while rows(database, "rating_code") < count:
        status, _, page = clerk.post("/work/ratings/codes", {"unit": unit, "guide": "", "matter": "低保申请", "channel": "counter", "day": day, "count": "50"})
        if status != 303:
            raise SystemExit(f"codes answered {status}: {page[-500:]}")
    clerk.close()
    with sqlite3.connect(database) as connection:
        codes = [row[0] for row in connection.execute(
            "SELECT code FROM rating_code WHERE id NOT IN (SELECT code_id FROM rating) AND channel = 'counter'")]
    token = tokens(port, f"/ratings/{codes[0]}", 1)[0]
    return [(f"/ratings/{code}", urllib.parse.urlencode({"token": token, "level": 5, "text": "窗口很耐心。"})) for code in codes[:count]]


def measure(binary: Path, work: Path, quick: bool) -> list[Figure]:
    count = 2_000 if quick else 6_000
    database, port = county(binary, work), free_port()
    environment = {"MINGTANG_FILES": str(work / "intake-files"), "MINGTANG_FORMS_PER_MINUTE": "1000000"}
    with serve_ours(binary, database, port, environment=environment):
        comments = flood(port, opinions(port, count), database, "opinion")
        rated = flood(port, ratings(port, database, count), database, "rating")
    what = f"of {count} sent over {CONNECTIONS} connections, each answered when it is on disk"
    return [
        Figure("intake-opinions", f"opinions on a draft {what}", comments, "1/s", "≥ 500 1/s", comments >= 500),
        Figure("intake-ratings", f"ratings of services {what}", rated, "1/s", "≥ 500 1/s", rated >= 500),
    ]
