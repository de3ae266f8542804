"""Schemathesis over the interface: parameters that the OpenAPI file allows and such as it does not, on a server of its own. Called by scripts/schemathesis."""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from portal import ROOT, Portal

DESCRIPTION = ROOT / "Sources" / "CAssets" / "files" / "openapi.yaml"
# Made up by chance, by walking through the limits of each parameter, and along the links between operations.
OPERATIONS = len(re.findall(r"operationId:", DESCRIPTION.read_text("utf-8")))
SECONDS = 1500


def call(origin, folder, per_operation, seed=None, seconds=SECONDS):
    """Runs it against a server. Gives how many calls were made and what it printed; the exit status is 0 when nothing was found."""
    report = Path(folder) / "schemathesis.json"
    command = [
        sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()", "run", str(DESCRIPTION), "--url", origin,
        "--max-examples", str(per_operation), "--workers", "2", "--generation-database", "none", "--no-color", "--continue-on-failure",
        "--suppress-health-check", "all", "--warnings", "off", "--report", "json", "--report-json-path", str(report)]
    if seed is not None:
        command += ["--seed", str(seed)]
    run = subprocess.run(command, cwd=folder, timeout=seconds, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    found = re.search(r"(\d+) generated", run.stdout)
    return run.returncode, int(found.group(1)) if found else 0, run.stdout


def main():
    parser = argparse.ArgumentParser(prog="scripts/schemathesis", description="按 OpenAPI 文件随机调用接口。")
    parser.add_argument("binary", type=Path)
    parser.add_argument("calls", type=int, nargs="?", default=20_000)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="mingtang-interface."))
    portal = Portal(options.binary.resolve(), folder, str(folder / "county.sqlite"))
    try:
        portal.load()
        portal.start()
        status, calls, printed, made = 0, 0, "", 0
        # It stops by itself when it has tried everything it can think of: another seed thinks of more.
        while status == 0 and calls < options.calls and made < 40:
            per_operation = max(10, (options.calls - calls) // OPERATIONS)
            status, more, printed = call(portal.origin, folder, per_operation, seed=made)
            calls, made = calls + more, made + 1
            print(f"第 {made} 轮：{more} 次调用", flush=True)
        print(printed[-6000:])
        print(f"共 {calls} 次调用，{OPERATIONS} 个操作：{'没有发现问题' if status == 0 else '有问题'}")
        return 1 if status or not calls else 0
    finally:
        portal.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
