"""Every page of the workbench, for everybody who reaches it: reachable for all, sound HTML, nothing hidden beyond the edge."""

import base64
import hashlib
import hmac
import re
import struct
import subprocess
import time

from browsing import NARROW, WIDE, each
from gate import Work, desk, done, field, identity_number, people, session, words, workbook
from portal import PASSWORD
from samples import ids

# Name, who looks, where. A place in braces is made for the check; see `Places`.
PAGES = [
    ("登录", None, "/work/sign-in"),
    ("今日 编辑", "wang", "/work"), ("今日 审核", "zhao", "/work"), ("今日 公开办", "zhou", "/work"), ("今日 测评", "chu", "/work"),
    ("今日 管理员", "zheng", "/work"),
    ("任务列表", "wang", "/work/obligations"), ("任务列表 全县", "zhou", "/work/obligations"), ("任务列表 没有", "wang", "/work/obligations?state=waived"),
    ("任务", "wang", "{duty}"), ("任务 免予公开", "sun", "{duty}"), ("登记事件 选事项", "wang", "/work/events/new"), ("登记事件", "wang", "{event}"),
    ("提醒与日历", "wang", "/work/account/reminders"),
    ("稿件 待办", "wang", "/work/drafts"), ("稿件 办理中", "wang", "/work/drafts?scope=open"), ("稿件 台账", "wang", "/work/drafts?scope=withheld"),
    ("稿件 办结", "zhou", "/work/drafts?scope=closed"), ("稿件 批量同意", "zhao", "/work/drafts?scope=waiting"), ("稿件 找不到", "wang", "/work/drafts?q=没有这个标题"),
    ("新起草", "wang", "/work/drafts/new"), ("起草", "wang", "{fresh}"), ("起草 有发现", "wang", "{found}"), ("被退回", "wang", "{returned}"),
    ("起草中 审核看", "zhao", "{fresh}"), ("待审核 编辑看", "wang", "{review}"), ("待审核", "zhao", "{review}"), ("待保密审查", "qian", "{secrecy}"),
    ("保密待定", "qian", "{referred}"), ("待签发", "sun", "{signing}"), ("待公开", "wang", "{approved}"), ("已定时", "wang", "{scheduled}"),
    ("不公开", "wang", "{withheld}"), ("已作废", "wang", "{discarded}"), ("稿件 已公开", "wang", "{closed}"),
    ("已公开", "wang", "/work/publications"), ("已公开 一件", "wang", "{publication}"), ("已公开 签发", "sun", "{publication}"), ("已撤下", "sun", "{gone}"),
    ("特定群体", "wang", "{restricted}"), ("公示单", "wang", "{publication}/notice"), ("批量公开", "wang", "/work/batches"), ("导入一批", "wang", "/work/batches/new"),
    ("审批流程", "zhou", "/work/paths"), ("网站检查", "zhou", "/work/site-check"), ("网站检查 编辑", "wang", "/work/site-check"), ("检查规则", "zhou", "/work/site-check/rules"),
    ("词库", "zhou", "/work/words"), ("词库 新增", "zhou", "/work/words/new"),
    ("账号", "zheng", "/work/accounts"), ("新建账号", "zheng", "/work/accounts/new"), ("一个账号", "zheng", "{account}"),
    ("岗位", "feng", "/work/posts"), ("登录规则", "feng", "/work/posts/sign-in-rules"), ("日志", "chen", "/work/log"),
    ("我的账号", "wang", "/work/account"), ("修改密码", "wang", "/work/account/password"), ("动态口令", "wang", "/work/account/second-factor"),
    ("没有权限", "wang", "/work/accounts"), ("别的单位", "wu", "{review}"), ("没有找到", "wang", "/work/drafts/1"),
    ("撤下说明", None, "{tombstone}"), ("更正历史", None, "{history}"), ("凭码查看", None, "{limited}"), ("应急发布", None, "/disclosure/emergencies"),
    ("公开日志", None, "/log"), ("日志一条", None, "/log/entries/1"),
]
STATUSES = {"没有权限": 403, "别的单位": 403, "没有找到": 404, "撤下说明": 410}


class Places:
    """Makes what a page needs the first time that it is asked for, once in each process."""

    def __init__(self, world):
        self.world, self.made = world, {}

    def __call__(self, path):
        return re.sub(r"\{(\w+)\}", lambda found: self.place(found.group(1)), path)

    def place(self, name):
        if name not in self.made:
            self.made[name] = getattr(self, name)()
        return self.made[name]

    def work(self, **fields):
        return Work(self.world, **fields)

    def duty(self):
        return re.search(r'href="(/work/obligations/\d+)"', session(self.world, "wang").get("/work/obligations").text).group(1)

    def event(self):
        source = session(self.world, "wang").get("/work/events/new").text
        return re.search(r'href="(/work/events/new\?[^"]*item=[^"]*)"', source).group(1).replace("&amp;", "&")

    def fresh(self):
        clerk = session(self.world, "wang")
        source = clerk.get("/work/drafts/new").text
        item = re.search(r'name="item" value="(\d+)"', source).group(1)
        return done(clerk.post("/work/drafts", {"unit": field(source, "unit"), "item": item})).split("?")[0]

    def found(self):
        work = self.work(body=f"经办人身份证号码 {identity_number()}，电话 13900001234。\n\n转发《秘密★1年》文件。")
        work.attach("一个名字很长很长很长很长很长很长的附件，长得在手机上一行放不下.xlsx", workbook(people(12, "页面"), people(2, "隐藏")))
        done(work.post("wang", "", {"act": "check"}))
        return work.path

    def returned(self):
        return self.work().submit().decide("zhao", "returned", "请补充咨询电话和受理地点。").path

    def review(self):
        return self.work().submit().path

    def secrecy(self):
        return self.work().submit().decide("zhao").path

    def referred(self):
        return self.work().submit().decide("zhao").decide("qian", "referred", "涉及灾情底数，拿不准。").path

    def signing(self):
        return self.work().submit().decide("zhao").decide("qian").path

    def approved(self):
        return self.work().approve().path

    def scheduled(self):
        work = self.work().approve()
        done(work.post("wang", "/publication", {"when": f"{time.gmtime().tm_year + 1}-01-05 09:00"}))
        return work.path

    def withheld(self):
        work = self.work(
            attribute="不予公开", ground="内部事务信息", reason="只涉及本机关后勤安排。", reassess=f"{time.gmtime().tm_year + 1}-06-01")
        return work.approve().path

    def discarded(self):
        work = self.work()
        done(work.post("wang", "/discard"))
        return work.path

    def closed(self):
        return self.work().publish().path

    def publication(self):
        return self.work(channel=["政府网站", "社区/企事业单位/村公示栏(电子屏)"]).publish().disclosure

    def gone(self):
        work = self.work().publish()
        done(session(self.world, "sun").post(work.disclosure + "/withdrawal", {"ground": "公示期届满", "withdrawalReason": "公示期满"}))
        return work.disclosure

    def tombstone(self):
        return self.place("gone").replace("/work/publications", "/disclosures")

    def restricted(self):
        return self.work(restricted="1").publish().disclosure

    def limited(self):
        return self.place("restricted").replace("/work/publications", "/limited")

    def history(self):
        work = self.work().publish()
        clerk = session(self.world, "wang")
        path = done(clerk.post(work.disclosure + "/correction")).split("?")[0]
        correction = Work.__new__(Work)
        correction.__dict__ |= {**work.__dict__, "path": path}
        correction.save(body="更正以后的正文，增加了受理地点。")
        correction.publish()
        return f"{work.public}/history"

    def account(self):
        source = session(self.world, "zheng").get("/work/accounts").text
        return re.search(r'href="(/work/accounts/\d+)"', source).group(1)


def places(world):
    if not hasattr(world, "places"):
        world.places = Places(world)
    return world.places


def cases(_):
    return [(name, (login, path, STATUSES.get(name, 200))) for name, login, path in PAGES]


@each(cases)
def test_work_page_is_sound(world, login, path, status):
    """As most see it, and as few do: on a phone, in the dark, with large letters."""
    path = places(world)(path)
    with desk(world, login) as window:
        page = window.open(path, status)
        window.check_accessible()
        assert page.locator("h1").count() == 1, f"h1 有 {page.locator('h1').count()} 个"
        assert page.title().count("明川县人民政府") == 1, page.title()
        for width in (WIDE, 1024, 768, NARROW, 320):
            page.set_viewport_size({"width": width, "height": 900})
            window.check_width()
        page.emulate_media(color_scheme="dark")
        page.evaluate("document.documentElement.className = 'large'")
        for width in (NARROW, WIDE):
            page.set_viewport_size({"width": width, "height": 900})
            window.check_width()
        page.set_viewport_size({"width": NARROW, "height": 900})
        window.check_accessible()
        window.check_clean()


@each(cases)
def test_work_page_is_valid_html(world, login, path, status):
    path = places(world)(path)
    reply = session(world, login).get(path) if login else world.portal.get(path)
    assert reply.status == status, f"返回 {reply.status}"
    run = subprocess.run(["tidy", "-e", "-q", "-utf8", "--drop-empty-elements", "no"], input=reply.body, capture_output=True, timeout=20)
    errors = [line for line in run.stderr.decode("utf-8", "replace").splitlines() if " Error: " in line]
    assert not errors, "；".join(errors[:5])
    identifiers = ids(reply.text)
    assert len(identifiers) == len(set(identifiers)), "id 重复：" + "、".join({i for i in identifiers if identifiers.count(i) > 1})
    for label in re.findall(r'<label[^>]* for="([^"]*)"', reply.text):
        assert label in identifiers, f"标签指向不存在的控件 {label}"
    for name in re.findall(r'href="#([^"]+)"', reply.text):
        assert name in identifiers, f"链接指向本页没有的位置 {name}"
    if "/work" in path:
        assert reply.headers["cache-control"] == "no-store", "工作台页面不应留在缓存里"
        assert "noindex" in reply.text and not re.search(r"\sstyle=|\son\w+=", reply.text), "页面里有行内样式或者脚本"


@each(lambda world: [(login, (login,)) for login in ("wang", "zhao", "sun", "zhou", "chu", "zheng", "feng", "chen")])
def test_no_link_of_the_navigation_leads_nowhere(world, login):
    person = session(world, login)
    for link in sorted(set(re.findall(r'href="(/work[^"#?]*)', person.get("/work").text))):
        assert person.get(link).status == 200, f"{link} 返回 {person.get(link).status}"


def test_every_page_of_the_workbench_has_a_title_of_its_own(world):
    titles = {}
    for name, login, path in PAGES:
        if login == "wang" and "{" not in path and "?" not in path:
            titles.setdefault(re.search(r"<title>(.*?)</title>", session(world, login).get(path).text).group(1), []).append(path)
    shared = {title: paths for title, paths in titles.items() if len(paths) > 1}
    assert not shared, str(shared)


# MARK: Without JavaScript


def test_drafting_and_publishing_without_javascript(world):
    title = "没有脚本也能办完的一件事"
    with desk(world, "wang", javascript=False) as window:
        page = window.open("/work/drafts/new")
        page.click("button[name=item][value='']")
        path = re.sub(r"\?.*", "", page.url.removeprefix(world.portal.origin))
        page.click("button[name=act][value=save]")
        page.fill("#title", title)
        page.fill("textarea[name=body]", "## 一、范围\n\n全县。\n\n| 类别 | 标准 |\n| --- | --- |\n| 甲 | 一 |")
        page.click("button[name=act][value=check]")
        assert page.locator("#findings").is_visible()
        assert page.locator("#title").input_value() == title
        page.click("button[name=act][value=submit]")
        assert "已提交" in page.locator(".notice").inner_text()
        window.check_clean()
    for login in ("zhao", "qian", "sun"):
        with desk(world, login, javascript=False) as window:
            page = window.open(path)
            page.click("button[name=verdict][value=approved]")
            assert "已同意" in page.locator(".notice").inner_text()
    with desk(world, "wang", javascript=False) as window:
        page = window.open(path)
        page.click("button[value=publish]")
        assert "已公开" in page.locator(".notice").inner_text()
        public = page.url.replace("/work/publications", "/disclosures")
        page.goto(public)
        assert page.locator("main table td").count() == 2 and page.locator("main h2").first.inner_text() == "一、范围"
    found, _ = world.portal.search(title)
    assert any(line["title"] == title for line in found), "公开的同时应当能搜到"


# MARK: One's own account


def code_of(secret, at=None):
    """The six digits that an app shows (RFC 6238)."""
    key = base64.b32decode(secret.replace(" ", "") + "=" * (-len(secret.replace(" ", "")) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(at or time.time()) // 30), hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7FFFFFFF) % 1000000:06}"


def test_second_factor_from_qr_code_to_recovery_code(world):
    """With an account of its own: whoever has switched it on signs in in two steps."""
    with desk(world, "wei") as window:
        page = window.open("/work/account/second-factor")
        page.fill("#password", PASSWORD)
        page.click("form:has(#password) button[type=submit]")
        assert page.locator("svg.qr, .qr").first.is_visible(), "没有二维码"
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": 900})
            window.check_width()
            window.check_accessible()
        secret = page.locator("figcaption code").inner_text()
        page.fill("#code", code_of(secret))
        page.click("form:has(#code) button[type=submit]")
        codes = page.locator(".recovery-codes code").all_inner_texts()
        assert len(codes) >= 8 and len(set(codes)) == len(codes), str(codes)
        window.check_width()
        window.check_accessible()
        window.check_clean()
    with world.window(NARROW) as window:
        page = window.open("/work/sign-in?next=/work/drafts")
        page.fill("#login", "wei")
        page.fill("#password", PASSWORD)
        page.click("main form.form button")
        assert page.locator("h1").inner_text() == "输入动态口令"
        window.check_width()
        window.check_accessible()
        window.expected = 422
        page.fill("#code", "000000")
        page.click("main form.form button")
        assert page.locator(".error-summary").count() == 1
        window.check_accessible()
        window.expected = 200
        page.fill("#code", codes[0])
        page.click("main form.form button")
        page.wait_for_url("**/work/drafts")


def test_new_colleague_gets_a_password_and_changes_it(world):
    """System administrator, security administrator and the new colleague, one after the other."""
    with desk(world, "zheng") as window:
        page = window.open("/work/accounts/new")
        page.fill("#login", "xinren")
        page.fill("#name", "辛仁")
        page.fill("#email", "xinren@mingchuan.example")
        page.click("form:has(#login) button[type=submit]")
        secret = page.locator(".receipt-number code").inner_text()
        window.check_width()
        window.check_accessible()
        window.expected = 422
        window.open("/work/accounts/new")
        page.fill("#login", "xinren")
        page.fill("#name", "辛仁")
        page.click("form:has(#login) button[type=submit]")
        assert page.locator(".error-summary").count() == 1, "同名账号应当被拒绝"
        window.check_accessible()
    with world.window() as window:
        page = window.open("/work/sign-in")
        page.fill("#login", "xinren")
        page.fill("#password", secret)
        page.click("main form.form button")
        page.wait_for_url("**/work/account")
        window.open("/work/drafts")
        assert page.url.endswith("/work/account"), "没有修改一次性密码，不应办理别的事"
        window.check_accessible()
        page.click("a[href$='/account/password']")
        page.fill("#password", secret)
        for name in ("#password-new", "#password-again"):
            page.fill(name, "山高水长的路也要一步一步走完才行")
        page.click("form:has(#password-new) button[type=submit]")
        assert "已修改" in page.locator(".notice").inner_text(), words(page.content())[:300]
        window.open("/work")
        window.check_accessible()
        window.check_clean()


# MARK: Pages that answer a form


def shown(body):
    """An answer to a route: this page."""
    return lambda route: route.fulfill(status=200, content_type="text/html; charset=utf-8", body=body)


def test_pages_that_refuse_are_sound(world):
    work = Work(world)
    clerk = session(world, "wang")
    with desk(world, "wang", width=NARROW) as window:
        page = window.open(work.path)
        source = page.content()
        # What a hand-made form gets back, shown by the same browser so that it can be looked at.
        for name, path, form, status in (
            ("版本过时", work.path, {"version": "0", "act": "save", "title": "旧"}, 409),
            ("缺少版本", work.path, {"act": "save"}, 400),
            ("登录换过", work.path, {"csrf": "x", "version": work.version, "act": "save", "title": "保留下来的一句很长很长很长很长的话"}, 401),
        ):
            reply = clerk.post(path, form)
            assert reply.status == status, f"{name} 返回 {reply.status}"
            page.route("**/work/drafts/shown", shown(reply.body))
            page.goto(world.portal.origin + "/work/drafts/shown")
            page.unroute("**/work/drafts/shown")
            window.check_width()
            window.check_accessible()
            assert page.locator("h1").count() == 1, name
        assert source


def test_a_form_that_is_too_large_is_explained(world):
    reply = session(world, "zhou").post("/work/paths", {"unit": "长" * 500_000})
    assert reply.status == 413 and "太大" in words(reply.text), f"{reply.status} {words(reply.text)[:200]}"


def test_several_are_approved_at_once_with_one_record_each(world):
    works = [Work(world).submit() for _ in range(3)]
    with desk(world, "zhao") as window:
        page = window.open("/work/drafts?scope=waiting")
        for work in works:
            page.check(f"tr:has(a[href='{work.path}']) input[type=checkbox]")
        page.fill("#bulk-reason", "内容核对无误")
        page.click(".bulk button[type=submit]")
        assert "已同意" in page.locator(".notice").inner_text()
        window.check_clean()
    for work in works:
        text = words(session(world, "wang").get(work.path).text)
        assert "内容核对无误" in text and "待保密审查" in text, text[:300]


def test_notice_for_the_board_prints_on_paper(world):
    with desk(world, "wang") as window:
        page = window.open(places(world)("{publication}/notice"))
        page.emulate_media(media="print")
        assert not page.locator(".work-header:visible, .work-nav:visible, .breadcrumb:visible, .button:visible").count(), "打印时还有导航或者按钮"
        assert page.locator(".qr").first.is_visible()
        assert page.pdf(prefer_css_page_size=True)[:5] == b"%PDF-"
