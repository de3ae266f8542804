"""A letter from the public in real windows: written, offered as a request, dispatched, answered by two people, published, found and rated."""

import re
import uuid

from browsing import NARROW, PATIENCE, WIDE
from gate import desk, session


def press(page, selector):
    with page.expect_navigation():
        page.locator(selector).first.click()


def test_a_letter_from_form_to_rating(world):
    mark = uuid.uuid4().hex[:6]
    title = f"应急避难场所在哪里{mark}"
    with world.window(NARROW) as window:
        page = window.open("/messages/new")
        window.check_accessible()
        window.expected = 422  # a form that is sent back comes as a page of its own
        press(page, "main form button[type=submit]")
        assert page.locator(".error-summary").count() == 1 and page.evaluate("document.activeElement.className").find("error-summary") >= 0
        window.check_accessible()
        page.locator("label", has_text="咨询").first.click()
        page.fill("#title", title)
        page.fill("#text", "<script>alert(1)</script>请公开避难场所的名单文件。")
        page.fill("#name", "陈示例")
        page.locator("label", has_text="可以公开").click()
        press(page, "main form button[type=submit]")
        window.check_accessible()
        assert "您是要申请公开政府信息吗" in page.inner_text("main")
        page.wait_for_timeout(PATIENCE)
        press(page, "#send")
        number, code = page.inner_text("#number"), page.inner_text("#code")
        window.check_accessible()
        window.check_clean()
    with desk(world, "zhou") as window:
        page = window.open("/work/messages")
        window.check_accessible()
        press(page, f"a:has-text('{number}')")
        path = re.search(r"/work/messages/\d+", page.url).group(0)
        window.check_accessible()
        page.select_option("#dispatch-unit", label=page.locator("#dispatch-unit option", has_text="应急管理局").first.inner_text())
        press(page, f"form[action='{path}/dispatch'] button[type=submit]")
        press(page, "a:has-text('转为舆情事项')")
        assert page.input_value("#title") == title and page.input_value("#summary") == "", "摘要由人写，不照抄来信"
        window.check_accessible()
        window.check_clean()
    with desk(world, "wang") as window:
        page = window.open(path)
        page.fill("#draft-answer", "名单见附表。")
        press(page, f"form[action='{path}/answer'] button[type=submit]")
        window.check_accessible()
    with desk(world, "zhou") as window:
        page = window.open(path)
        press(page, "button[value=approve]")
        page.locator("summary", has_text="公开留言和答复").click()
        page.fill("#publish-text", "请问避难场所在哪里。")
        press(page, f"form[action='{path}/publication'] button[type=submit]")
        window.check_accessible()
        window.check_clean()
    with world.window(WIDE) as window:
        page = window.open("/messages/status")
        window.check_accessible()
        page.fill("#number", number)
        page.fill("#code", code)
        press(page, "main form button[type=submit]")
        assert "名单见附表。" in page.inner_text("main")
        page.locator("label", has_text="非常满意").first.click()
        press(page, "form:has(#rating) button[type=submit]")
        assert "您的评价：非常满意" in page.inner_text("main")
        window.check_accessible()
        page = window.open(f"/search?q={title}")
        assert title in page.inner_text("main")
        for path in ["/messages", "/messages/statistics", "/answers", "/inspections"]:
            window.open(path)
            window.check_accessible()
        window.check_clean()


def test_the_unit_draws_at_random(world):
    wang = session(world, "wang")
    path = re.search(r'href="(/work/inspections/\d+)"', wang.get("/work/inspections").text).group(1)
    with desk(world, "wang") as window:
        page = window.open(path)
        window.check_accessible()
        lists = {
            "matters": "抽查事项,抽查依据,抽查内容,抽查方式,事项类别\n安全检查,安全生产法,制度,现场检查,重点检查事项\n",
            "targets": "检查对象名称,统一社会信用代码,地址\n甲厂,C1,甲路\n乙厂,C2,乙路\n丙厂,C3,丙路\n",
            "officers": "姓名,执法证号\n子,Z1\n丑,Z2\n寅,Z3\n",
        }
        for kind, text in lists.items():
            page.set_input_files(f"#file-{kind}", files=[{"name": f"{kind}.csv", "mimeType": "text/csv", "buffer": text.encode()}])
            press(page, f"form:has(#file-{kind}) button[type=submit]")
        for name, value in [("first", "1"), ("last", "12"), ("count", "2")]:
            page.fill(f"[id^={name}-]", value)
        press(page, f"form[action='{path}/plans'] button[type=submit]")
        page.select_option("#matter", label="安全检查")
        page.fill("#count", "2")
        press(page, f"form[action='{path}/draws'] button[type=submit]")
        assert "用种子重新抽取，结果相同" in page.inner_text("main")
        window.check_accessible()
        window.check_clean()
