"""A server that answers as a draft's handlers do, with the editor's own files, so that a check can end a session, break a save or let somebody
else save at the very moment that matters."""

import contextlib
import html
import json
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from portal import ROOT

FILES = ROOT / "Sources" / "CAssets" / "files"
EDITOR = ["marked-text.js", "editor.js", "editor-saving.js"]
POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

PAGE = """<!DOCTYPE html><html lang="zh-CN" class="regular"><head><meta charset="utf-8"><title>起草</title><link rel="icon" href="/a/favicon.svg">
<link rel="stylesheet" href="/a/site.css"><link rel="stylesheet" href="/a/workbench.css"><link rel="stylesheet" href="/a/work.css">
<script src="/a/work.js"></script><script src="/a/editor.js"></script></head><body class="workbench"><main class="page" id="content"><h1>起草</h1>
<form id="draft-form" class="form wide" method="post" action="/save" data-editor data-draft="12:3" data-version="{version}" data-autosave="/autosave"
 data-presence="/presence" data-login="/login"><input type="hidden" name="csrf" value="token"><input type="hidden" name="version" value="{version}">
<div class="save-bar"><div class="editor-status"><p class="save-state" data-save-state></p><p class="others" data-others></p></div>
<div class="save-acts"><button class="button quiet" type="submit" name="act" value="save" data-save>保存</button>
<button class="button" type="submit" name="act" value="submit">提交审核</button></div></div>
<div class="field"><label for="title">标题</label><input type="text" id="title" name="title" value="{title}"></div>
<div class="field body-editor" data-body-editor><label for="body">正文</label><p class="hint" id="body-hint">提示</p>
<textarea id="body" name="body" rows="24" aria-describedby="body-hint">
{body}</textarea><details class="marks-help" data-marks-help><summary>怎样写</summary><p>说明</p></details></div></form>
<div id="attachment-list" data-attachments><ul>{files}</ul></div>
<form class="form attachment-picker" method="post" enctype="multipart/form-data" action="/upload" data-upload="/upload" data-limit="3000000">
<input type="hidden" name="csrf" value="token"><input type="hidden" name="version" value="{version}">
<div class="field"><label for="file">添加附件</label><input type="file" id="file" name="file" multiple></div>
<button class="button quiet" type="submit">上传</button></form></main></body></html>"""


class Draft:
    """What the server has stored, and how it behaves."""

    def __init__(self):
        self.version, self.title, self.body = 7, "补偿公告", "## 一、总则\n\n第一条　原文。\n\n第二条　原文。"
        self.behaviour, self.others, self.files, self.uploads, self.saves, self.submissions = "saves", [], [], [], [], []

    def save_by_somebody_else(self, body, title=None):
        self.body, self.title, self.version = body, title or self.title, self.version + 1

    def page(self):
        files = "".join(f"<li>{html.escape(name)}</li>" for name in self.files)
        return PAGE.format(version=self.version, title=html.escape(self.title), body=html.escape(self.body), files=files)

    def autosave(self, form):
        """Status and answer."""
        if self.behaviour == "signed out":
            return 401, {"error": "signed-out"}
        if self.behaviour == "broken":
            return 500, {"error": "数据库暂时不可用"}
        self.saves.append(form)
        if int(form["version"]) != self.version:
            return 409, {"version": self.version, "by": "王芳", "savedAt": "14:31", "body": self.body, "fields": {"title": self.title}}
        self.body, self.title, self.version = form["body"], form["title"], self.version + 1
        return 200, {"version": self.version, "savedAt": "14:32"}

    def upload(self, name, size, headers):
        self.uploads.append((name, size, headers))
        if name.endswith(".exe"):
            return 415, {"error": "不能上传程序。"}
        self.files.append(name)
        self.version += 1
        return 201, {"name": name, "size": size, "version": self.version, "previous": self.version - 1}


def handler(draft):
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_):
            return

        def answer(self, status, body, kind="application/json; charset=utf-8", **headers):
            content = body if isinstance(body, bytes) else json.dumps(body).encode() if isinstance(body, dict) else body.encode()
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), "Content-Security-Policy": POLICY, **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(ConnectionError):
                self.wfile.write(content)

        def do_GET(self):
            path = urllib.parse.urlparse(self.path).path
            if path == "/a/editor.js":
                self.answer(200, b"".join((FILES / name).read_bytes() for name in EDITOR), "text/javascript; charset=utf-8")
            elif path.startswith("/a/"):
                kinds = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}
                self.answer(200, (FILES / path[3:]).read_bytes(), kinds[path.rsplit(".", 1)[1]] + "; charset=utf-8")
            elif path == "/presence":
                self.answer(200, {"others": draft.others, "version": draft.version, "by": "王芳"})
            else:
                self.answer(200, draft.page(), "text/html; charset=utf-8")

        def do_POST(self):
            content = self.rfile.read(int(self.headers["Content-Length"] or 0))
            if self.path == "/upload":
                return self.answer(*draft.upload(urllib.parse.unquote(self.headers["X-File-Name"]), len(content), dict(self.headers)))
            form = {name: value.replace("\r\n", "\n") for name, value in urllib.parse.parse_qsl(content.decode(), keep_blank_values=True)}
            if self.path == "/autosave":
                return self.answer(*draft.autosave(form))
            draft.submissions.append(form)
            draft.body, draft.version = form["body"], draft.version + 1
            return self.answer(303, "", Location="/")

    return Handler


@contextlib.contextmanager
def serving(draft):
    """The address at which the draft is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(draft))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def until(page, condition, words, seconds=8):
    """Waits for what the server or the page should come to."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, words() if callable(words) else words
        page.wait_for_timeout(40)
