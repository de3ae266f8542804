"""Runs the browser checks, or takes the screenshots for the documentation. Called by scripts/e2e."""

import argparse
import collections
import contextlib
import importlib
import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

from playwright.sync_api import sync_playwright

from browsing import World
from portal import Portal
from samples import Samples
from scanner import Scanner
from screenshots import take

SECONDS = 1800
# What only reads, and compares with the example as it was loaded: handed out check by check.
READING = ["test_protocol", "test_files", "test_search", "test_postgres", "test_pages", "test_everywhere"]
# Checks of one module may build on one another, so that each module goes to one process as a whole. The long ones come first: whoever is free at
# the end finds something short.
WRITING = [
    "test_requests", "test_gate_pages", "test_evaluation", "test_site_check", "test_participation", "test_keyboard", "test_gate_day",
    "test_gate_refusals", "test_gate_batches", "test_asking", "test_matters", "test_services", "test_messages", "test_gatherings", "test_ledgers",
    "test_programme", "test_interface", "test_subscriptions", "test_kiosk", "test_editor", "test_readme",
]


def main():
    parser = argparse.ArgumentParser(prog="scripts/e2e", description="浏览器检查：用示例县运行真实的程序。")
    parser.add_argument("binary", type=Path, help="程序，例如 .build/debug/mingtang")
    parser.add_argument("--screenshots", type=Path, metavar="文件夹", help="不检查，只拍文档用的截图")
    parser.add_argument("--only", metavar="词", help="只做名称中有这个词的检查")
    options = parser.parse_args()
    binary = options.binary.resolve()
    if not binary.is_file():
        raise SystemExit(f"没有找到程序 {binary}，请先运行 swift build。")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(SECONDS)
    folder = Path(tempfile.mkdtemp(prefix="mingtang-e2e."))
    portals, stack = [], contextlib.ExitStack()
    try:
        scanner = stack.enter_context(Scanner(folder / "clamd.sock"))
        portal = Portal(binary, folder, str(folder / "county.sqlite"), scanner=scanner.address)
        portals.append(portal)
        portal.load()
        portal.add_people()
        portal.keep_copy()
        portal.start()
        if not options.screenshots and (server := os.environ.get("MINGTANG_TEST_POSTGRES")):
            portals.append(postgres(binary, folder, server))
        if options.screenshots:
            with browser() as window:
                return take(portal, Samples(portal), window, options.screenshots)
        other = portals[1] if len(portals) > 1 else None
        world = World(portal, None, Samples(portal), other, Samples(other) if other else None)
        return together(world, options.only, folder)
    finally:
        for portal in portals:
            portal.stop()
        stack.close()
        shutil.rmtree(folder, ignore_errors=True)


def too_long(*_):
    raise SystemExit(f"检查没有在 {SECONDS} 秒内完成。")


@contextlib.contextmanager
def browser():
    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-dev-shm-usage"])
        try:
            yield window
        finally:
            window.close()


def chromium():
    # The shell is the same browser without windows and profiles: half the work for the machine.
    for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise SystemExit("没有找到 Chromium，请先运行 scripts/setup --test。")


def postgres(binary, folder, server):
    """The same county in a schema of its own."""
    schema = f"browser_{os.getpid()}"
    subprocess.run(["psql", "-q", "-d", server, "-c", f"CREATE SCHEMA {schema}"], check=True, timeout=20)
    mark = "&" if "?" in server else "?"
    portal = Portal(binary, folder, f"{server}{mark}options=-csearch_path%3D{schema}", folder / "search.sqlite")
    portal.load()
    portal.start()
    return portal


def portions(world, only):
    """The checks as they are handed out: what one process does in order."""
    if forgotten := {path.stem for path in Path(__file__).parent.glob("test_*.py")} - {*READING, *WRITING}:
        raise SystemExit(f"READING 和 WRITING 里没有 {'、'.join(sorted(forgotten))}。")
    for name in READING + WRITING:
        found = [check for check in checks(name, world) if not only or only in check[0]]
        yield from [found] if name in WRITING else ([check] for check in found)


def checks(name, world):
    """Every check of a module with its title and arguments."""
    for function in [value for key, value in vars(importlib.import_module(name)).items() if key.startswith("test_") and callable(value)]:
        for label, arguments in function.cases(world) if hasattr(function, "cases") else [("", ())]:
            yield f"{name}.{function.__name__}" + (f"[{label}]" if label else ""), function, arguments


def together(world, only, folder):
    """Shares the checks out among as many processes as there are processors, each with a browser of its own, and adds up."""
    workers, place = [], multiprocessing.Value("i", 0)
    try:
        for number in range(max(1, min(4, os.cpu_count() or 1))):
            worker = os.fork()
            if worker == 0:
                work(world, only, place, folder / f"result-{number}.json")
            workers.append(worker)
        broken = 0
        while workers:
            _, status = os.waitpid(workers[0], 0)
            workers.pop(0)
            broken += status != 0
    finally:
        for worker in workers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker, signal.SIGTERM)
                os.waitpid(worker, 0)
    results = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("result-*.json"))]
    passed, failed = sum(result["passed"] for result in results), sum(result["failed"] for result in results) + broken
    times = sorted((tuple(line) for result in results for line in result["times"]), reverse=True)
    for seconds, title in times[:5]:
        print(f"  {seconds:.1f} 秒  {title}")
    modules = collections.Counter()
    for seconds, title in times:
        modules[title.split(".")[0]] += seconds
    print("  " + "，".join(f"{name} {seconds:.0f} 秒" for name, seconds in modules.most_common(8)))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


def work(world, only, place, result):
    """One process's checks: whenever it is free, the next portion that nobody has taken. Never returns."""
    status = 1
    try:
        signal.alarm(SECONDS)
        with browser() as window:
            world.browser = window
            passed, failed, times = check(taken(list(portions(world, only)), place), world)
        result.write_text(json.dumps({"passed": passed, "failed": failed, "times": times}), "utf-8")
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def taken(all_portions, place):
    """One check after the other; `place` counts the portions that some process has taken."""
    while True:
        with place.get_lock():
            number = place.value
            place.value += 1
        if number >= len(all_portions):
            return
        yield from all_portions[number]


def check(chosen, world):
    passed, failed, times = 0, 0, []
    for title, function, arguments in chosen:
        began = time.monotonic()
        try:
            function(world, *arguments)
            passed += 1
        except Exception as error:
            failed += 1
            where = traceback.extract_tb(error.__traceback__)
            line = next((f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(where) if "Tests/Browser" in frame.filename), "")
            reason = str(error).strip() or (where[-1].line if where else "")
            print(f"✘ {title}\n    {line} {type(error).__name__}：{reason[:1500]}", flush=True)
        times.append((time.monotonic() - began, title))
    return passed, failed, times


if __name__ == "__main__":
    sys.exit(main())
