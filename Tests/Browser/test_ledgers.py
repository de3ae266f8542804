"""A register in real windows: a file with a bad row, confirmed, checked, released through the gate, found, filtered and downloaded by the public."""

import csv
import datetime
import io
import uuid

from browsing import NARROW, WIDE
from gate import Work, desk, done, field, session, words

CLERK = "wang"
# Where the disclosure office is: a register with entries of several units goes out from there.
WRITER, DECIDERS = "xu", ("he", "lyu", "shi")


def press(page, selector):
    with page.expect_navigation():
        page.locator(selector).first.click()


def released(world, path):
    """The draft that a release has made, as the gate's helpers know it."""
    work = Work.__new__(Work)
    work.world, work.portal, work.editor, work.path, work.disclosure = world, world.portal, WRITER, path, None
    work.title = field(work.of(WRITER).get(path).text, "title")
    return work


def test_a_register_from_file_to_public(world):
    key = uuid.uuid4().hex[:6]
    day = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=8)).date()
    old = (day - datetime.timedelta(days=30)).isoformat()
    head = ["账号名称", "平台", "主管单位", "认证主体", "状态", "开设日期", "备案编号", "最近一次备案日期", "最近更新日期", "责任人"]
    common = ["县政府办公室", "应急管理局", "运行", "2025-01-01", "备2025001", "2025-01-10"]
    rows = [
        [f"明川应急{key}", "微信公众号", *common, old, "内部人员"],
        [f"明川应急{key}", "新浪微博", *common, day.isoformat(), "内部人员"],
        [f"明川应急{key}", "抖音", "县政府办公室", "应急管理局", "运行中", "去年", "", "", "", ""],
    ]
    text = io.StringIO()
    csv.writer(text).writerows([head, *rows])
    with desk(world, CLERK) as window:
        page = window.open("/work/ledgers/new-media")
        window.check_accessible()
        page.set_input_files("#file", files=[{"name": "账号.csv", "mimeType": "text/csv", "buffer": text.getvalue().encode()}])
        press(page, "section:has(#import) button[type=submit]")
        shown = page.inner_text("main")
        assert "应当是下列之一" in shown and "应当是日期" in shown, shown
        window.check_accessible()
        press(page, "main form button[type=submit]")
        shown = page.inner_text("main")
        assert "以后没有更新，超过 14 日" in shown, shown
        own = page.locator("section:has(#entries) tbody tr", has_text=key).all_inner_texts()
        assert len(own) == 2 and not any("抖音" in text for text in own), own
        window.check_accessible()
        window.expected = 422
        press(page, "section:has(#release) button[type=submit]")
        assert "由政务公开办所在的单位发布" in page.inner_text(".error-summary")
        window.check_clean()
    with desk(world, WRITER) as window:
        page = window.open("/work/ledgers/new-media")
        window.check_accessible()
        press(page, "section:has(#release) button[type=submit]")
        path = page.url.split("?")[0].removeprefix(world.portal.origin)
        window.check_clean()
    work = released(world, path)
    public = world.portal.origin + "/ledgers/new-media"
    with world.window() as window:
        assert f"明川应急{key}" not in window.open("/ledgers/new-media").inner_text("main"), "尚未审签的登记簿不应当公开"
    work.submit()
    for login in DECIDERS:
        work.decide(login)
    work.disclosure = done(work.post(WRITER, "/publication")).split("?")[0]
    for width in (WIDE, NARROW):
        with world.window(width=width) as window:
            page = window.open("/ledgers/new-media")
            assert f"明川应急{key}" in page.inner_text("main")
            assert "内部人员" not in page.content()
            window.check_accessible()
            window.check_width()
            page.fill("#filter-q", "新浪")
            press(page, "form.filters button[type=submit]")
            assert "微信公众号" not in page.inner_text("tbody")
            page.locator("tbody a").first.click()
            page.wait_for_url("**/ledgers/new-media/*")
            window.check_accessible()
            window.check_width()
            window.check_clean()
    visitor = session(world, CLERK)
    for ending in ("xlsx", "csv", "json"):
        reply = visitor.get(f"/ledgers/new-media.{ending}")
        assert reply.status == 200, ending
    assert f"明川应急{key}" in words(visitor.get(work.public).text)
    assert public.endswith("/ledgers/new-media")
    assert "公开台账" in words(visitor.get("/ledgers").text)
    entries = visitor.get("/api/v1/ledgers/new-media/entries?limit=1").text
    assert '"next"' in entries and "内部人员" not in entries
