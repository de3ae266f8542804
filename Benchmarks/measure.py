"""What every figure needs: processes on one core with their CPU time and memory, servers that are stopped again, an HTTP client that costs little."""

import contextlib
import dataclasses
import json
import os
import re
import socket
import statistics
import subprocess
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "Benchmarks"
OURS_CORE = "0"
# wrk and other clients; the same core where there is only one.
CLIENT_CORE = "1" if (os.cpu_count() or 1) > 1 else "0"


@dataclasses.dataclass
class Figure:
    """One line of the result. `ratio` is ours against the other's, in the direction in which more is better for us."""

    name: str
    what: str
    ours: float
    unit: str
    target: str
    met: bool | None
    other: float | None = None
    other_name: str = ""
    ratio: float | None = None
    note: str = ""

    def json(self) -> str:
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False)


@dataclasses.dataclass
class Usage:
    """What a finished process cost."""

    cpu: float
    wall: float
    peak_bytes: int
    output: str


def run(command: list, core: str | None = None, folder: Path | None = None, environment: dict | None = None, keep_output: bool = False) -> Usage:
    """Runs a command to its end. Its standard output is thrown away unless it is asked for; a failure ends the benchmark."""
    command = [str(part) for part in command]
    if core is not None:
        command = ["taskset", "-c", core, *command]
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env={**os.environ, **(environment or {})}, stdout=subprocess.PIPE if keep_output else subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True)
    with peak_of(process.pid) as peak:
        # Small outputs only: the errors are read after the output has ended.
        output = process.stdout.read() if process.stdout else ""
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # 1 is also what our own commands end with when a file's content is at fault; whoever wants output then finds none.
    if process.returncode not in (0, 1) or (keep_output and process.returncode != 0):
        raise SystemExit(f"{' '.join(command)[:300]} ended with {process.returncode}: {errors[-500:]}")
    return Usage(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, peak[0], output)


@contextlib.contextmanager
def peak_of(pid: int):
    """The most memory that a process takes while this runs, in bytes, as the only element of a list. What wait4 tells would not do: it
    counts what the benchmark itself held when it made the process."""
    peak, ended = [0], threading.Event()

    def watch():
        while not ended.wait(0.02):
            with contextlib.suppress(OSError):
                found = re.search(r"^VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("utf-8"), re.M)
                if found:
                    peak[0] = max(peak[0], int(found.group(1)) * 1024)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        ended.set()
        watcher.join()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def server(command: list, port: int, core: str | None = None, environment: dict | None = None, path: str = "/", host: str = "127.0.0.1"):
    """A server that answers `path` with 200; its process and the seconds to the first such answer. Ended and waited for on leaving."""
    command = [str(part) for part in command]
    if core is not None:
        command = ["taskset", "-c", core, *command]
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env={**os.environ, **(environment or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        while True:
            with contextlib.suppress(OSError), contextlib.closing(Client(port)) as client:
                if client.get(path)[0] == 200:
                    break
            if process.poll() is not None or time.perf_counter() - start > 60:
                raise SystemExit(f"{command[0]} does not answer {path} on port {port}")
            time.sleep(0.001)
        yield process, time.perf_counter() - start
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def serve_ours(binary: Path, database: Path, port: int, core: str | None = None, environment: dict | None = None):
    """Our portal. On one core NIO gets one thread, as nginx gets one worker: it would take one for each core of the machine."""
    environment = {**({"NIO_SINGLETON_GROUP_LOOP_COUNT": "1"} if core is not None else {}), **(environment or {})}
    return server([binary, "serve", "--database", database, "--port", port], port, core, environment)


class Client:
    """One keep-alive connection, reading answers by their Content-Length: http.client costs more than the answers measured here."""

    def __init__(self, port: int):
        self.port = port
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(self):
        self.socket.close()

    def get(self, path: str) -> tuple[int, bytes]:
        self.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
        data = b""
        while b"\r\n\r\n" not in data:
            more = self.socket.recv(262144)
            if not more:
                raise ConnectionError("closed")
            data += more
        head, body = data.split(b"\r\n\r\n", 1)
        status = int(head.split(b" ", 2)[1])
        length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
        parts = [body]
        received = len(body)
        while received < length:
            more = self.socket.recv(262144)
            if not more:
                raise ConnectionError("closed")
            parts.append(more)
            received += len(more)
        return status, b"".join(parts)


def wrk(port: int, path: str, seconds: float, connections: int) -> float:
    """Answers in a second. Anything but 2xx counts as a failure of the benchmark."""
    usage = run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds:g}s", f"http://127.0.0.1:{port}{path}"], core=CLIENT_CORE, keep_output=True)
    if "Non-2xx" in usage.output:
        raise SystemExit(f"port {port} did not answer {path} with 200")
    return next(float(line.split()[1]) for line in usage.output.splitlines() if line.startswith("Requests/sec"))


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def resident_bytes(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) * 1024
    raise SystemExit(f"process {pid} has gone")


median = statistics.median
