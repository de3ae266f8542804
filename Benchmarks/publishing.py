"""The publishing gate at 100,000 documents: publishing one after the other, each looked for in the very next request, and the workbench's pages."""

import json
import random
import re
import sqlite3
import time
import urllib.parse
from pathlib import Path

from importing import load
from measure import Client, Figure, free_port, percentile, run, serve_ours
from texts import corpus, pieces, write_records

PASSWORD = "bench-password-of-length"
# One person each: nobody decides twice about a document.
PEOPLE = {"bj": "编辑", "sh": "审核", "bm": "保密审查", "qf": "签发"}
DECIDERS = ("sh", "bm", "qf")
DIGITS = "甲乙丙丁戊己庚辛壬癸"


class Person(Client):
    """Somebody signed in at the workbench, on one keep-alive connection."""

    def __init__(self, port: int, login: str):
        super().__init__(port)
        self.cookie = ""
        self.token = token(self.ask("GET", "/work/sign-in")[2])
        status, head, _ = self.post("/work/sign-in", {"login": login, "password": PASSWORD})
        if status != 303:
            raise SystemExit(f"signing in as {login} answered {status}")
        self.cookie = field(head, "set-cookie").split(";")[0]
        self.token = token(self.page("/work/drafts"))

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, str, str]:
        kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n" if method == "POST" else ""
        cookie = f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        self.socket.sendall(f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{cookie}{kind}\r\n{body}".encode())
        data = b""
        while b"\r\n\r\n" not in data:
            data += self.more()
        head, rest = data.split(b"\r\n\r\n", 1)
        length = int(field(head.decode(), "content-length") or 0)
        while len(rest) < length:
            rest += self.more()
        return int(head.split(b" ", 2)[1]), head.decode(), rest.decode(errors="replace")

    def more(self) -> bytes:
        data = self.socket.recv(262144)
        if not data:
            raise ConnectionError("closed")
        return data

    def page(self, path: str) -> str:
        status, _, body = self.ask("GET", path)
        if status != 200:
            raise SystemExit(f"{path} answered {status}")
        return body

    def binary(self, path: str) -> None:
        """A file; its bytes are thrown away."""
        status, _, _ = self.ask("GET", path)
        if status != 200:
            raise SystemExit(f"{path} answered {status}")

    def post(self, path: str, fields: dict) -> tuple[int, str, str]:
        return self.ask("POST", path, urllib.parse.urlencode({"csrf": self.token, **fields}))


def field(head: str, name: str) -> str:
    return next((line.split(":", 1)[1].strip() for line in head.split("\r\n") if line.lower().startswith(name + ":")), "")


def token(page: str) -> str:
    return re.search(r'name="csrf" value="([^"]*)"', page).group(1)


def word(number: int) -> str:
    """What only the draft of that number says."""
    return "测速" + "".join(DIGITS[int(digit)] for digit in f"{number:04}") + "止"


def text(records: list[dict], number: int) -> str:
    """About 600 characters out of many documents, so that it is nearly the same as none of them."""
    random_numbers = random.Random(number)
    parts = []
    while sum(map(len, parts)) < 600:
        # Numbers and names of people would be findings, which are another matter.
        clauses = re.findall(r"[\u4e00-\u9fa5]{8,30}", random_numbers.choice(records).get("body") or "")
        if clauses:
            parts.append(random_numbers.choice(clauses))
    return "，".join(parts) + f"，{word(number % 10_000)}。"


def approve(port: int, records: list[dict], count: int) -> list[tuple[int, str, int]]:
    """Takes drafts through every step by hand-made forms; what the checks stop is left behind.

    Number, path and version of each that is approved.
    """
    people = {login: Person(port, login) for login in PEOPLE}
    editor = people["bj"]
    unit = re.search(r'name="unit"[^>]*value="([^"]*)"', editor.page("/work/drafts/new")).group(1)
    approved = []
    for number in range(count * 2):
        path = field(editor.post("/work/drafts", {"unit": unit, "item": ""})[1], "location").split("?")[0]
        form = {
            "version": 1, "act": "submit", "title": f"关于第{number}号事项的通告", "body": text(records, number), "attribute": "主动公开", "restricted": "0",
            "channel": "政府网站"}
        if editor.post(path, form)[0] != 303:
            continue
        # Saving and submitting are two acts, and so is each decision.
        version = 3
        for login in DECIDERS:
            status, _, page = people[login].post(path + "/decision", {"version": version, "verdict": "approved", "opinion": ""})
            if status != 303:
                raise SystemExit(f"{path} was not approved by {login}: {status} {page[-400:]}")
            version += 1
        approved.append((number, path, version))
        if len(approved) == count:
            break
    for person in people.values():
        person.close()
    return approved


def begun(port: int, records: list[dict]) -> str:
    """A draft that is being written: its path is that of the form."""
    editor = Person(port, "bj")
    unit = re.search(r'name="unit"[^>]*value="([^"]*)"', editor.page("/work/drafts/new")).group(1)
    path = field(editor.post("/work/drafts", {"unit": unit, "item": ""})[1], "location").split("?")[0]
    editor.post(path, {"version": 1, "act": "save", "title": "关于正在起草的事项的通告", "body": text(records, -1)})
    editor.close()
    return path


def running(process: int) -> float:
    """Milliseconds that all threads of a process have been running: what others do on the machine does not count."""
    return sum(int(task.read_text().split()[0]) for task in Path(f"/proc/{process}/task").glob("*/schedstat")) / 1e6


def publish(port: int, process: int, approved: list[tuple[int, str, int]]) -> tuple[list[float], list[float], list[float], int]:
    """Milliseconds of each publication's request, of the server's own work for it and of its page made anew; how many were not there in the next request."""
    editor, citizen = Person(port, "bj"), Client(port)
    requests, works, pages, missing = [], [], [], 0
    for number, path, version in approved:
        before, start = running(process), time.perf_counter()
        status, head, page = editor.post(path + "/publication", {"version": version, "act": "publish"})
        requests.append((time.perf_counter() - start) * 1000)
        works.append(running(process) - before)
        if status != 303:
            raise SystemExit(f"{path} was not published: {status} {page[-400:]}")
        key = re.search(r"/work/publications/(\d+)", field(head, "location")).group(1)
        found = json.loads(citizen.get(f"/api/v1/search?q={urllib.parse.quote(word(number))}&limit=2")[1])
        start = time.perf_counter()
        status, body = citizen.get(f"/disclosures/{key}")
        pages.append((time.perf_counter() - start) * 1000)
        missing += not (found["total"] == 1 and found["results"][0]["url"].endswith(key) and status == 200 and word(number).encode() in body)
    editor.close()
    citizen.close()
    return requests, works, pages, missing


def bare_transactions(folder: Path, count: int) -> list[float]:
    """Milliseconds of the smallest durable transaction on this disk: one row, write-ahead log, synced."""
    connection = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS line (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
    milliseconds = []
    for number in range(count):
        start = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO line (text) VALUES (?)", (f"{number} " * 100,))
        connection.execute("COMMIT")
        milliseconds.append((time.perf_counter() - start) * 1000)
    connection.close()
    return milliseconds


def workbench(port: int, draft: str, rounds: int) -> tuple[dict[str, list[float]], list[float]]:
    """Milliseconds of each page of the workbench, and of a page of the portal made anew in turn with them."""
    editor, citizen = Person(port, "bj"), Client(port)
    places = {
        "today": "/work", "obligations": "/work/obligations", "drafts": "/work/drafts", "closed drafts": "/work/drafts?scope=closed",
        "publications": "/work/publications", "draft": draft}
    times: dict[str, list[float]] = {name: [] for name in places}
    portal = []
    for number in range(rounds):
        for name, path in places.items():
            start = time.perf_counter()
            editor.page(path)
            times[name].append((time.perf_counter() - start) * 1000)
        start = time.perf_counter()
        citizen.get(f"/?fresh={number}")
        portal.append((time.perf_counter() - start) * 1000)
    editor.close()
    citizen.close()
    return times, portal


def measure(binary: Path, work: Path, quick: bool) -> list[Figure]:
    source, records = corpus()
    count, wanted, rounds = (20_000, 100, 40) if quick else (100_000, 400, 200)
    write_records(pieces(records, count), work / "gate.jsonl")
    database = work / "gate.sqlite"
    load(binary, work / "gate.jsonl", database)
    for login, role in PEOPLE.items():
        run(
            ["sh", "-c", 'echo "$1" | "$2" user add "$3" --name "$4员" --unit 明川县第0局 --role "$4" --password-stdin --database "$5"', "sh", PASSWORD,
             binary, login, role, database])
    port = free_port()
    settings = {"MINGTANG_FILES": str(work / "gate-files"), "MINGTANG_CHECK_LINKS": "no"}
    with serve_ours(binary, database, port, environment=settings) as (process, _):
        approved = approve(port, records, wanted)
        # In turn, so that whatever else the disk does hits both.
        requests, works, pages, bare, missing = [], [], [], [], 0
        for first in range(0, wanted, 50):
            some = publish(port, process.pid, approved[first:first + 50])
            requests, works, pages, missing = requests + some[0], works + some[1], pages + some[2], missing + some[3]
            bare += bare_transactions(work, 50)
        times, portal = workbench(port, begun(port, records), rounds)
    p99, other = percentile(requests, 0.99), percentile(bare, 0.99)
    slowest = max(times, key=lambda name: percentile(times[name], 0.95))
    p95, page = percentile(times[slowest], 0.95), percentile(portal, 0.95)
    return [
        Figure(
            "publish", f"p99 of {len(requests)} publications over HTTP at {count} documents ({source}): checks, document, index, number, event, versions",
            p99, "ms", "≤ 15 ms", p99 <= 15, other, "p99 of a bare synced SQLite transaction on the same disk", other / p99,
            f"median {percentile(requests, 0.5):.2f} against {percentile(bare, 0.5):.2f} ms, "
            f"slowest {max(requests):.1f} ms; the server's own running time median {percentile(works, 0.5):.2f}, p99 "
            f"{percentile(works, 0.99):.2f} ms; its page in the next "
            f"request median {percentile(pages, 0.5):.2f} ms"),
        Figure(
            "publish-visible", f"of {len(requests)} found by search and on their page in the very next request", (1 - missing / len(requests)) * 100, "%",
            "100 %", missing == 0),
        Figure(
            "workbench", f"p95 of the slowest page ({slowest}) of {len(times)}, {rounds} times each, at {count} documents and 40 units", p95, "ms", "≤ 50 ms",
            p95 <= 50, page, "the portal's home page made anew in turn", page / p95,
            "; ".join(f"{name} {percentile(values, 0.5):.1f}/{percentile(values, 0.95):.1f}" for name, values in times.items()) + " ms (median/p95)"),
    ]
