"""A whole day of the publishing gate, in real windows: once with the mouse, once with the keyboard alone."""

import datetime
import re

from playwright.sync_api import TimeoutError

from browsing import each
from gate import DECIDERS, cells, desk, document, identity_number, people, session, words, workbook
from portal import PASSWORD


class Mouse:
    """Somebody who clicks."""

    def __init__(self, window):
        self.window, self.page = window, window.page

    def press(self, selector):
        self.page.locator(selector).first.click()

    def reach(self, selector):
        self.page.locator(selector).first.click()

    def write(self, selector, text):
        self.page.locator(selector).first.fill(text)

    def date(self, selector, day):
        self.page.fill(selector, day)

    def choose(self, selector, value):
        self.page.select_option(selector, value)

    def tick(self, selector):
        self.page.check(selector)

    def follow(self, selector):
        """Presses what leads to another page, and waits for that page."""
        with self.page.expect_navigation():
            self.press(selector)

    def pick(self, selector, name, content):
        self.page.set_input_files(selector, {"name": name, "mimeType": "application/octet-stream", "buffer": content})

    def download(self, selector):
        """The bytes of a file."""
        with self.page.expect_download() as download:
            self.press(selector)
        return download.value.path().read_bytes()

    def save(self):
        with self.page.expect_response(lambda answer: "/autosave" in answer.url) as answer:
            self.page.keyboard.press("Control+s")
        assert answer.value.status == 200, f"保存返回 {answer.value.status}"


class Keyboard(Mouse):
    """Somebody without a mouse: Tab, Enter, Space, arrows and letters, and nothing else."""

    def reach(self, selector):
        self.window.tab_to(selector, 400)

    def press(self, selector):
        self.reach(selector)
        self.page.keyboard.press("Enter")

    def write(self, selector, text):
        self.reach(selector)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, selector, value):
        self.reach(selector)
        for _ in range(40):
            if self.page.locator(selector).input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"用方向键选不到“{value}”")

    def date(self, selector, day):
        self.reach(selector)
        year, month, number = day.split("-")
        # The parts stand in the order of the browser's own language.
        self.page.keyboard.type(month + number + year)
        assert self.page.input_value(selector) == day, f"用键盘填的日期成了 {self.page.input_value(selector)}"

    def tick(self, selector):
        self.reach(selector)
        self.page.keyboard.press("Space")
        assert self.page.is_checked(selector), f"{selector} 没有勾上"

    def pick(self, selector, name, content):
        # The browser opens the chooser only while it counts the key as the person's own; on a busy machine a press can be lost.
        for attempt in range(3):
            self.reach(selector)
            try:
                with self.page.expect_file_chooser(timeout=5000) as chooser:
                    self.page.keyboard.press("Space")
                break
            except TimeoutError:
                assert attempt < 2, f"按空格打不开文件选择：{self.window.focused}"
        chooser.value.set_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})


def address(page, selector):
    """A plain selector for a link that is found by its words: the keyboard needs one that the browser itself understands."""
    return f"a[href='{page.locator(selector).first.get_attribute('href')}']"


def row(page, selector, text):
    """The same for the row of a table with those words."""
    texts = page.locator(selector).all_inner_texts()
    found = [number for number, line in enumerate(texts, 1) if text in line]
    assert found, f"表中没有“{text}”：{texts}"
    return f"{selector}:nth-child({found[0]})"


class Day:
    """One document from its duty to its withdrawal."""

    def __init__(self, world, hand, item_name, number):
        self.world, self.hand_type, self.item_name, self.number = world, hand, item_name, number
        mark = hand.__name__
        self.title = f"明川县应急管理局关于冬春救助资金发放情况的公示（{'一' if hand is Mouse else '二'}）"
        self.people = people(30, mark)
        self.hidden = people(3, mark + "备查")
        self.own = identity_number()

    def hand(self, window):
        return self.hand_type(window)

    # MARK: The clerk

    def sign_in(self, hand):
        hand.window.open("/work/obligations")
        assert hand.page.locator("h1").inner_text() == "登录工作台", "没有登录应当先登录"
        hand.write("#login", "wang")
        hand.write("#password", PASSWORD)
        hand.follow("main form.form button")
        assert hand.page.url.endswith("/work/obligations"), f"登录后到了 {hand.page.url}"
        hand.follow(".work-nav a[href='/work']")

    def record(self, hand):
        """登记触发事件: from the day on which it happened the time for publishing runs."""
        hand.follow(".page-top a[href$='/events/new']")
        hand.follow(address(hand.page, f".documents a:has-text('{self.item_name}')"))
        hand.date("#day", (datetime.date.today() - datetime.timedelta(days=75)).isoformat())
        hand.write("#what", f"明应急〔2026〕{self.number}号")
        hand.follow("form:has(#what) button[type=submit]")
        assert "已逾期" in hand.page.locator(".facts").first.inner_text(), words(hand.page.content())[:300]
        derivation = hand.page.locator("section:has(#derivation)").inner_text()
        assert "工作日" in derivation, f"没有写明期限是怎么算的：{derivation[:300]}"
        hand.follow(".work-nav a[href='/work']")

    def draft(self, hand):
        hand.follow(row(hand.page, "#overdue ~ div tbody tr", f"明应急〔2026〕{self.number}号") + " button")
        self.path = re.sub(r"\?.*", "", hand.page.url.removeprefix(self.world.portal.origin))
        assert "已新建" in hand.page.locator(".notice").inner_text()
        facts = hand.page.locator(".facts").first.inner_text()
        for name in ("公开事项", "公开依据", "公开时限", "应公开日期", "公开对象"):
            assert name in facts, f"表单没有按事项写明{name}：{facts}"
        self.item = hand.page.locator(".facts a[href^='/items/']").first.get_attribute("href")
        assert hand.page.locator(".element").count() > 0, "表单没有事项的要素"

    def fill(self, hand):
        hand.write("#title", self.title)
        for index in range(hand.page.locator(".element").count()):
            hand.tick(f"input[name='element.{index}.covered']")
            hand.write(f"input[name='element.{index}.note']", "见正文")
        hand.save()
        body = document(
            "发放情况", ["现将 2026 年冬春救助资金发放情况公示如下，公示期七个工作日。", f"经办人身份证号码 {self.own}，电话 13900001234。"],
            [["类别", "户数", "金额"], ["特困人员", "12", "2400"], ["低保对象", "18", "3600"]])
        hand.press("details:has(#body-file) > summary")
        hand.pick("#body-file", "公示.docx", body)
        hand.follow("form:has(#body-file) button[type=submit]")
        assert "已导入" in hand.page.locator(".notice").inner_text()
        assert hand.page.locator("#title").input_value() == self.title, "导入正文把标题弄丢了"
        assert hand.page.locator(".editor-area td").count() == 9, "正文的表格没有保留"
        hand.pick(".attachment-picker input[type=file]", "发放名册.xlsx", workbook(self.people, self.hidden))
        hand.page.wait_for_selector("#attachment-list a:has-text('发放名册.xlsx')")

    def is_stopped(self, hand):
        hand.window.expected = 422
        hand.follow("button[name=act][value=submit]")
        assert hand.page.locator(".error-summary").count() == 1, words(hand.page.content())[:900]
        assert "必须处理" in hand.page.locator(".error-summary").inner_text()
        assert "error-summary" in hand.window.focused[3], f"错误汇总没有得到焦点：{hand.window.focused}"
        hand.press(".findings details > summary")
        found = hand.page.locator(".findings").inner_text()
        for place in ("正文第 3 段", "发放名册.xlsx", "备查"):
            assert place in found, f"检查发现没有写明位置“{place}”：{found[:600]}"
        source = hand.page.locator(".findings").inner_html()
        for _, number, phone, _ in self.people + self.hidden:
            assert number not in source and phone not in source, "检查发现里不应写出完整的号码"

    def mask(self, hand):
        hand.window.expected = 200
        hand.follow("form.one-click button")
        assert "去标识化" in hand.page.locator(".notice").inner_text()
        assert "已去标识化" in hand.page.locator("#attachment-list").inner_text()
        assert self.own not in hand.page.locator(".body-editor textarea").input_value()
        assert hand.page.locator(".finding.blocking").count() == 0, hand.page.locator(".findings").inner_text()[:600]
        self.check_masked(hand.download("#attachment-list a[href$='/attachments/1']"))
        self.check_original()

    def check_masked(self, content):
        text = cells(content)
        for name, number, phone, _ in self.people + self.hidden:
            assert number not in text and phone not in text, "去标识化以后的附件还有完整的号码"
            assert number.encode() not in content
        assert "金额（元）" in text and "200" in text, "去标识化把表格弄坏了"

    def check_original(self):
        place = self.path + "/attachments/1/original"
        kept = session(self.world, "li").get(place)
        assert kept.status == 200 and self.people[0][1] in cells(kept.body), "本单位应当能打开封存的原件"
        assert session(self.world, "wu").get(place).status == 403, "别的单位不应打开封存的原件"
        assert session(self.world, "zhou").get(place).status == 403, "政务公开办不应打开封存的原件"
        assert self.world.portal.get(place).status == 303, "没有登录不应打开封存的原件"

    def submit(self, hand):
        hand.follow("button[name=act][value=submit]")
        assert "已提交" in hand.page.locator(".notice").inner_text(), words(hand.page.content())[:600]

    def correct_after_return(self, hand):
        hand.window.open("/work")
        hand.follow(f"#returned ~ ul a[href='{self.path}']")
        assert "请写明咨询电话" in hand.page.locator(".trail").inner_text(), "退回的理由没有写出来"
        self.add_line(hand, "咨询电话请见单位页面。")
        hand.save()
        self.submit(hand)

    @staticmethod
    def add_line(hand, line):
        hand.reach(".editor-area")
        for key in ("Control+End", "Enter"):
            hand.page.keyboard.press(key)
        hand.page.keyboard.type(line)

    # MARK: Those who decide

    def decide(self, login, verdict, opinion=""):
        with desk(self.world, login) as window:
            hand = self.hand(window)
            window.open("/work")
            hand.follow(f"#waiting ~ ul a[href='{self.path}']")
            assert hand.page.locator(".progress .now").count() == 1
            if opinion:
                hand.write("#opinion", opinion)
            hand.follow(f"button[name=verdict][value={verdict}]")
            assert hand.page.locator(".notice").count() == 1, words(hand.page.content())[:600]
            window.check_clean()

    def decide_all(self):
        for login in DECIDERS:
            self.decide(login, "approved")

    def publish(self, hand):
        hand.window.open("/work")
        hand.follow(f"#waiting ~ ul a[href='{self.path}']")
        hand.follow("button[value=publish]")
        assert "已公开" in hand.page.locator(".notice").inner_text(), words(hand.page.content())[:600]
        self.publication = re.sub(r"\?.*", "", hand.page.url.removeprefix(self.world.portal.origin))
        self.public = "/disclosures/" + self.publication.rsplit("/", 1)[1]

    # MARK: The citizen

    def citizen_reads(self):
        with self.world.window() as window:
            hand = self.hand(window)
            window.open("/")
            hand.write("#q", self.title)
            hand.page.keyboard.press("Enter")
            hand.page.wait_for_url("**/search?*")
            hand.follow(f".hits a[href='{self.public}']")
            assert hand.page.locator("h1").inner_text() == self.title
            text = hand.page.locator("main").inner_text()
            assert self.own not in text and "特困人员" in text
            assert re.search(r"本条信息于.*进入公开日志第.*条", text), "页面没有写公开日志的那句话"
            self.check_masked(hand.download(f"a[href^='{self.public}/files/']"))
            page = window.open(self.item)
            assert page.locator(f"a[href='{self.public}']").count() == 1, "事项页面没有这份信息"
            window.check_clean()

    def citizen_sees_history(self):
        with self.world.window() as window:
            hand = self.hand(window)
            window.open(self.public)
            assert "公示期改为十个工作日" in hand.page.locator("main").inner_text()
            assert "更正过 1 次" in hand.page.locator(".correction-notice").inner_text()
            hand.follow(".correction-notice a")
            hand.press("main details summary")
            text = hand.page.locator("main").inner_text()
            assert "公示期七个工作日" in text and "公示期改为十个工作日" not in text, "更正历史里没有原文"
            window.check_clean()

    def citizen_sees_tombstone(self):
        with self.world.window() as window:
            page = window.open(self.public, 410)
            text = page.locator("main").inner_text()
            for word in ("误发或者内容有错误", "名册有误，重新核对", "孙立", "年"):
                assert word in text, f"撤下说明没有“{word}”：{text}"
            assert "特困人员" not in page.content()
            found, _ = self.world.portal.search(self.title)
            assert all(line["title"] != self.title for line in found), "撤下以后还能搜到"
            for place in (f"{self.public}/print", f"{self.public}/history"):
                assert self.world.portal.get(place).status in (404, 410), f"{place} 还能打开"

    # MARK: Afterwards

    def correct(self, hand):
        hand.window.open(self.publication)
        hand.follow("form[action$='/correction'] button")
        self.path = re.sub(r"\?.*", "", hand.page.url.removeprefix(self.world.portal.origin))
        assert hand.page.locator("h1").inner_text().startswith("更正：")
        text = hand.page.locator(".body-editor textarea").input_value()
        assert "公示期七个工作日" in text
        self.add_line(hand, "更正：公示期改为十个工作日。")
        hand.save()
        self.submit(hand)

    def withdraw(self):
        with desk(self.world, "sun") as window:
            hand = self.hand(window)
            window.open("/work/publications")
            hand.follow(f"main a[href='{self.publication}']")
            hand.choose("#ground", "误发或者内容有错误")
            hand.write("#withdrawalReason", "名册有误，重新核对")
            hand.follow("form[action$='/withdrawal'] button")
            assert "已撤下" in hand.page.locator(".notice").inner_text(), words(hand.page.content())[:600]
            window.check_clean()


@each(lambda world: [("鼠标", (Mouse, "救灾款物通知及划拨情况", 71)), ("键盘", (Keyboard, "救灾款物通知及划拨情况", 72))])
def test_a_document_from_its_duty_to_its_withdrawal(world, hand, item_name, number):
    day = Day(world, hand, item_name, number)
    with world.window() as window:
        clerk = day.hand(window)
        day.sign_in(clerk)
        day.record(clerk)
        day.draft(clerk)
        day.fill(clerk)
        day.is_stopped(clerk)
        day.mask(clerk)
        day.submit(clerk)
        day.decide("zhao", "returned", "请写明咨询电话")
        day.correct_after_return(clerk)
        day.decide_all()
        day.publish(clerk)
        day.citizen_reads()
        day.correct(clerk)
        day.decide_all()
        day.publish(clerk)
        day.citizen_sees_history()
        day.withdraw()
        day.citizen_sees_tombstone()
        complaints = [text for text in window.complaints if "422" not in text]
        assert not complaints, str(complaints)
