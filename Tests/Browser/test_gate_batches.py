"""A whole list at once (批量公开): looked at before it is brought in, refused row by row, decided and undone as a whole."""

import csv
import io
import re
import time

from browsing import NARROW, WIDE
from gate import DECIDERS, desk, saved, session, words

import openpyxl


def permits(rows, faulty=0):
    book = openpyxl.Workbook()
    sheet = book.active
    # Every element that the catalogue demands has a column of its name.
    sheet.append(["决定书文号", "许可事项", "许可内容", "决定日期", "许可证编号", "有效期", "企业名称"])
    mark = time.monotonic_ns() % 100000
    for number in range(1, rows + 1):
        day = "2026-13-45" if number <= faulty else "2026-03-02"
        sheet.append([f"川应许〔2026〕{mark}{number}号", f"安全生产许可第 {mark}-{number} 号", f"准予第 {number} 家企业的许可", day, f"MC-{mark}-{number}", "2029-03-01", f"明川第 {number} 矿业公司"])
    return saved(book)


def brought(window, content, name="许可结果.xlsx"):
    """The preview of a list that has just been uploaded."""
    page = window.open("/work/batches/new")
    option = page.locator("#item option:has-text('安全生产许可结果')").first.get_attribute("value")
    page.select_option("#item", option)
    page.set_input_files("#file", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
    with page.expect_navigation():
        page.click("form:has(#file) button[type=submit]")
    return page


def waited(page, condition, sentence, seconds=30):
    """Reloads until the work behind the page has come so far."""
    end = time.monotonic() + seconds
    while not condition(page.locator("main").inner_text()):
        assert time.monotonic() < end, f"{sentence}：{page.locator('main').inner_text()[:500]}"
        page.wait_for_timeout(300)
        page.reload()


def sound(window):
    for width in (WIDE, NARROW):
        window.page.set_viewport_size({"width": width, "height": 900})
        window.check_width()
        window.check_accessible()


def act(page, place):
    """Presses the button of that act and waits for the page that follows."""
    with page.expect_navigation():
        page.locator(f"form[action$='/{place}'] button[type=submit]").first.click()


def test_a_list_is_looked_at_before_it_is_brought_in(world):
    with desk(world, "wang") as window:
        page = brought(window, permits(12, faulty=2))
        text = page.locator("main").inner_text()
        assert "10 行" in text and "日期“2026-13-45”无法识别" in text, text[:600]
        sound(window)
        rows = session(world, "wang").get(re.sub(r"\?.*", "", page.url.removeprefix(world.portal.origin)) + "/problems").body.decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(rows)))) == 3, rows
        path = re.sub(r"\?.*", "", page.url.removeprefix(world.portal.origin))
        assert session(world, "wu").get(path).status == 403, "别的单位不应看到这一批"
        page.locator("details:has(form[action$='/removal']) > summary").click()
        act(page, "removal")
        assert "已" in page.locator(".notice").inner_text()
        left = session(world, "wang").get(path)
        assert left.status == 404 or "/import" not in left.text, f"删除以后还能导入：{words(left.text)[:300]}"
        window.check_clean()


def test_more_than_the_most_rows_are_refused_at_once(world):
    head = "决定书文号,名称,许可内容,决定日期,单位\n"
    content = (head + "".join(f"川应许〔2026〕{row}号,某许可,准予许可,2026-03-02,某企业\n" for row in range(51_000))).encode()
    with desk(world, "wang") as window:
        window.expected = 413
        began = time.monotonic()
        page = brought(window, content, "许可结果.csv")
        assert time.monotonic() - began < 20
        assert "50,000" in page.locator(".error-summary").inner_text(), words(page.content())[:400]
        sound(window)


def test_a_list_goes_through_the_gate_and_is_undone_as_a_whole(world):
    with desk(world, "wang") as window:
        page = brought(window, permits(3))
        path = re.sub(r"\?.*", "", page.url.removeprefix(world.portal.origin))
        act(page, "import")
        waited(page, lambda text: "提交 3 份审核" in text, "没有导入")
        sound(window)
        page.set_viewport_size({"width": WIDE, "height": 900})
        act(page, "submission")
        waited(page, lambda text: "审批中" in text and "3 份" in text, "没有提交")
    for login, step in zip(DECIDERS, ("审核：3 份", "保密审查：3 份", "领导签发：3 份")):
        with desk(world, login) as window:
            page = window.open(path)
            waited(page, lambda text: step in text, f"没有等到{step}")
            page.locator("textarea").first.fill("整批核对无误")
            with page.expect_navigation():
                page.click("button[value=approved]")
            window.check_clean()
    with desk(world, "wang") as window:
        page = window.open(path)
        waited(page, lambda text: "公开 3 份" in text, "没有批准")
        act(page, "publication")
        waited(page, lambda text: "已公开（含后来撤下的）" in text, "没有公开")
        page.wait_for_timeout(300)
    with desk(world, "sun") as window:
        page = window.open(path)
        page.click("details.fold summary")
        page.fill("#reason", "名单有误，整批撤下")
        page.select_option("#ground", "误发或者内容有错误")
        sound(window)
        act(page, "undo")
        waited(page, lambda text: "已整批撤销" in text or "已撤销" in text, "没有撤销")
        sound(window)
