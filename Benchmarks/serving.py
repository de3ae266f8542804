"""Pages over HTTP: from the cache beside nginx, made anew beside a Wagtail list page; start and memory."""

import re
import sys
from pathlib import Path

from measure import HERE, OURS_CORE, ROOT, Client, Figure, free_port, median, resident_bytes, run, serve_ours, server, wrk

WANTED_BYTES = 20_480


def example(binary: Path, work: Path) -> Path:
    database = work / "example.sqlite"
    if not database.exists():
        run([binary, "example", "load", ROOT / "Examples/mingchuan", "--database", database], environment={"MINGTANG_FILES": str(work / "example-files")})
    return database


def page_of_about(client: Client, size: int) -> tuple[str, bytes]:
    """The page linked from the home page whose length comes nearest."""
    links = {"/"} | set(re.findall(r'href="(/[a-z][^"?#]*)"', client.get("/")[1].decode()))
    pages = [(link, client.get(link)) for link in sorted(links) if not link.startswith("/assets")]
    found = [(abs(len(body) - size), link, body) for link, (status, body) in pages if status == 200 and body[:15].lower() == b"<!doctype html>"]
    _, link, body = min(found)
    return link, body


def alternating(first, second, rounds: int) -> tuple[float, float]:
    """Medians of two measurements taken in turn, so that whatever else the machine does hits both."""
    pairs = [(first(), second()) for _ in range(rounds)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def cached(binary: Path, work: Path, quick: bool) -> Figure:
    port, nginx_port = free_port(), free_port()
    with serve_ours(binary, example(binary, work), port, OURS_CORE):
        client = Client(port)
        link, body = page_of_about(client, WANTED_BYTES)
        client.close()
        root = work / "nginx"
        root.mkdir(exist_ok=True)
        (root / "page.html").write_bytes(body)
        for path in (work, root):
            path.chmod(0o755)
        (root / "nginx.conf").write_text(f"""
            worker_processes 1; daemon off; pid {root}/pid; error_log {root}/errors;
            events {{ worker_connections 1024; }}
            http {{
                access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; gzip off;
                types {{ text/html html; }}
                client_body_temp_path {root}/a; proxy_temp_path {root}/b; fastcgi_temp_path {root}/c; uwsgi_temp_path {root}/d; scgi_temp_path {root}/e;
                server {{ listen 127.0.0.1:{nginx_port}; root {root}; }}
            }}""")
        with server(["/usr/sbin/nginx", "-c", root / "nginx.conf", "-e", root / "errors"], nginx_port, OURS_CORE, path="/page.html"):
            seconds, rounds = (2, 3) if quick else (4, 7)
            wrk(port, link, 1, 32), wrk(nginx_port, "/page.html", 1, 32)
            ours, nginx = alternating(lambda: wrk(port, link, seconds, 32), lambda: wrk(nginx_port, "/page.html", seconds, 32), rounds)
    return Figure(
        "cached-page", f"{link}, {len(body)} bytes, 32 connections, one core, {rounds} runs in turn", ours, "answers/s", "≥ 0.6 of nginx",
        ours / nginx >= 0.6, nginx, "nginx, the same bytes as a static file", ours / nginx)


def uncached(binary: Path, work: Path, quick: bool) -> Figure:
    port, other_port = free_port(), free_port()
    database = example(binary, work)
    with serve_ours(binary, database, port, OURS_CORE):
        client = Client(port)
        link, body, items = longest_domain(client)
        client.close()
        site = work / "wagtail"
        site.mkdir(exist_ok=True)
        (site / "items.json").write_bytes(items)
        (site / "length").write_text(str(len(body)))
        setting = {"WAGTAIL_BENCH": str(site), "PYTHONPATH": str(HERE / "others")}
        run([sys.executable, HERE / "others/wagtail_site.py", "prepare"], environment=setting)
        gunicorn = [sys.executable, "-m", "gunicorn", "--workers", "1", "--bind", f"127.0.0.1:{other_port}", "wagtail_site:application"]
        with server(gunicorn, other_port, OURS_CORE, setting, path="/list/"):
            other_client = Client(other_port)
            other_length = len(other_client.get("/list/")[1])
            other_client.close()
            seconds, rounds = (2, 3) if quick else (4, 5)
            # Pages with a query are never kept; this one asks for nothing, so the page is the whole one.
            fresh = f"{link}?fresh=1"
            wrk(other_port, "/list/", 1, 4)
            ours, wagtail = alternating(lambda: wrk(port, fresh, seconds, 4), lambda: wrk(other_port, "/list/", seconds, 4), rounds)
    return Figure(
        "uncached-page", f"{fresh}, {len(body)} bytes, made anew for each request, one core", ours, "answers/s", "≥ 10× Wagtail",
        ours / wagtail >= 10, wagtail, f"Wagtail list page of {other_length} bytes, SQLite, gunicorn", ours / wagtail)


def longest_domain(client: Client) -> tuple[str, bytes, bytes]:
    """The domain whose catalogue is the longest page, and its items as JSON."""
    links = sorted(set(re.findall(r'href="(/catalogue/\d\d)"', client.get("/catalogue")[1].decode())))
    _, link, body = max((len(body), link, body) for link in links for body in [client.get(link)[1]])
    return link, body, client.get(f"/api/v1/items?domain={link[-2:]}")[1]


def start(binary: Path, work: Path, quick: bool) -> Figure:
    database = example(binary, work)
    seconds = []
    for _ in range(5 if quick else 11):
        port = free_port()
        with serve_ours(binary, database, port) as (_, first_answer):
            seconds.append(first_answer)
    middle = median(seconds) * 1000
    return Figure(
        "start", f"from exec to the first 200 on / of the example county, median of {len(seconds)}", middle, "ms", "≤ 300 ms", middle <= 300,
        note=f"slowest {max(seconds) * 1000:.0f} ms")


def measure(binary: Path, work: Path, quick: bool) -> list[Figure]:
    return [start(binary, work, quick), cached(binary, work, quick), uncached(binary, work, quick)]
