"""What the gate refuses, each tried as somebody would try it, and each answered in words that help."""

import datetime
import io
import re
import select
import socket
import time
import urllib.parse
import zipfile

from browsing import each
from gate import DECIDERS, Session, Work, desk, done, field, identity_number, session, words, workbook
from portal import PASSWORD
from scanner import EICAR, HANGS_UP

PLAIN = workbook([("甲村", "—", "—", 3)])


# MARK: Order and people


def test_nothing_is_published_before_every_step(world):
    work = Work(world).submit()
    for login in (None, *DECIDERS[:2]):
        if login:
            work.decide(login)
        reply = work.post("wang", "/publication")
        assert reply.status == 422 and "审批还没有全部通过" in reply.text, f"{login} 之后：{reply.status} {words(reply.text)[:300]}"
    found, _ = world.portal.search(work.title)
    assert all(line["title"] != work.title for line in found)


def test_nobody_decides_before_it_is_their_turn(world):
    work = Work(world).submit()
    reply = work.post("sun", "/decision", {"verdict": "approved"})
    assert reply.status == 422 and "由本单位的审核岗位办理" in words(reply.text), words(reply.text)[:300]
    assert field_state(work) == "待审核"


def test_nobody_decides_twice_in_one_document(world):
    """One person may hold two posts; in one document they count once."""
    work = Work(world).submit().decide("zhao")
    reply = work.post("zhao", "/decision", {"verdict": "approved"})
    assert reply.status in (403, 422) and "保密审查岗位" in words(reply.text), words(reply.text)[:300]
    work.decide("qian").decide("sun")
    for login in DECIDERS:
        reply = work.post(login, "/decision", {"verdict": "approved"})
        assert reply.status == 422 and "不在审批中" in words(reply.text), words(reply.text)[:300]


def test_who_drafts_does_not_decide(world):
    work = Work(world).submit()
    reply = work.post("wang", "/decision", {"verdict": "approved"})
    assert reply.status == 403 and "审核" in words(reply.text)


def test_returning_needs_a_reason(world):
    work = Work(world).submit()
    reply = work.post("zhao", "/decision", {"verdict": "returned", "opinion": " "})
    assert reply.status == 422 and "请写明理由" in words(reply.text)
    assert field_state(work) == "待审核"


def test_an_edit_after_review_voids_what_was_decided(world):
    work = Work(world).submit().decide("zhao").decide("qian")
    reply = work.post("wang", "", {"act": "save", "title": "偷偷改过的标题"})
    assert reply.status == 422 and "先撤回" in words(reply.text), words(reply.text)[:300]
    done(work.post("wang", "", {"act": "recall"}))
    work.save(title=work.title + "（修订）")
    assert "内容改动后作废" in words(session(world, "wang").get(work.path).text)
    work.submit()
    assert field_state(work) == "待审核", "撤回修改以后应当从头审批"
    reply = work.post("sun", "/decision", {"verdict": "approved"})
    assert reply.status == 422


def field_state(work):
    """The state in words, as the reading page says it."""
    text = words(session(work.world, "zhao", work.portal).get(work.path).text)
    return next(state for state in ("待审核", "待保密审查", "待领导签发", "待公开", "已公开", "起草中", "不公开") if state in text)


# MARK: Sessions and tokens


def test_signed_out_people_are_led_to_sign_in_and_back(world):
    work = Work(world)
    with world.window() as window:
        page = window.open(work.path)
        assert "/work/sign-in?next=" in page.url
        page.fill("#login", "wang")
        page.fill("#password", PASSWORD)
        page.click("main form.form button")
        page.wait_for_url("**" + work.path)
        assert page.locator("#title").input_value() == work.title
        window.check_clean()


@each(lambda world: [(text, (text,)) for text in ("//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "/work/sign-out")])
def test_signing_in_leads_nowhere_else(world, text):
    reply = world.portal.get("/work/sign-in?next=" + urllib.parse.quote(text, safe=""))
    assert reply.status == 200 and "evil.example" not in field(reply.text, "next") and "javascript" not in field(reply.text, "next")


def test_wrong_password_says_nothing_about_the_account(world):
    answers = set()
    for login in ("nobody-here", "chu"):
        token = field(world.portal.text("/work/sign-in"), "csrf")
        reply = world.portal.get("/work/sign-in", form={"csrf": token, "login": login, "password": "不是这个密码不是这个密码"}, method="POST")
        assert reply.status == 422, reply.status
        answers.add(words(reply.text).replace(login, ""))
    assert len(answers) == 1, f"两种回答：{answers}"


def test_a_form_from_an_ended_session_loses_no_word(world):
    work = Work(world)
    mine = Session(world.portal, "wang")
    with world.window(javascript=False) as window:
        window.page.context.add_cookies(mine.cookies)
        page = window.open(work.path)
        page.fill("#title", work.title + "，改到一半")
        page.fill("textarea[name=body]", "写了很久很久的正文，一个字也不能丢。")
        done(mine.post("/work/sign-out"))
        window.expected = 401
        page.click("button[name=act][value=save]")
        assert page.locator("h1").inner_text() == "登录已过期"
        assert "写了很久很久的正文" in page.content() and PASSWORD not in page.content()
        # Signed in again in another window of the same browser; then sent again from this page.
        other = page.context.new_page()
        other.goto(world.portal.origin + "/work/sign-in")
        other.fill("#login", "wang")
        other.fill("#password", PASSWORD)
        other.click("main form.form button")
        page.click("main form.form button")
        window.expected = 200
        if page.locator("h1").inner_text() == "请确认后再提交一次":
            page.click("main form.form button")
        assert page.locator("#title").input_value() == work.title + "，改到一半", words(page.content())[:300]
        assert "写了很久很久的正文" in page.locator("textarea[name=body]").input_value()


def test_ended_sessions_are_over_at_once(world):
    # Somebody whom no other check signs in: it would be signed out here.
    one, two = Session(world.portal, "han"), Session(world.portal, "han")
    done(two.post("/work/account/sessions/end"))
    assert one.get("/work").status == 303, "结束登录以后还能进入"
    assert two.get("/work").status == 200


@each(lambda world: [(name, (name,)) for name in ("没有令牌", "别人的令牌", "别的网站")])
def test_a_form_without_its_token_does_nothing(world, name):
    work = Work(world)
    clerk = session(world, "wang")
    form = {"version": work.version, "act": "save", "title": "别人替您改的标题"}
    if name == "没有令牌":
        reply = clerk.send(work.path, form)
    elif name == "别人的令牌":
        reply = clerk.send(work.path, {**form, "csrf": session(world, "wu").csrf})
    else:
        reply = clerk.post(work.path, form, {"Sec-Fetch-Site": "cross-site"})
    assert reply.status in (400, 401, 403), reply.status
    assert work.title in clerk.get(work.path).text and "别人替您改的标题" not in field(clerk.get(work.path).text, "title")


# MARK: Other units


@each(lambda world: [(place or "打开", (method, place)) for method, place in (
    ("GET", ""), ("POST", ""), ("POST", "/autosave"), ("GET", "/presence"), ("POST", "/masking"), ("POST", "/publication"), ("POST", "/discard"),
    ("GET", "/attachments/1"), ("GET", "/attachments/1/original"))])
def test_another_units_draft_is_closed(world, method, place):
    if not hasattr(world, "foreign"):
        world.foreign = Work(world)
        assert world.foreign.attach("清单.xlsx", PLAIN).status == 201
    stranger = session(world, "wu")
    path = world.foreign.path + place
    reply = stranger.get(path) if method == "GET" else stranger.post(path, {"version": world.foreign.version, "act": "save", "title": "改掉"})
    assert reply.status == 403 and "别的单位" in reply.text, f"{reply.status} {words(reply.text)[:200]}"
    assert world.foreign.title in session(world, "wang").get(world.foreign.path).text


# MARK: Two at once


def test_two_clerks_at_one_draft_see_each_other_and_lose_nothing(world):
    work = Work(world, body="第一段原文。\n\n第二段原文。")
    with desk(world, "wang") as one, desk(world, "li") as two:
        for window in (one, two):
            window.open(work.path)
        one.page.fill("#title", work.title + "（王芳）")
        with one.page.expect_response(lambda answer: "/autosave" in answer.url):
            one.page.keyboard.press("Control+s")
        two.expected = 409
        two.page.locator(".editor-area").click()
        two.page.keyboard.press("Control+End")
        two.page.keyboard.type("李强补充的一句。")
        two.page.keyboard.press("Control+s")
        until(two.page, lambda: "李强补充的一句" in text_of(work), "两个人的改动没有合到一起")
        assert work.title + "（王芳）" in session(world, "wang").get(work.path).text, "先保存的人的标题丢了"
        until(two.page, lambda: "王芳" in two.page.inner_text("[data-others]"), "没有说王芳也在编辑", 30)


def text_of(work):
    return re.search(r"<textarea[^>]*name=\"body\"[^>]*>(.*?)</textarea>", session(work.world, "wang").get(work.path).text, re.S).group(1)


def until(page, condition, sentence, seconds=10):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, sentence
        page.wait_for_timeout(100)


def test_a_stale_form_changes_nothing_and_says_so(world):
    work = Work(world)
    old = work.version
    work.save(title=work.title + "（新）")
    reply = session(world, "li").post(work.path, {"version": old, "act": "save", "title": "旧页面上的标题"})
    assert reply.status == 409 and "另一位同事已经保存过" in reply.text, reply.status
    reply = session(world, "li").post(work.path + "/autosave", {"version": old, "title": "旧页面上的标题"}, {"Accept": "application/json"})
    assert reply.status == 409 and reply.json["fields"]["title"].endswith("（新）") and reply.json["by"] == "王芳", reply.text[:300]
    assert "旧页面上的标题" not in session(world, "wang").get(work.path).text


# MARK: Files


def raw_upload(work, fields, pieces, seconds=5):
    """What the server says to an upload of which only the beginning comes, and how long it took."""
    clerk = work.of("wang")
    parts = urllib.parse.urlsplit(work.portal.origin)
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in clerk.jar)
    head = (
        f"POST {work.path}/attachments HTTP/1.1\r\nHost: {parts.netloc}\r\nCookie: {cookies}\r\nX-CSRF-Token: {clerk.csrf}\r\nAccept: application/json\r\n"
        f"Content-Type: application/octet-stream\r\nX-File-Name: big.pdf\r\n{fields}\r\n")
    began, sent, answer = time.monotonic(), 0, b""
    with socket.create_connection((parts.hostname, parts.port)) as connection:
        connection.settimeout(seconds)
        connection.sendall(head.encode())
        try:
            for piece in pieces:
                if select.select([connection], [], [], 0)[0]:
                    break
                connection.sendall(piece)
                sent += len(piece)
        except OSError:
            pass  # The server has heard enough and hung up; what it said is read below.
        try:
            while piece := connection.recv(65536):
                answer += piece
                if b"\r\n\r\n" in answer and b"}" in answer:
                    break
        except OSError:
            pass
    return answer.decode("utf-8", "replace"), time.monotonic() - began, sent


def test_a_gigabyte_is_refused_before_it_comes(world):
    work = Work(world)
    answer, seconds, _ = raw_upload(work, f"Content-Length: {1 << 30}\r\n", [])
    assert answer.startswith("HTTP/1.1 413") and "8 MB" in answer, answer[:300]
    assert seconds < 2, f"过了 {seconds:.1f} 秒才拒绝"
    assert "big.pdf" not in session(world, "wang").get(work.path).text


def test_a_gigabyte_of_unknown_length_is_cut_off(world):
    work = Work(world)
    chunk = b"100000\r\n" + b"%" * 0x100000 + b"\r\n"
    answer, seconds, sent = raw_upload(work, "Transfer-Encoding: chunked\r\n", (chunk for _ in range(1024)), 10)
    assert answer.startswith("HTTP/1.1 413") and "8 MB" in answer, answer[:300]
    assert sent < 64 << 20, f"收下了 {sent >> 20} MB 才拒绝"
    assert seconds < 5, f"过了 {seconds:.1f} 秒才拒绝"
    assert "big.pdf" not in session(world, "wang").get(work.path).text
    assert world.portal.get("/healthz").status == 200


FILES = [
    ("程序.exe", b"MZ" + b"\0" * 200, 415, "程序"), ("报告.pdf", b"MZ" + b"\0" * 200, 415, ""), ("名册.xlsx", b"%PDF-1.4\n%%EOF\n", 415, ""),
    ("病毒.txt", EICAR, 422, "病毒"), ("繁忙.txt", HANGS_UP, 503, "没有响应"), ("脚本.html.sh", b"#!/bin/sh\nrm -rf /\n", 415, ""), ("空.txt", b"", 400, ""),
]


@each(lambda world: [(name, (name, content, status, word)) for name, content, status, word in FILES])
def test_a_file_that_must_not_come_in_is_refused(world, name, content, status, word):
    work = Work(world)
    reply = work.attach(name, content)
    assert reply.status == status or reply.status in (400, 415, 422) and status in (400, 415, 422), f"返回 {reply.status}：{reply.text[:300]}"
    sentence = reply.json["error"]
    assert word in sentence and len(sentence) > 10, sentence
    assert f">{name}<" not in session(world, "wang").get(work.path).text, "拒绝的文件还是留下了"


def test_a_workbook_with_macros_is_refused(world):
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as source, zipfile.ZipFile(target, "w") as macro:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "[Content_Types].xml":
                content = content.replace(b"spreadsheetml.sheet.main+xml", b"sheet.macroEnabled.main+xml")
            macro.writestr(entry, content)
        macro.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)
    for name in ("带宏.xlsm", "改名.xlsx"):
        reply = Work(world).attach(name, target.getvalue())
        assert reply.status in (415, 422) and "宏" in reply.json["error"], f"{name} 返回 {reply.status} {reply.text[:200]}"


def test_nothing_is_taken_while_the_scanner_is_down(world):
    with world.portal.twin("unix:/nowhere/clamd.sock") as twin:
        work = Work(world, portal=twin)
        reply = work.attach("清单.xlsx", PLAIN)
        assert reply.status == 503 and "病毒扫描服务现在没有响应" in reply.json["error"], reply.text[:300]
        page = session(world, "wang", twin).get(work.path).text
        assert "清单.xlsx" not in page and work.title in page


def test_without_javascript_a_refused_file_is_explained_on_the_page(world):
    work = Work(world)
    with desk(world, "wang", javascript=False) as window:
        page = window.open(work.path)
        page.set_input_files(".attachment-picker input[type=file]", {"name": "程序.exe", "mimeType": "application/pdf", "buffer": b"MZ" + b"\0" * 99})
        window.expected = 415
        page.click(".attachment-picker button[type=submit]")
        assert "没有保存" in page.locator(".error-summary").inner_text()
        assert page.locator("#title").input_value() == work.title
        page.set_input_files(".attachment-picker input[type=file]", {"name": "清单.xlsx", "mimeType": "application/pdf", "buffer": PLAIN})
        page.click(".attachment-picker button[type=submit]")
        assert "清单.xlsx" in page.locator("#attachment-list").inner_text()


# MARK: What must not go out as it is


def test_a_number_in_use_is_refused(world):
    number = f"明应急发〔2026〕{int(time.time() * 1000) % 9000 + 100}号"
    Work(world, number=number).publish()
    work = Work(world, number=number)
    replies = [work.post("wang", "", {"act": "submit"})]
    if replies[-1].status == 303:
        for login in DECIDERS:
            work.decide(login)
        replies.append(work.post("wang", "/publication"))
    assert replies[-1].status == 422 and "已用于" in words(replies[-1].text), words(replies[-1].text)[:300]


def test_a_moment_in_the_past_is_refused(world):
    work = Work(world).approve()
    for when, sentence in (("2020-01-01 09:00", "时间已经过去"), ("明天上午", "无法识别")):
        reply = work.post("wang", "/publication", {"when": when})
        assert reply.status == 422 and sentence in words(reply.text), words(reply.text)[:300]
    assert field_state(work) == "待公开"
    tomorrow = (datetime.date.today() + datetime.timedelta(days=2)).isoformat()
    done(work.post("wang", "/publication", {"when": f"{tomorrow} 09:00"}))
    assert "已定于" in words(session(world, "wang").get(work.path).text)


@each(lambda world: [(name, (steps, sentence)) for name, steps, sentence in (
    ("没有保密审查", ["review", "signOff"], "没有保密审查"), ("没有环节", [], "至少要有保密审查"))])
def test_a_path_without_secrecy_review_is_refused(world, steps, sentence):
    reply = session(world, "zhou").post("/work/paths", {"unit": "", "domain": "", "act": "save", "step": steps})
    assert reply.status == 422 and sentence in words(reply.text), words(reply.text)[:300]
    assert session(world, "wang").post("/work/paths", {"unit": "", "domain": "", "act": "save", "step": ["review"]}).status == 403


def test_personal_data_cannot_be_argued_away(world):
    work = Work(world, body=f"经办人身份证号码 {identity_number()}。")
    reply = work.post("wang", "", {"act": "submit"})
    assert reply.status == 422 and "必须处理" in words(reply.text)
    key = re.search(r'id="finding-([^"]+)"', session(world, "wang").get(work.path).text).group(1)
    reply = session(world, "wang").post(f"{work.path}/findings/{key}", {"reason": "确需公开"})
    assert reply.status == 422 and "说明理由" in words(reply.text), f"{reply.status} {words(reply.text)[:300]}"
    assert work.post("wang", "", {"act": "submit"}).status == 422


# MARK: For somebody in particular, and in an emergency


def test_what_is_for_somebody_in_particular_asks_for_its_code(world):
    work = Work(world, restricted="1", channel=["政府网站"]).publish()
    code = re.search(r"<code>([A-Z0-9]{8})</code>", session(world, "wang").get(work.disclosure).text).group(1)
    with world.window() as window:
        page = window.open(f"/limited/{work.number}")
        assert work.title not in page.content(), "没有输入查阅码就看到了标题"
        page.fill("#code", "AAAA1111")
        window.expected = 422
        page.click("main form.form button")
        assert "查阅码不对" in page.locator(".error-summary").inner_text()
        window.check_accessible()
        page.fill("#code", code.lower())
        window.expected = 200
        page.click("main form.form button")
        assert page.locator("h1").inner_text() == work.title
        window.check_width()
        window.check_accessible()
    for place in ("/disclosures", "/feeds/disclosures.atom", "/feed.atom", "/sitemap.xml", "/", f"/search?q={work.title}", "/api/v1/disclosures?limit=100"):
        reply = world.portal.get(place)
        assert work.number not in reply.text, f"{place} 里有只向特定对象公开的信息"
    assert world.portal.get(work.public).status == 404


def test_an_emergency_needs_two_people_and_is_counted_in_public(world):
    before = world.portal.text("/disclosure/emergencies")
    work = Work(world)
    assert work.post("wang", "/emergency", {"emergency": "山洪"}).status == 403
    reply = work.post("sun", "/emergency", {"emergency": ""})
    assert reply.status == 422 and "请写明理由" in words(reply.text)
    done(work.post("sun", "/emergency", {"emergency": "山洪预警，来不及逐级审批"}))
    assert world.portal.text("/disclosure/emergencies").count(work.title) == before.count(work.title) == 0, "一个人就发布了"
    reply = work.post("sun", "/emergency", {"emergency": "我再确认一次"})
    assert reply.status == 422 and "另一位同事" in words(reply.text), words(reply.text)[:300]
    place = done(work.post("zhou", "/emergency", {"emergency": "情况属实"}))
    assert "/work/publications/" in place
    page = world.portal.text("/disclosure/emergencies")
    for word in (work.title, "孙立", "周平", "山洪预警"):
        assert word in page, f"应急发布台账没有“{word}”"
    assert "应急发布" in world.portal.text("/disclosures/" + re.search(r"(\d+)(\?|$)", place).group(1))


def test_withdrawing_needs_a_ground(world):
    work = Work(world).publish()
    reply = session(world, "sun").post(work.disclosure + "/withdrawal", {"ground": "没有理由", "withdrawalReason": "不想公开"})
    assert reply.status == 422 and "选择撤下的依据" in words(reply.text)
    assert session(world, "wang").post(work.disclosure + "/withdrawal", {"ground": "公示期届满", "withdrawalReason": "到期"}).status == 403
    assert world.portal.get(work.public).status == 200
