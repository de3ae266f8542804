"""What the checks of the workbench share: people signed in, drafts in every state, files full of personal data."""

import contextlib
import html
import http.cookiejar
import io
import random
import re
import sqlite3
import urllib.error
import urllib.parse
import urllib.request
import uuid

import docx
import openpyxl

from portal import PASSWORD, KeepRedirects, Reply, quoted

# The approval path as it is shipped: who decides, in their order.
DECIDERS = ("zhao", "qian", "sun")


class Session:
    """Somebody signed in, without a browser: for hand-made requests and for bringing drafts into a state."""

    def __init__(self, portal, login, password=PASSWORD):
        self.portal, self.login = portal, login
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), KeepRedirects, urllib.request.HTTPCookieProcessor(self.jar))
        token = field(self.get("/work/sign-in").text, "csrf")
        reply = self.send("/work/sign-in", {"csrf": token, "login": login, "password": password})
        assert reply.status == 303, f"{login} 登录返回 {reply.status}：{words(reply.text)[:200]}"
        self.csrf = field(self.get("/work/account").text, "csrf")

    def request(self, path, data=None, headers=None):
        request = urllib.request.Request(self.portal.origin + quoted(path), data=data, headers=headers or {})
        try:
            with self.opener.open(request, timeout=30) as answer:
                return Reply(answer.status, answer.getheaders(), answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, error.headers.items(), error.read())

    def get(self, path, **headers):
        return self.request(path, headers=headers)

    def send(self, path, form, headers=None):
        """A form as it stands, token or not."""
        return self.request(path, urllib.parse.urlencode(form, doseq=True).encode(), headers)

    def post(self, path, form=None, headers=None):
        return self.send(path, {"csrf": self.csrf, **(form or {})}, headers)

    def upload(self, path, name, content):
        """One file as the script sends it."""
        return self.request(path, content, {
            "Content-Type": "application/octet-stream", "Accept": "application/json", "X-File-Name": urllib.parse.quote(name), "X-CSRF-Token": self.csrf})

    @property
    def cookies(self):
        return [{"name": cookie.name, "value": cookie.value, "url": self.portal.origin} for cookie in self.jar]


def field(source, name):
    """The value of a form's field."""
    tag = re.search(rf'<input[^>]*name="{re.escape(name)}"[^>]*>', source)
    assert tag, f"页面没有字段 {name}：{words(source)[:200]}"
    return html.unescape(re.search(r'value="([^"]*)"', tag.group(0)).group(1))


def words(source):
    """What a page says inside main."""
    main = re.search(r"<main.*</main>", source, re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main.group(0) if main else source))).strip()


def session(world, login, portal=None):
    """Somebody's session; signed in once in each process, for every check of it."""
    portal = portal or world.portal
    key = (portal.origin, login)
    if key not in world.sessions:
        world.sessions[key] = Session(portal, login)
    return world.sessions[key]


@contextlib.contextmanager
def desk(world, login, portal=None, **options):
    """A browser window of somebody who is signed in."""
    with world.window(**options) as window:
        window.portal = portal or world.portal
        if login:
            window.page.context.add_cookies(session(world, login, portal).cookies)
        yield window


class Work:
    """A draft and what becomes of it, by hand-made requests."""

    def __init__(self, world, title=None, editor="wang", portal=None, **fields):
        self.world, self.portal = world, portal or world.portal
        self.title = title or f"关于开展安全检查的通告（{uuid.uuid4().hex[:8]}）"
        clerk = self.of(editor)
        reply = clerk.post("/work/drafts", {"unit": field(clerk.get("/work/drafts/new").text, "unit"), "item": ""})
        assert reply.status == 303, f"起草返回 {reply.status}：{words(reply.text)[:300]}"
        self.path = reply.headers["location"].split("?")[0]
        self.editor, self.disclosure = editor, None
        self.save(**{**self.fields, **fields})

    def of(self, login):
        return session(self.world, login, self.portal)

    @property
    def fields(self):
        return {
            "title": self.title, "body": f"即日起在全县开展检查，第 {uuid.uuid4().hex} 号。\n\n有关单位应当配合。", "attribute": "主动公开", "restricted": "0",
            "channel": ["政府网站"]}

    @property
    def version(self):
        return field(self.of(self.editor).get(self.path).text, "version")

    def post(self, login, place, form=None):
        return self.of(login).post(self.path + place, {"version": self.version, **(form or {})})

    def save(self, **fields):
        return done(self.post(self.editor, "", {"act": "save", **fields}))

    def attach(self, name, content):
        return self.of(self.editor).upload(self.path + "/attachments", name, content)

    def submit(self):
        done(self.post(self.editor, "", {"act": "submit", **self.fields_now}))
        return self

    @property
    def fields_now(self):
        return {"title": self.title}

    def decide(self, login, verdict="approved", opinion=""):
        done(self.post(login, "/decision", {"verdict": verdict, "opinion": opinion}))
        return self

    def approve(self):
        self.submit()
        for login in DECIDERS:
            self.decide(login)
        return self

    def publish(self, **fields):
        self.approve()
        place = done(self.post(self.editor, "/publication", fields))
        self.disclosure = place.split("?")[0]
        return self

    @property
    def number(self):
        return self.disclosure.rsplit("/", 1)[1]

    @property
    def public(self):
        return f"/disclosures/{self.number}"


def done(reply):
    """The place that the answer leads to; the check fails when it is no redirect."""
    assert reply.status == 303, f"返回 {reply.status}：{words(reply.text)[:400]}"
    return reply.headers["location"]


def published(world, path):
    """A draft that a subject made goes the one way to the public; the address of the document."""
    work = Work.__new__(Work)
    work.world, work.portal, work.path, work.editor, work.disclosure = world, world.portal, path.split("?")[0], "wang", None
    work.title = field(session(world, "wang").get(work.path).text, "title")
    return work.publish().public


def earlier(world, document, days=0, at=None):
    """As if it had been published so many days earlier, or at that moment (Beijing time)."""
    number = document.rsplit("/", 1)[1]
    moment = "published - ?" if at is None else "?"
    value = days * 86_400_000 if at is None else int(at.timestamp() * 1000)
    with contextlib.closing(sqlite3.connect(world.portal.database, timeout=10)) as base:
        for table, key in (("publication", "disclosure_id"), ("disclosure", "id")):
            base.execute(f"UPDATE {table} SET published = {moment} WHERE {key} = ?", (value, number))
        base.execute("UPDATE site SET content_version = content_version + 1")
        base.commit()


# MARK: Files with personal data


def identity_number(random=random):
    """A number that no rule finds fault with: area, day of birth, order, check digit."""
    digits = f"{random.choice((510724, 370102, 410305))}{random.randint(1955, 2004)}{random.randint(1, 12):02}{random.randint(1, 28):02}{random.randint(100, 999)}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return digits + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(digits, weights)) % 11]


def people(count, seed):
    source = random.Random(seed)
    family, given = "赵钱孙李周吴郑王冯陈", "建国秀英志强丽华春梅"
    return [
        (source.choice(family) + source.choice(given) + source.choice(given), identity_number(source), f"139{source.randint(10000000, 99999999)}", 200 * source.randint(1, 9))
        for _ in range(count)]


def workbook(rows, hidden=()):
    """A list of people as offices keep it, with a hidden sheet behind it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "发放名册"
    sheet.append(["序号", "姓名", "身份证号码", "联系电话", "金额（元）"])
    for number, row in enumerate(rows, 1):
        sheet.append([number, *row])
    if hidden:
        back = book.create_sheet("备查")
        back.sheet_state = "hidden"
        for row in hidden:
            back.append(list(row))
    return saved(book)


def document(heading, paragraphs, table=()):
    """A Word file with a heading, paragraphs and a table."""
    text = docx.Document()
    text.add_heading(heading, 1)
    for paragraph in paragraphs:
        text.add_paragraph(paragraph)
    if table:
        grid = text.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, value in zip(grid.add_row().cells, row):
                cell.text = value
    return saved(text)


def saved(made):
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def cells(content):
    """All that stands in a workbook, hidden sheets as well."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return "\n".join("\t".join(str(cell.value) for cell in row if cell.value is not None) for sheet in book.worksheets for row in sheet.iter_rows())
