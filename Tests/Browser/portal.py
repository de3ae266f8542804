"""The real program with the example county: loaded into a folder of its own, served on a free port, stopped by its own process."""

import json
import os
import re
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "Examples" / "mingchuan"
LOAD_SECONDS = 90
START_SECONDS = 20


class Reply:
    """An answer as it came, whatever its status."""

    def __init__(self, status, headers, body):
        self.status = status
        self.headers = {name.lower(): value for name, value in headers}
        self.body = body

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.body)


class KeepRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer that a check wants to see."""

    def redirect_request(self, *arguments):
        return None


class Portal:
    """One running server."""

    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), KeepRedirects)

    def __init__(self, binary, folder, database, search_index=None):
        self.binary, self.folder, self.database = binary, Path(folder), database
        self.options = ["--database", database] + (["--search-index", str(search_index)] if search_index else [])
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("MINGTANG_")}
        self.process = None
        self.origin = None

    def load(self):
        run = subprocess.run(
            [self.binary, "example", "load", str(EXAMPLE), *self.options], cwd=self.folder, env=self.environment, timeout=LOAD_SECONDS,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if run.returncode != 0:
            raise SystemExit(f"载入示例县失败（退出码 {run.returncode}）：\n{run.stdout}")

    def start(self):
        log = self.folder / f"serve-{len(list(self.folder.glob('serve-*')))}.log"
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [self.binary, "serve", *self.options, "--port", "0"], cwd=self.folder, env=self.environment, stdout=output,
                stderr=subprocess.STDOUT)
        for _ in range(START_SECONDS * 20):
            text = log.read_text("utf-8", "replace")
            # The printed line, or on an older build the log's own line; both name the port that the system chose.
            found = re.search(r"http://127\.0\.0\.1:([1-9]\d*)", text) or re.search(r"listening on 127\.0\.0\.1:([1-9]\d*)", text)
            if found:
                self.origin = f"http://127.0.0.1:{found.group(1)}"
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        self.stop()
        raise SystemExit(f"服务没有启动：\n{log.read_text('utf-8', 'replace')}")

    def stop(self):
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)

    def get(self, path, method="GET", headers=None, form=None):
        data = urllib.parse.urlencode(form).encode() if form is not None else None
        request = urllib.request.Request(self.origin + quoted(path), data=data, method=method, headers=headers or {})
        try:
            with self.opener.open(request, timeout=20) as answer:
                return Reply(answer.status, answer.getheaders(), answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, error.headers.items(), error.read())

    def text(self, path):
        """The page's source; the check fails when the page is not there."""
        reply = self.get(path)
        assert reply.status == 200, f"{path} 返回 {reply.status}"
        return reply.text

    def search(self, words, **parameters):
        """Every document that the interface finds, over all pages."""
        found, after = [], None
        while True:
            query = {"q": words, "limit": 100, **parameters, **({"after": after} if after else {})}
            page = self.get("/api/v1/search?" + urllib.parse.urlencode(query)).json
            found += page["results"]
            after = page["next"]
            if not after:
                return found, page["total"]


def quoted(path):
    """A path as a person writes it, with Chinese words, as it goes over the wire."""
    return urllib.parse.quote(path, safe="/?=&%.:-_~+,;@!$'()*")

