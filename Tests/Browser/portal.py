"""The real program with the example county: loaded into a folder of its own, served on a free port, stopped by its own process."""

import contextlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "Examples" / "mingchuan"
PASSWORD = "晴耕雨读之余，也要把事情说清楚"
# Login, name, unit, posts. Work belongs to posts; nobody holds two that meet in one document.
PEOPLE = [
    ("wang", "王芳", "应急管理局", "编辑"), ("li", "李强", "应急管理局", "编辑"), ("zhao", "赵敏", "应急管理局", "审核"),
    ("qian", "钱进", "应急管理局", "保密审查"), ("sun", "孙立", "应急管理局", "签发"), ("zhou", "周平", "政府办公室", "政务公开办"),
    ("wu", "吴刚", "财政局", "编辑"), ("wei", "卫东", "财政局", "编辑"), ("han", "韩冰", "财政局", "编辑"),
    ("chu", "褚云", "政府办公室", "第三方测评"),
    ("xu", "许清", "政府办公室", "编辑"), ("he", "何平", "政府办公室", "审核"), ("lyu", "吕行", "政府办公室", "保密审查"),
    ("shi", "施正", "政府办公室", "签发"), ("zheng", "郑洁", "政府办公室", "系统管理员"), ("feng", "冯涛", "政府办公室", "安全管理员"), ("chen", "陈静", "政府办公室", "审计管理员"),
]
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


class NotStarted(Exception):
    """The server ended or did not listen in time. The check that wanted it fails; the others go on."""


class Portal:
    """One running server."""

    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), KeepRedirects)

    def __init__(self, binary, folder, database, search_index=None, scanner=None):
        self.binary, self.folder, self.database = binary, Path(folder), database
        self.options = ["--database", database] + (["--search-index", str(search_index)] if search_index else [])
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("MINGTANG_")}
        # Files stay in the folder of the run; a small limit makes the refusals quick; nothing outside this machine is asked.
        self.environment |= {"MINGTANG_FILES": str(self.folder / "files"), "MINGTANG_UPLOAD_MEGABYTES": "8", "MINGTANG_CHECK_LINKS": "no"}
        if scanner:
            self.environment["MINGTANG_VIRUS_SCANNER"] = scanner
        self.process = None
        self.origin = None

    def load(self):
        run = subprocess.run(
            [self.binary, "example", "load", str(EXAMPLE), *self.options], cwd=self.folder, env=self.environment, timeout=LOAD_SECONDS,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if run.returncode != 0:
            raise SystemExit(f"载入示例县失败（退出码 {run.returncode}）：\n{run.stdout}")

    def add_people(self):
        for login, name, unit, posts in PEOPLE:
            self.command(
                "user", "add", login, "--name", name, "--unit", unit, "--role", posts, "--email", f"{login}@mingchuan.example", "--password-stdin",
                given=PASSWORD + "\n")

    def command(self, *words, given=None, bare=False):
        """What a command prints; the check fails when it does. A bare one is about no database."""
        run = subprocess.run(
            [self.binary, *words, *([] if bare else self.options)], cwd=self.folder, env=self.environment, timeout=LOAD_SECONDS, input=given,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert run.returncode == 0, f"mingtang {' '.join(words[:3])} 退出码 {run.returncode}：{run.stdout[-2000:]}"
        return run.stdout

    @contextlib.contextmanager
    def twin(self, scanner):
        """A second server over a copy of the database as it was before the first start, with another virus scanner."""
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        shutil.copy(self.pristine, folder / "county.sqlite")
        shutil.copy(f"{self.database}.key", folder / "county.sqlite.key")
        twin = Portal(self.binary, folder, str(folder / "county.sqlite"), scanner=scanner)
        try:
            twin.start()
            yield twin
        finally:
            twin.stop()

    @property
    def pristine(self):
        return self.folder / "pristine.sqlite"

    def keep_copy(self):
        """Keeps the database as it is now, for `twin`."""
        with contextlib.closing(sqlite3.connect(self.database)) as source, contextlib.closing(sqlite3.connect(self.pristine)) as copy:
            source.backup(copy)

    def import_document(self, key, title):
        """Publishes a document as an import does; the running server notices by itself."""
        file = self.folder / f"{key}.jsonl"
        line = {"id": key, "title": title, "issuer": "明川县应急管理局", "published": "2026-11-20 09:00", "body": "正文。"}
        file.write_text(json.dumps(line, ensure_ascii=False) + "\n", "utf-8")
        self.command("disclosures", "import", str(file))

    def start(self, port=0):
        log = self.folder / f"serve-{len(list(self.folder.glob('serve-*')))}.log"
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [self.binary, "serve", *self.options, "--port", str(port)], cwd=self.folder, env=self.environment, stdout=output,
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
        raise NotStarted(f"服务没有启动：\n{log.read_text('utf-8', 'replace')}")

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

