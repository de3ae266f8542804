"""Opinions on a draft as everybody meets them: announced through the gate, sent with and without JavaScript, worked through by hundreds, answered."""

import io
import re
import urllib.parse
import urllib.request
import uuid

import openpyxl

from browsing import NARROW, PATIENCE, WIDE
from gate import desk, earlier, field, published, session, words

CLERK = "wang"
SCRIPT = "<script>alert('x')</script>"


def one(world, title):
    """A consultation with its announcement public: the desk's address of it, and the public's."""
    clerk = session(world, CLERK)
    form = clerk.get("/work/participation/consultations/new").text
    unit = re.search(r'<select[^>]*id="unit".*?value="(\d+)"', form, re.S).group(1)
    reply = clerk.post("/work/participation/consultations", {
        "unit": unit, "kind": "decision", "title": title, "proposal": f"第一条　为了安全。\n第二条　{SCRIPT}本县适用。",
        "explanation": f"有必要{SCRIPT}。", "ways": f"寄到县应急管理局{SCRIPT}", "days": "30", "shortReason": ""})
    assert reply.status == 303, words(reply.text)[:400]
    place = reply.headers["location"].split("?")[0]
    reply = clerk.post(place + "/announcement")
    assert reply.status == 303, words(reply.text)[:400]
    document = published(world, reply.headers["location"])
    number = place.rsplit("/", 1)[1]
    assert f'href="/participation/consultations/{number}"' in world.portal.get(document).text
    return place, f"/participation/consultations/{number}", document


def send(world, path, **fields):
    """A form as a program sends it."""
    page = world.portal.get(path + "/opinion").text
    form = {"token": field(page, "token"), "paragraph": "0", "text": "", "name": "", "contact": "", "homepage": "", **fields}
    return session(world, CLERK).request(path + "/opinion", urllib.parse.urlencode(form).encode())


def fill(page, text, name="", contact="", paragraph="0"):
    page.select_option("#paragraph", paragraph)
    page.fill("#text", text)
    page.fill("#name", name)
    page.fill("#contact", contact)
    page.wait_for_timeout(PATIENCE)
    with page.expect_navigation():
        page.click("#send")
    if page.locator("#answer").count():
        question = page.locator("label[for=answer]").inner_text()
        word, place = re.search("“(.+)”的第(.)个字", question).groups()
        page.fill("#answer", word["一二三四".index(place)])
        with page.expect_navigation():
            page.click("#send")


def table(count):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["方式", "针对", "意见内容", "姓名", "联系方式"])
    for number in range(count):
        sheet.append(["信函" if number % 2 else "当面", f"第{number % 2 + 1}段", f"第 {number} 条意见{SCRIPT}", f"朱示例{number}{SCRIPT}", f"信箱 {number}"])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def check_clean(window):
    """A form that is refused comes back as a page of its own; nothing else may go wrong."""
    complaints = [text for text in window.complaints if "422" not in text]
    assert not complaints, "；".join(complaints)


def test_a_consultation_with_500_opinions(world):
    title = f"安全生产举报奖励办法 {uuid.uuid4().hex[:6]}"
    place, public, document = one(world, title)

    # Open: nine through the page by a browser, of which one is sent twice; one without JavaScript for one paragraph.
    with world.window() as window:
        page = window.open(public)
        window.check_accessible()
        page.click("text=对第 2 段提意见")
        window.check_accessible()
        assert page.input_value("#paragraph") == "2"
        page.click("#send")
        assert page.locator(".error-summary").inner_text().count("请填写意见") == 1
        fill(page, f"好{SCRIPT}", f"朱示例{SCRIPT}", "13800000000", "2")
        number = page.locator(".receipt-number").inner_text()
        window.check_accessible()
        assert re.fullmatch(r"YJ\d{8}-[2-9A-Z]{10}", number), number
        page = window.open(public + "/opinion")
        fill(page, f"好{SCRIPT}", f"朱示例{SCRIPT}", "13800000000", "2")
        assert page.locator("h1").inner_text() == "这条意见此前已经收到" and page.locator(".receipt-number").inner_text() == number
        check_clean(window)
    with world.window(width=NARROW, javascript=False) as window:
        page = window.open(public + "/opinion?paragraph=1")
        fill(page, "同意", paragraph="1")
        assert page.locator(".receipt-number").count() == 1, page.inner_text("main")

    # What must not come in.
    reply = send(world, public, text="好", token="1.2.3")
    assert reply.status == 422 and "请再次提交" in words(reply.text)
    reply = send(world, public, text="好", homepage="https://example.com")
    assert reply.status == 422 and "请回答页面下方的问题" in words(reply.text)
    reply = send(world, public, text="长" * 5001)
    assert reply.status == 422 and "意见最多 5000 字" in words(reply.text)
    reply = send(world, public, text="a" * 1_048_576)
    assert reply.status == 413 and "太大" in words(reply.text), f"{reply.status} {words(reply.text)[:200]}"
    assert send(world, public, text="好", paragraph="9").status == 422

    # Closed: paper goes on being entered, the page says that it is over.
    earlier(world, document, days=45)
    clerk = session(world, CLERK)
    page = world.portal.get(public + "/opinion").text
    assert "征集已经截止" in page
    reply = clerk.request(public + "/opinion", urllib.parse.urlencode({"text": "晚了", "paragraph": "0"}).encode())
    assert reply.status == 409 and "晚了" in words(reply.text) and "征集已经截止" in words(reply.text)
    file = world.portal.folder / f"opinions-{uuid.uuid4().hex}.xlsx"
    file.write_bytes(table(498))
    assert "已登记 498 条意见" in world.portal.command("consultations", "import", title, str(file), "--by", CLERK)

    with desk(world, CLERK) as window:
        page = window.open(place)
        window.check_accessible()
        assert "意见台账（500）" in page.inner_text("main")
        page.click("#feedback")
        assert "还有 500 条意见" in page.locator(".error-summary").inner_text()
        page = window.open(place + "?paragraph=1")
        page.locator("tbody input[type=checkbox]").first.check()
        page.fill("#reason", f"广告{SCRIPT}")
        page.click("button[value=hide]")
        page = window.open(place)
        for act, query in (("show", "?moderation=waiting"), ("adopted", "?paragraph=1&answered=no&moderation=shown")):
            page = window.open(place + query)
            page.check("#all")
            page.click(f"button[value={act}]")
            assert "处理意见已记录" in page.inner_text("main"), page.inner_text("main")[:300]
        page = window.open(place + "?paragraph=2&answered=no")
        page.check("#all")
        page.focus("button[value=notAdopted]")
        page.keyboard.press("Enter")
        page.wait_for_selector(".error-summary")
        page.check("#all")
        page.fill("#reason", f"与上位法不一致{SCRIPT}")
        page.focus("button[value=notAdopted]")
        page.keyboard.press("Enter")
        page.wait_for_selector(".notice")
        book = openpyxl.load_workbook(io.BytesIO(clerk.get(place + "/xlsx").body))
        authors = {cell.value for cell in book.active["F"]}
        assert book.active.max_row >= 501 and "朱**" in authors and not any("示例" in (author or "") for author in authors), authors
        page = window.open(place)
        with page.expect_navigation():
            page.click("#feedback")
        draft = page.url.split(world.portal.origin)[1]
        check_clean(window)
    feedback = published(world, draft)

    for width in (WIDE, NARROW):
        with world.window(width=width) as window:
            page = window.open(public)
            shown = page.inner_text("main")
            assert "已反馈结果" in shown and f"与上位法不一致{SCRIPT}" in shown and "理由：广告" in shown
            rows = page.locator("section:has(#feedback) tr")
            assert "示例" not in page.inner_text("section:has(#feedback)") and "信箱" not in shown
            assert rows.count() in (499, 500), rows.count()
            window.check_accessible()
            check_clean(window)
            page = window.open("/participation")
            window.check_accessible()
            assert title in page.inner_text("main")
    assert f'href="{public}"' in world.portal.get(feedback).text
