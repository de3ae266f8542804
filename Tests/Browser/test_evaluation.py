"""A whole round of evaluation in real windows: scheme, self-assessment, third party, inspection, appeal, composite, quota grades, rectification, re-check, bulletin."""

import contextlib
import datetime
import io
import json
import re
import subprocess
import uuid

import docx

from browsing import NARROW, WIDE
from gate import desk, session, words
from portal import ROOT

OFFICE, THIRD = "zhou", "chu"
UNITS = [("应急管理局", "wang"), ("财政局", "wu")]
# 六政办秘〔2018〕177号: first and second level with the points of their leaves.
TREE = [
    ("组织领导", [("组织保障", [3, 3]), ("工作推进方式", [2, 2, 2, 2, 2])]),
    ("工作开展", [("梳理政务公开事项", [3, 3]), ("编制政务公开事项标准", [5]), ("规范政务公开工作流程", [2, 3, 2, 2, 2, 2, 2]), ("完善政务公开方式", [2, 2, 2, 2])]),
    ("公开内容", [("公开事项及标准", [3]), ("试点领域具体公开的内容", [5]), ("公开内容与业务工作的结合情况", [4, 3, 3]), ("试点前后公开内容改进情况", [4])]),
    ("试点成效", [("促进优化政务服务", [5]), ("推动实际业务工作", [4]), ("提升群众满意度", [4]), ("推进工作常态化", [4])]),
    ("创新措施", [("可考核的规范", [3]), ("创新公开模式", [4]), ("其他创新", [4])]),
]


def today():
    return (datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=8)).date()


def scheme():
    """The city's own document where it lies beside the repository; otherwise its table, made as a web page."""
    place = ROOT.parent / "shared" / "documents" / "004_1bd760a45e34c827.txt"
    if place.is_file():
        return "004.txt", place.read_bytes()
    rows = "".join(
        f"<tr><td>{first}</td><td>{second}</td><td>{sum(leaves)}</td><td>{second}第{number}项（{points}分）</td></tr>"
        for first, seconds in TREE for second, leaves in seconds for number, points in enumerate(leaves, 1))
    ways = "".join(
        f"<tr><td>{name}</td><td>{who}</td><td>{weight}%</td></tr>"
        for name, who, weight in [("自查自评", "各单位", 10), ("专业机构测评", "第三方", 40), ("全面检查", "县政务公开办", 50)])
    return "004.html", (
        "<html><head><meta charset='utf-8'><title>验收指标</title></head><body><h1>验收指标</h1><p>按一定比例给予合格、良好、优秀等次。</p>"
        f"<table><tr><th>一级指标</th><th>二级指标</th><th>分值</th><th>三级指标</th></tr>{rows}</table>"
        f"<table><tr><th>评估方式</th><th>责任主体</th><th>权重</th></tr>{ways}</table></body></html>").encode()


class Round:
    """One round, each person in a window of their own."""

    def __init__(self, world):
        self.world, self.path = world, None

    @contextlib.contextmanager
    def at(self, login, path=None, accessible=True):
        with desk(self.world, login) as window:
            page = window.open(path or self.path)
            if accessible:
                window.check_accessible()
            yield page
            window.check_clean()

    def press(self, page, selector):
        with page.expect_navigation():
            page.locator(selector).first.click()
        summary = page.locator(".error-summary")
        assert summary.count() == 0, summary.first.inner_text()

    def step(self, act, **fields):
        with self.at(OFFICE, accessible=False) as page:
            for name, value in fields.items():
                page.fill(f"#{name.replace('_', '-')}", value)
            self.press(page, f"#act-{act}")

    def fill(self, login, unit, assessor, lost=0, by_keyboard=False):
        """Full marks for every leaf but the first, which loses some."""
        with self.at(login) as page:
            link = page.locator("#own + ul a", has_text=unit).filter(has_text=assessor)
            with page.expect_navigation():
                link.first.click()
            fields = page.locator("input[id^=score-]")
            count = fields.count()
            assert count == 34, count
            for place in range(count):
                box = page.locator(f"#leaf-{place}")
                points = re.search(r"（([\d.]+) 分）", box.locator("legend").inner_text()).group(1)
                value = str(int(points) - lost) if place == 0 else points
                if by_keyboard and place < 4:
                    page.locator(f"#score-{place}").focus()
                    page.keyboard.type(value)
                    page.keyboard.press("Tab")
                    page.keyboard.type("见材料")
                else:
                    page.fill(f"#score-{place}", value)
            if lost:
                page.fill("#comment-0", f"扣 {lost} 分：没有会议记录")
            if by_keyboard:
                # Evidence out of what the unit has published; what was typed stays.
                self.press(page, "button[value=find]")
                page.locator("label[for^=cite-]:not([for=cite-leaf])").first.click()
                self.press(page, "button[value=cite]")
                assert "已把 1 件公开文件放入" in page.inner_text("main")
                assert page.input_value("#evidence-0").startswith("公开文件 ") and page.input_value("#score-1")
            self.press(page, "button[value=submit]")
            assert "已提交" in page.inner_text("main")


def test_a_whole_round(world):
    play = Round(world)
    # The scheme: 5, 17 and 34 indicators, 10/40/50, grades by a quota that the document leaves open.
    title = f"验收指标 {uuid.uuid4().hex[:6]}"
    with play.at(OFFICE, "/work/evaluation/schemes") as page:
        page.fill("#name", title)
        page.fill("#year", str(today().year))
        name, content = scheme()
        page.set_input_files("#file", files=[{"name": name, "mimeType": "text/plain", "buffer": content}])
        play.press(page, "button:has-text('读入并核对')")
        text = page.inner_text("main")
        assert "5 / 17 / 34" in text and "100 分" in text and "比例待定" in text, text[:800]
        for place, percent in enumerate(["50", "25", "25"]):
            page.fill(f"#quota-{place}", percent)
        play.press(page, "section:has(#grades) button")
        assert "第 2 版" in page.inner_text("main")
        page.fill("#title", title)
        page.fill("#first", f"{today().year}-01-01")
        page.fill("#last", today().isoformat())
        play.press(page, "section:has(#round) button")
        play.path = re.search(r"/work/evaluation/rounds/\d+", page.url).group(0)
    # Units, people, deadlines, a sample with its seed.
    with play.at(OFFICE) as page:
        for unit, _ in UNITS:
            page.locator("label", has_text=unit).first.click()
        for label, person in [("专业机构测评", "褚云"), ("全面检查", "周平")]:
            page.locator("fieldset", has=page.locator("legend", has_text=label)).locator("label", has_text=person).click()
        play.press(page, "button:has-text('保存安排')")
        page.fill("#subject", "政策文件")
        page.fill("#count", "2")
        page.fill("#candidates", "文件甲\n文件乙\n文件丙\n文件丁")
        play.press(page, "button:has-text('抽取')")
        assert "4 抽 2" in page.inner_text("main") and "重新抽取，结果相同" in page.inner_text("main")
    play.step("open")
    # Three assessors, each sealed from the others.
    for place, (unit, login) in enumerate(UNITS):
        play.fill(login, unit, "自查自评", by_keyboard=place == 0)
        play.fill(THIRD, unit, "专业机构测评", lost=place)
        play.fill(OFFICE, unit, "全面检查", lost=place)
    third = re.search(r'href="([^"]+/sheets/[^"]+)"', session(world, THIRD).get(play.path).text).group(1)
    for login in (OFFICE, "wang"):
        refused = session(world, login).get(third)
        assert "没有会议记录" not in refused.text
    assert session(world, "li").get(play.path).status == 200
    assert session(world, "feng").get(play.path).status == 403
    # Composite, appeal, moderation, grades.
    play.step("close")
    with play.at(OFFICE) as page:
        play.press(page, "button:has-text('计算得分')")
    play.step("announce", appeals_until=(today() + datetime.timedelta(days=5)).isoformat())
    unit, login = UNITS[1]
    with play.at(login) as page:
        with page.expect_navigation():
            page.locator("a", has_text="查看得分").click()
        assert UNITS[0][0] not in page.inner_text("main table")
        with page.expect_navigation():
            page.locator("main table a", has_text=unit).click()
        # 0.1×100 + 0.4×99 + 0.5×99
        assert "99.10" in page.inner_text("main") and "没有会议记录" in page.content()
        page.select_option("#assessor", index=1)
        page.select_option("#leaf", index=0)
        page.fill("#reason", "会议记录在附件中")
        play.press(page, "button:has-text('提出申诉')")
    with play.at(OFFICE) as page:
        assert "会议记录在附件中" in page.inner_text("main")
        page.locator("input[id^=entry-]").fill("3")
        page.locator("input[id^=answer-]").fill("材料已补")
        play.press(page, "section:has(#appeals) button")
        assert "需要重新计算" in page.inner_text("main")
        play.press(page, "button:has-text('重新计算')")
    play.step("settle")
    with play.at(OFFICE, play.path + "/results") as page:
        text = page.inner_text("main")
        assert "100.00" in text and "99.50" in text and "优秀" in text and "与保存的一致" in text, text
    bulletin = session(world, OFFICE).get(play.path + "/file/bulletin.docx")
    table = docx.Document(io.BytesIO(bulletin.body)).tables[0]
    assert [cell.text for cell in table.rows[0].cells][:2] == ["名次", "单位"] and "100.00" in [cell.text for cell in table.rows[1].cells]
    # Anybody computes the same again from two files, without the database.
    files = [world.portal.folder / f"{uuid.uuid4().hex}.json" for _ in range(2)]
    for file, name in zip(files, ["scheme.json", "submissions.json"]):
        file.write_bytes(session(world, OFFICE).get(f"{play.path}/file/{name}").body)
    run = subprocess.run([world.portal.binary, "evaluation", "score", *map(str, files), "--json"], stdout=subprocess.PIPE, check=True)
    assert [unit["rounded"] for unit in json.loads(run.stdout)["units"]] == ["100.00", "99.50"]
    play.step("publish")
    # Rectification: ordered, answered with evidence, returned, answered again, closed.
    with play.at(OFFICE) as page:
        page.select_option("#order-unit", label=page.locator("#order-unit option", has_text=unit).first.inner_text())
        page.select_option("#order-leaf", index=1)
        page.fill("#problem", "领导小组没有会议记录")
        play.press(page, "button:has-text('下达整改通知')")
        order = page.locator("a", has_text="领导小组没有会议记录").get_attribute("href")
    for verdict, label in [("returned", "不通过"), ("accepted", "通过，销号")]:
        with play.at(login, order) as page:
            page.set_input_files("#file", files=[{"name": "会议记录.txt", "mimeType": "text/plain", "buffer": "会议记录".encode()}])
            play.press(page, "button:has-text('放入材料')")
            page.fill("#report", "已补齐会议记录")
            play.press(page, "button:has-text('报送')")
        with play.at(OFFICE, order) as page:
            page.fill("#finding", "已核对")
            play.press(page, f"button[value={verdict}]")
    assert "已销号" in words(session(world, login).get(order).text)
    play.step("finish")
    assert "已办结" in words(session(world, OFFICE).get(play.path).text)


def test_pages_fit_a_phone(world):
    for login, path in [(OFFICE, "/work/evaluation"), (OFFICE, "/work/evaluation/schemes"), (THIRD, "/work/evaluation"), ("wang", "/work/evaluation/orders")]:
        for width in (WIDE, NARROW):
            with desk(world, login, width=width) as window:
                window.open(path)
                window.check_accessible()
                window.check_width()
                window.check_clean()
