"""Every figure of speed and size, measured in one run: bench.py BINARY [--quick] [reading|import|search|serving|publishing|privacy|asking|monitoring|inspecting|evaluating|dumping|intake …]"""

import argparse
import os
import platform
import sys
import tempfile
import time
from pathlib import Path

import asking
import dumping
import evaluating
import importing
import inspecting
import intake
import monitoring
import privacy
import province
import publishing
import reading
import searching
import serving
from measure import ROOT, Figure

PARTS = {
    "reading": reading, "serving": serving, "import": importing, "search": searching, "publishing": publishing, "privacy": privacy, "asking": asking,
    "monitoring": monitoring, "inspecting": inspecting, "evaluating": evaluating,
    "dumping": dumping, "intake": intake}
# Made only when asked for: big, and on a server of its own.
ON_REQUEST = {"province": province}


def machine() -> str:
    model = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "?")
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 1_048_576
    system = next((line.split("=", 1)[1].strip('"') for line in Path("/etc/os-release").read_text().splitlines() if line.startswith("PRETTY_NAME")), "?")
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, {system}, kernel {platform.release()}"


def short(number: float | None) -> str:
    if number is None:
        return "–"
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:.3g}" if number != 100 else "100"


def table(figures: list[Figure]) -> str:
    lines = ["| Figure | Ours | The other's | Ratio | Target | Met |", "|---|---|---|---|---|---|"]
    for figure in figures:
        other = f"{short(figure.other)} ({figure.other_name})" if figure.other is not None else "–"
        lines.append(
            f"| **{figure.name}**: {figure.what} | {short(figure.ours)} {figure.unit} | {other} | {short(figure.ratio)} | {figure.target} | "
            f"{'yes' if figure.met else 'NO'} |")
    notes = [f"- {figure.name}: {figure.note}" for figure in figures if figure.note]
    return "\n".join(lines + [""] + notes)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=Path)
    parser.add_argument("--quick", action="store_true", help="less data and shorter runs: for a look, not for the record")
    parser.add_argument("parts", nargs="*", metavar="part", help=", ".join(PARTS | ON_REQUEST))
    options = parser.parse_intermixed_args()
    if unknown := set(options.parts) - set(PARTS | ON_REQUEST):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    print(machine(), flush=True)
    start = time.monotonic()
    figures = []
    results = ROOT / "bench-results.jsonl"
    with tempfile.TemporaryDirectory(prefix="mingtang-bench-") as folder, results.open("w", encoding="utf-8") as lines:
        for name in options.parts or PARTS:
            print(f"… {name} ({time.monotonic() - start:.0f} s)", file=sys.stderr, flush=True)
            for figure in (PARTS | ON_REQUEST)[name].measure(options.binary.resolve(), Path(folder), options.quick):
                figures.append(figure)
                lines.write(figure.json() + "\n")
    print(table(figures))
    print(f"\n{len(figures)} figures, {sum(1 for figure in figures if figure.met)} met, in {time.monotonic() - start:.0f} s; also in {results.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
