"""A hearing as everybody meets it: announced through the gate, signed up for with and without JavaScript, drawn, listed, recorded; and a questionnaire."""

import contextlib
import datetime
import io
import re
import sqlite3
import urllib.parse
import uuid

import openpyxl

from browsing import NARROW, PATIENCE, WIDE
from gate import desk, field, session, words
from test_participation import CLERK, SCRIPT, check_clean, published


def day(days):
    return (datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date() + datetime.timedelta(days=days)).isoformat()


def unit_of(world, path):
    return re.search(r'<select[^>]*id="unit".*?value="(\d+)"', session(world, CLERK).get(path).text, re.S).group(1)


def change(world, statement, *values):
    """As if time had passed."""
    with contextlib.closing(sqlite3.connect(world.portal.database, timeout=10)) as base:
        base.execute(statement, values)
        base.execute("UPDATE site SET content_version = content_version + 1")
        base.commit()


def hearing(world, title, **fields):
    form = {
        "unit": unit_of(world, "/work/gatherings/new"), "kind": "hearing", "title": title, "day": day(60), "time": "09:30",
        "place": f"县政府{SCRIPT}", "matter": f"调整方案{SCRIPT}。\n听证程序。", "ways": "县应急管理局办公室", "seats-affected": "1", "seats-citizen": "1",
        "deadline": day(40), "agenda-1": "价格方案", "agenda-1-kind": "deliberation", "agenda-2": "商业秘密事项", "agenda-2-kind": "report",
        "agenda-2-reason": "涉及商业秘密", **fields}
    return session(world, CLERK).post("/work/gatherings", form)


def send(world, path, **fields):
    """A form as a program sends it."""
    page = world.portal.get(path).text
    form = {"token": field(page, "token"), "homepage": "", **fields}
    return session(world, CLERK).request(path, urllib.parse.urlencode(form).encode())


def submit(page):
    """Sends the form, and answers the plain question when it is asked."""
    page.wait_for_timeout(PATIENCE)
    with page.expect_navigation():
        page.click("#send")
    if page.locator("#answer").count():
        word, place = re.search("“(.+)”的第(.)个字", page.locator("label[for=answer]").inner_text()).groups()
        page.fill("#answer", word["一二三四".index(place)])
        with page.expect_navigation():
            page.click("#send")


def sign_up(page, name, phone):
    page.check("input[name=party][value=citizen]")
    page.fill("#name", name)
    page.fill("#phone", phone)
    submit(page)


def look(page, world, number, code):
    page.goto(world.portal.origin + "/participation/sign-ups")
    page.fill("#number", number)
    page.fill("#code", code)
    with page.expect_navigation():
        page.click("main button[type=submit]")
    return page.inner_text("main")


def test_a_hearing_with_a_lot(world):
    title = f"供水价格调整{uuid.uuid4().hex[:6]}"
    reply = hearing(world, title, day=day(10), time="9:30", deadline="明天")
    assert reply.status == 422 and "时间应当写成 09:30" in words(reply.text) and "截止日期应当写成" in words(reply.text)
    reply = hearing(world, title)
    assert reply.status == 303, words(reply.text)[:400]
    place = reply.headers["location"].split("?")[0]
    clerk = session(world, CLERK)
    reply = clerk.post(place + "/announcement")
    assert reply.status == 303, words(reply.text)[:400]
    document = published(world, reply.headers["location"])
    number = place.rsplit("/", 1)[1]
    public = f"/participation/gatherings/{number}"
    assert f'href="{public}"' in world.portal.get(document).text
    assert f'href="{public}"' in world.portal.get("/participation").text
    assert "商业秘密事项" not in world.portal.get(document).text + world.portal.get(public).text

    receipts = []
    with world.window() as window:
        page = window.open(public)
        window.check_accessible()
        page.click("main a.button:has-text('报名')")
        window.check_accessible()
        page.click("#send")
        assert page.locator(".error-summary").inner_text().count("请") >= 2
        window.check_accessible()
        sign_up(page, f"朱示例{SCRIPT}", "13900000001")
        receipts.append((page.locator("#number").inner_text(), page.locator("#code").inner_text()))
        window.check_accessible()
        assert re.fullmatch(r"BM\d{8}-[2-9A-Z]{8}", receipts[0][0])
        assert "等待确定" in look(page, world, *receipts[0])
        window.check_accessible()
        assert "不对" in look(page, world, receipts[0][0], "aaaa-bbbb")
        check_clean(window)
    with world.window(width=NARROW, javascript=False) as window:
        page = window.open(public + "/sign-up")
        window.check_width()
        sign_up(page, f"朱示例{SCRIPT}", "139 0000 0001")
        assert "已经报过名" in page.inner_text("main")
        sign_up(page, "李示例", "13900000002")
        receipts.append((page.locator("#number").inner_text(), page.locator("#code").inner_text()))

    # What must not come in.
    reply = send(world, public + "/sign-up", party="expert", name="王示例", phone="13900000003", note="")
    assert reply.status == 422 and "请填写报名类别" in words(reply.text)
    reply = send(world, public + "/sign-up", party="citizen", name="王示例", phone="13900000003", note="长" * 301)
    assert reply.status == 422 and "最多 300 字" in words(reply.text)
    reply = send(world, public + "/sign-up", party="citizen", name="王示例", phone="13900000003", note="", homepage="https://example.com")
    assert reply.status == 422 and "请回答页面下方的问题" in words(reply.text)
    assert clerk.post(place + "/selection", {"version": "2"}).status == 422

    with desk(world, CLERK) as window:
        page = window.open(place)
        window.check_accessible()
        page.fill("#name", "周示例")
        page.fill("#phone", "0999-1234567")
        page.select_option("#party", "affected")
        page.focus("text=登记报名")
        page.keyboard.press("Enter")
        page.wait_for_selector(".notice")
        assert "查询码" in page.locator(".notice").first.inner_text()

        # The deadline passes: nobody comes in any more, lots are drawn, the list is published.
        change(world, "UPDATE gathering SET deadline = ? WHERE id = ?", day(-1), number)
        assert "报名已经截止" in world.portal.get(public + "/sign-up").text
        reply = clerk.request(public + "/sign-up", urllib.parse.urlencode({"party": "citizen", "name": "吴示例", "phone": "13900000004"}).encode())
        assert reply.status == 409 and "报名已经截止" in words(reply.text)
        page = window.open(place)
        with page.expect_navigation():
            page.click("#select")
        assert "重新抽取结果相同" in page.inner_text("main")
        book = openpyxl.load_workbook(io.BytesIO(clerk.get(place + "/xlsx").body))
        text = " ".join(str(cell.value) for row in book.active.rows for cell in row)
        assert "参加" in text and "没有抽中" in text and "示例" not in text and "139" not in text
        with page.expect_navigation():
            page.click("#list")
        draft = page.url.split(world.portal.origin)[1]
    listed = published(world, draft)
    assert "本文是听证会的参加人员名单" in world.portal.get(listed).text

    for width in (WIDE, NARROW):
        with world.window(width=width) as window:
            page = window.open(public)
            shown = page.inner_text("main")
            assert receipts[0][0] in shown and "朱示例" not in shown and "种子：" in shown
            window.check_accessible()
            window.check_width()
            check_clean(window)
    with world.window() as window:
        page = window.open("/participation/sign-ups")
        results = [look(page, world, *receipt) for receipt in receipts]
        assert sum("没有抽中" in text for text in results) == 1 and sum("请按时到场" in text for text in results) == 1

    # The day passes: the record is written and goes through the gate.
    change(world, "UPDATE gathering SET day = ? WHERE id = ?", day(-30), number)
    assert title in clerk.get("/work/gatherings").text and "已逾期" in words(clerk.get("/work/gatherings").text)
    reply = clerk.post(place + "/record", {"attended": "", "record": "陈述"})
    assert reply.status == 422 and "请填写参加人员" in words(reply.text)
    reply = clerk.post(place + "/record", {"attended": "参加 2 人", "record": f"陈述{SCRIPT}。\n辩论。"})
    assert reply.status == 303, words(reply.text)[:400]
    record = published(world, reply.headers["location"])
    assert f'href="{record}"' in world.portal.get(public).text


def test_a_questionnaire(world):
    clerk = session(world, CLERK)
    title = f"公交线路{uuid.uuid4().hex[:6]}"
    form = {
        "unit": unit_of(world, "/work/questionnaires/new"), "title": title, "introduction": f"听取意见{SCRIPT}", "deadline": day(20),
        "question-1": f"多久乘一次{SCRIPT}", "question-1-kind": "single", "question-1-options": "每天\n很少", "question-1-required": "yes",
        "question-2": "希望改进", "question-2-kind": "multiple", "question-2-options": "班次\n站点", "question-2-required": "no",
        "question-3": "还有什么", "question-3-kind": "text", "question-3-options": "", "question-3-required": "no"}
    reply = clerk.post("/work/questionnaires", {**form, "question-1-options": "每天"})
    assert reply.status == 422 and "第 1 题要有 2 到 20 个互不相同的选项" in words(reply.text)
    reply = clerk.post("/work/questionnaires", form)
    assert reply.status == 303, words(reply.text)[:400]
    place = reply.headers["location"].split("?")[0]
    reply = clerk.post(place + "/announcement")
    assert reply.status == 303, words(reply.text)[:400]
    published(world, reply.headers["location"])
    number = place.rsplit("/", 1)[1]
    public = f"/participation/questionnaires/{number}"

    with world.window(width=NARROW, javascript=False) as window:
        page = window.open(public)
        window.check_width()
        page = window.open(public + "/answers")
        window.check_width()
        page.click("#send")
        assert "请回答第 1 题" in page.locator(".error-summary").inner_text()
        page.check("input[name=q1][value='0']")
        page.check("input[name=q2-1]")
        page.fill("#q3", f"加班车{SCRIPT}")
        submit(page)
        assert page.locator("h1").inner_text() == "问卷已经收到", page.inner_text("main")
    with world.window() as window:
        window.open(public)
        window.check_accessible()
        page = window.open(public + "/answers")
        window.check_accessible()
        page.check("input[name=q1][value='1']")
        submit(page)
        window.check_accessible()
    reply = send(world, public + "/answers", q1="7")
    assert reply.status == 422 and "第 1 题的答案不对" in words(reply.text)

    change(world, "UPDATE questionnaire SET closes = ? WHERE id = ?", day(-1), number)
    assert send(world, "/participation/sign-ups", number="x", code="y", step="look").status == 422
    reply = clerk.request(public + "/answers", urllib.parse.urlencode({"q1": "0"}).encode())
    assert reply.status == 409 and "已经截止" in words(reply.text)
    book = openpyxl.load_workbook(io.BytesIO(clerk.get(place + "/xlsx").body))
    text = " ".join(str(cell.value) for row in book.active.rows for cell in row)
    assert f"加班车{SCRIPT}" in text and "站点" in text
    with desk(world, CLERK) as window:
        page = window.open(place)
        window.check_accessible()
        with page.expect_navigation():
            page.click("#results-draft")
        draft = page.url.split(world.portal.origin)[1]
    results = published(world, draft)
    with world.window() as window:
        page = window.open(public)
        shown = page.inner_text("main")
        assert "50.0%" in shown and "加班车" not in shown
        assert f'href="{results}"' in page.content()
        window.check_accessible()
