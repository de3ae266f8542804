"""A policy from its plan to its interpretation, its chain on the portal, and a rumour that is cleared up."""

import re
import urllib.parse
import uuid

from browsing import NARROW, WIDE
from gate import Work, desk, session, words

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
