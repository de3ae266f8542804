"""A policy from its plan to its interpretation, its chain on the portal, and a rumour that is cleared up."""

import datetime
import re
import urllib.parse
import uuid

from browsing import NARROW, WIDE
from gate import Work, desk, earlier, published, session, words

OFFICE, CLERK = "zhou", "wang"


def refused(window, press):
    """What a form says that was sent with something wrong in it; the browser notes the 422 as an error of its own."""
    window.expected = 422
    with window.page.expect_navigation():
        press()
    return window.page.inner_text(".error-summary")


def press(page, selector):
    with page.expect_navigation():
        page.locator(selector).first.click()
    summary = page.locator(".error-summary")
    assert summary.count() == 0, summary.first.inner_text()


def test_plan_interpretation_and_chain(world):
    title = f"加装电梯补助办法 {uuid.uuid4().hex[:6]}"
    draft = Work(world, title, rule="1", legality="合法", validUntil="2030-01-01").path
    with desk(world, CLERK) as window:
        page = window.open(draft)
        assert "没有方案不能提交审核" in page.inner_text("main")
        page = window.open(draft + "/interpretation")
        window.check_accessible()
        page.fill("#planned", "后天")
        assert "无法识别" in refused(window, lambda: page.locator("main form button[type=submit]").first.click())
        page.fill("#outline", "背景、补助标准、怎么申请")
        page.locator("#kinds-0").check()
        page.locator("#channels-0").check()
        page.fill("#planned", "2030-01-02")
        press(page, "main form button[type=submit]")
        assert "文字解读；2030-01-02" in page.inner_text("main")
        page.get_by_role("link", name="起草解读").click()
        page.wait_for_load_state()
        window.check_accessible()
        page.fill("#reader", "应急管理局局长")
        page.select_option("#kind", "video")
        page.fill("#link", "video.example")
        assert "https://" in refused(window, lambda: page.get_by_role("button", name="开始起草").click())
        page.fill("#link", "https://video.example/1")
        with page.expect_navigation():
            page.get_by_role("button", name="开始起草").click()
        shown = page.inner_text("main")
        assert f"《{title}》政策解读" in page.input_value("#title") and "第一解读人" in shown, shown
        window.check_accessible()
        # Into a chain of its own.
        page = window.open("/work/chains?" + urllib.parse.urlencode({"paper": "draft:" + draft.rsplit("/", 1)[1]}))
        window.check_accessible()
        page.get_by_role("button", name="新建").click()
        page.wait_for_load_state()
        page.select_option("#stage-this", "document")
        page.locator("section:has(#attach-this) button[type=submit]").click()
        page.wait_for_load_state()
        shown = page.inner_text("main")
        assert title in shown and "由解读关系自动列入" in shown and "缺" in shown, shown
        window.check_accessible()
        window.expected = 422
        window.check_clean()


STAGES = [
    ("工作计划", "年度工作计划"), ("征求意见", "公开征求意见"), ("采纳反馈", "意见采纳情况"), ("会议审议", "常务会议审议情况"), ("文件公布", "管理办法"), ("政策解读", "一图读懂"),
    ("执行落实", "落实情况"), ("结果公开", "评估报告"), ("回应关切", "回应热点问题"), ("修改废止", "废止的决定")]


def test_a_chain_from_plan_to_abolition(world):
    matter = f"共享单车停放{uuid.uuid4().hex[:6]}"
    documents = {stage: Work(world, f"关于{matter}{end}").publish() for stage, end in STAGES}
    with desk(world, CLERK) as window:
        page = window.open(f"/work/chains?paper=published:{documents['文件公布'].number}")
        page.get_by_role("button", name="新建").click()
        page.wait_for_load_state()
        page.select_option("#stage-this", label="文件公布")
        press(page, "section:has(#attach-this) button[type=submit]")
        place = page.url.split("?")[0].removeprefix(world.portal.origin)
        # The unit's own documents of like titles are offered, each at the stage that its title tells.
        offered = page.locator("section:has(#suggestions)").inner_text()
        assert f"关于{matter}意见采纳情况" in offered, offered
        for stage, work in documents.items():
            if stage == "文件公布":
                continue
            page = window.open(place)
            page.fill("#paper", work.public)
            page.select_option("#stage", label=stage)
            page.focus("section:has(#attach) button[type=submit]")
            with page.expect_navigation():
                page.keyboard.press("Enter")
            assert page.locator(".error-summary").count() == 0, page.inner_text(".error-summary")
        shown = page.inner_text("section:has(#stages-now)")
        assert "缺" not in shown, shown
        window.check_accessible()
        window.check_clean()
    for width in (WIDE, NARROW):
        with world.window(width=width) as window:
            page = window.open(documents["工作计划"].public)
            # From any of them to any other, and to the chain alone.
            with page.expect_navigation():
                page.get_by_role("link", name="单独查看这条全链条").click()
            assert page.locator(".chain-name").all_inner_texts() == [stage for stage, _ in STAGES]
            assert page.locator(".chain-stage a").all_inner_texts() == [work.title for work in documents.values()]
            window.check_accessible()
            window.check_width()
            with page.expect_navigation():
                page.get_by_role("link", name=documents["修改废止"].title).click()
            assert page.locator("h1").inner_text() == documents["修改废止"].title
            window.check_clean()
    chain = re.search(r"/chains/(\d+)", world.portal.get(documents["结果公开"].public).text).group(1)
    entries = world.portal.get(f"/api/v1/chains/{chain}").text
    assert all(work.number in entries for work in documents.values()), entries[:500]


def test_a_rumour_in_a_holiday_night(world):
    """Found on the second evening of National Day, answered 3 hours and 40 minutes later: neither night nor holiday stops the clock of five hours."""
    beijing = datetime.timezone(datetime.timedelta(hours=8))
    title = f"网传大坝开裂 {uuid.uuid4().hex[:6]}"
    with desk(world, OFFICE) as window:
        page = window.open("/work/opinion/new")
        page.fill("#title", title)
        page.fill("#source", "短视频平台")
        page.fill("#detected", "2026-10-02 23:10")
        page.select_option("#level", "major")
        page.select_option("#unit", page.locator("#unit option", has_text="应急管理局").get_attribute("value"))
        press(page, "main form button[type=submit]")
        place = re.search(r"/work/opinion/\d+", page.url).group(0)
        page.select_option("#kind", "judged")
        page.locator("#subject-interests").check()
        press(page, "section:has(#acts) button[type=submit]")
        clocks = page.inner_text("section:has(#clocks)")
        assert "2026-10-03 04:10" in clocks and "已超时" in clocks, clocks
        window.check_clean()
    with desk(world, CLERK) as window:
        page = window.open(place + "/response")
        page.fill("#title", f"关于“{title}”的澄清")
        page.locator("#clarification").check()
        page.fill("#said", "大坝开裂。")
        page.fill("#truth", "大坝没有开裂。")
        page.fill("#evidence", "监测数据。")
        press(page, "main form button[type=submit]")
        draft = page.url.split(world.portal.origin)[1]
        window.check_clean()
    document = published(world, draft)
    earlier(world, document, at=datetime.datetime(2026, 10, 3, 2, 50, tzinfo=beijing))
    with desk(world, OFFICE) as window:
        page = window.open(place)
        clocks = page.inner_text("section:has(#clocks)")
        assert "2026-10-03 02:50 完成，按时" in clocks, clocks
        assert "2026-10-03 02:50 公开" in page.inner_text("section:has(#responses)")
        window.check_accessible()
        window.check_clean()
    for width in (WIDE, NARROW):
        with world.window(width=width) as window:
            page = window.open(document)
            shown = page.inner_text("main")
            assert "不实信息澄清" in shown and "大坝没有开裂。" in shown, shown[:500]
            window.check_accessible()
            page = window.open("/responses?kind=clarification")
            assert title in page.inner_text("main")
            window.check_clean()


def test_a_rumour(world):
    title = f"网传停水三天 {uuid.uuid4().hex[:6]}"
    with desk(world, OFFICE) as window:
        page = window.open("/work/opinion/new")
        window.check_accessible()
        page.fill("#title", title)
        assert "来源" in refused(window, lambda: page.locator("main form button[type=submit]").first.click())
        page.fill("#source", "本地论坛")
        page.select_option("#unit", page.locator("#unit option", has_text="应急管理局").get_attribute("value"))
        press(page, "main form button[type=submit]")
        place = re.search(r"/work/opinion/\d+", page.url).group(0)
        shown = page.inner_text("main")
        assert "还有 4" in shown and "小时" in shown and "怎么算的" in shown, shown
        page.select_option("#kind", "judged")
        page.locator("#subject-interests").check()
        press(page, "section:has(#acts) button[type=submit]")
        assert "待回应" in page.inner_text("main")
        window.check_accessible()
        page = window.open("/work/opinion/import")
        page.set_input_files("#file", files=[{
            "name": "清单.csv", "mimeType": "text/csv",
            "buffer": f"标题,来源,发现时间\n{title},论坛,2026-01-02 08:00\n另一件 {title},论坛,昨天\n".encode()}])
        press(page, "main form button[type=submit]")
        shown = page.inner_text("main")
        assert "重复 1 行" in shown and "第 3 行" in shown, shown
        window.check_accessible()
        window.expected = 422
        window.check_clean()
    with desk(world, CLERK) as window:
        page = window.open(place + "/response")
        window.check_accessible()
        page.fill("#title", f"关于“{title}”的澄清")
        page.locator("#clarification").check()
        page.fill("#truth", "没有停水。")
        assert "网传内容" in refused(window, lambda: page.get_by_role("button", name="转为稿件").click())
        page.fill("#said", "停水三天。")
        page.fill("#evidence", "水厂运行记录。")
        press(page, "main form button[type=submit]")
        assert "澄清" in page.input_value("#title")
        window.expected = 422
        window.check_clean()
    assert title in words(session(world, CLERK).get("/work").text)


def test_columns_at_both_widths(world):
    for width in (WIDE, NARROW):
        with desk(world, OFFICE, width=width) as window:
            for path in ("/work/opinion", "/work/interpretation", "/work/chains", "/interpretations", "/interpretations/missing", "/chains", "/responses"):
                window.open(path)
                window.check_width()
