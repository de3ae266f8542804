"""A programme in real windows: written down, tasks assigned, reported, filed, pushed, summed up in one document, and on the portal by itself."""

import datetime
import io
import re
import uuid

import docx

from browsing import NARROW, WIDE
from gate import desk, session, words

OFFICE, CLERK, UNIT = "zhou", "wang", "应急管理局"


def today():
    return (datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=8)).date()


def press(page, selector):
    with page.expect_navigation():
        page.locator(selector).first.click()
    summary = page.locator(".error-summary")
    assert summary.count() == 0, summary.first.inner_text()


def add(world, path, title, kind, unit=None, **fields):
    with desk(world, OFFICE) as window:
        page = window.open(path + "/tasks/new")
        window.check_accessible()
        page.select_option("#kind", label=kind)
        page.fill("#title", title)
        for name, value in fields.items():
            box = f"#{name.replace('_', '-')}"
            page.select_option(box, value) if name == "recurrence" else page.fill(box, value)
        if unit:
            page.locator("#units label", has_text=unit).first.click()
        press(page, "main form button[type=submit]")
        window.check_clean()
        return re.search(r"/work/programme/\d+/tasks/\d+", page.url).group(0)


def report(world, login, path, text, day=None, file=None):
    with desk(world, login) as window:
        page = window.open(path)
        window.check_accessible()
        page.fill("#text", text)
        if day:
            page.fill("#day", day)
        if file:
            page.set_input_files("#file", files=[{"name": file, "mimeType": "text/plain", "buffer": "已备案".encode()}])
        press(page, "section:has(#report) button[value=completion]")
        shown = page.inner_text("main")
        assert "已完成" in shown or "逾期完成" in shown, shown
        window.check_clean()


def test_a_whole_programme(world):
    title = f"试点方案 {uuid.uuid4().hex[:6]}"
    day, year_end = today(), f"{today().year}-12-31"
    with desk(world, OFFICE) as window:
        page = window.open("/work/programme/new")
        window.check_accessible()
        page.fill("#title", title)
        page.fill("#basis", "晋政办发〔2017〕140号")
        page.fill("#goal", "形成可复制、可推广、可考核的标准")
        for domain in ["安全生产", "义务教育"]:
            page.locator("#domains label", has_text=domain).first.click()
        page.locator("label", has_text="在门户开设专题").click()
        page.fill("#phase-name-0", "组织落实阶段")
        page.fill("#phase-first-0", f"{day.year}-01-01")
        page.fill("#phase-last-0", year_end)
        page.fill("#contact-name-0", "联络员甲")
        page.fill("#rule-title-0", "动态调整制度")
        page.fill("#rule-text-0", "目录每年调整一次。")
        press(page, "main form button[type=submit]")
        path = re.search(r"/work/programme/\d+", page.url).group(0)
        window.check_clean()
    first = (day.replace(day=1) - datetime.timedelta(days=1)).replace(day=1).isoformat()
    task = add(world, path, "梳理事项清单", "任务", UNIT, due=(day + datetime.timedelta(days=3)).isoformat())
    filing = add(world, path, "方案报备案", "备案", due=(day + datetime.timedelta(days=3)).isoformat(), recipient="市政府办公室")
    push = add(
        world, path, "专题信息推送", "信息推送", recurrence="monthly", first=first, due=f"{day.year + 1}-12-31", due_day="28", recipient="省政府门户网站")
    assert session(world, CLERK).get(path).status == 404
    with desk(world, OFFICE) as window:
        page = window.open(path)
        window.check_accessible()
        press(page, "button[value=begin]")
    assert "梳理事项清单" in words(session(world, CLERK).get("/work").text)
    report(world, CLERK, task, "已按条目梳理", file="清单.txt")
    report(world, OFFICE, filing, "已报备案", day=day.isoformat(), file="备案.txt")
    report(world, OFFICE, push, "本月推送")
    office = session(world, OFFICE)
    period = re.search(rf'href="({push}/pushes/[\d-]+)"', office.get(push).text).group(1)
    with desk(world, OFFICE) as window:
        page = window.open(period)
        window.check_accessible()
        assert "推送记录" in page.inner_text("main")
    pushed = docx.Document(io.BytesIO(office.get(period + "/docx").body))
    assert "信息推送报告" in pushed.paragraphs[0].text
    # The words of the summary, and the package with its annexes.
    with desk(world, OFFICE) as window:
        page = window.open(path + "/summary")
        window.check_accessible()
        page.fill("#summary-practice", "以目录带动公开。")
        press(page, "main form button[type=submit]")
    package = docx.Document(io.BytesIO(office.get(path + "/package").body))
    text = "\n".join(paragraph.text for paragraph in package.paragraphs)
    for part in ["总体情况", "主要做法和成效", "存在的问题", "工作建议", "以目录带动公开。", "动态调整制度", "附件 6"]:
        assert part in text, part
    cells = [cell.text for table in package.tables for row in table.rows for cell in row.cells]
    assert "公开内容（要素）" in cells and "备案.txt" in cells and any("保密审查" in cell for cell in cells)
    # The portal shows it by itself.
    topic = path.replace("/work/programme", "/topics/programme")
    for width in (WIDE, NARROW):
        with world.window(width=width) as window:
            page = window.open(topic)
            window.check_accessible()
            window.check_width()
            shown = page.inner_text("main")
            assert title in shown and "联络员甲" in shown and "安全生产" in shown and "已完成 " in shown, shown
            window.check_clean()
    assert title in world.portal.get("/").text


def test_pages_fit_a_phone(world):
    path = re.search(r'href="(/work/programme/\d+)"', session(world, OFFICE).get("/work/programme").text).group(1)
    task = re.search(rf'href="({path}/tasks/\d+)"', session(world, OFFICE).get(path).text).group(1)
    for address in ["/work/programme", "/work/programme/new", path, path + "/plan", path + "/summary", path + "/tasks/new", task]:
        with desk(world, OFFICE, width=NARROW) as window:
            window.open(address)
            window.check_accessible()
            window.check_width()
            window.check_clean()
