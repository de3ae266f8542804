"""Requests for disclosure in real windows: every channel, each of the 21 outcomes, and what lies between; then the ledger and the report add up."""

import datetime
import io
import json
import re
import uuid

import openpyxl

from browsing import NARROW, WIDE, each
from gate import desk, document, field, session, words

UNIT, EDITOR, OTHER_EDITOR = "应急管理局", "wang", "li"
SECRECY, LEGAL, SIGNER, OFFICE = "qian", "zhao", "sun", "zhou"

# Each outcome with the key of its choice on the reply's form, and what it needs besides reasons.
OUTCOMES = {
    "disclosed": {"released": "随本答复书提供预案一份"},
    "partlyDisclosed": {"released": "随本答复书提供名册的公开部分", "parts": [("处置措施", "1", ""), ("人员联系方式", "0", "涉及个人隐私，权利人不同意公开")]},
    "stateSecret": {}, "forbiddenByLaw": {}, "endangersSecurity": {}, "thirdPartyRights": {}, "internalMatters": {}, "deliberation": {},
    "enforcementFile": {}, "specialQuery": {}, "notHeld": {"office": "明川县水利局", "contact": "0900-5550299"}, "needsMaking": {}, "stillUnclear": {},
    "petition": {}, "repeated": {}, "publication": {}, "excessive": {}, "confirmation": {}, "notClarified": None, "feeUnpaid": None, "other": {},
}
# A refusal of these goes to review before any court.
REVIEW_FIRST = {
    "partlyDisclosed", "stateSecret", "forbiddenByLaw", "endangersSecurity", "thirdPartyRights", "internalMatters", "deliberation", "enforcementFile"}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CHANNELS = ["counter", "signedPost", "plainPost", "fax", "email", "internet"]


def today():
    return (datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=8)).date()


def prepare(world):
    """What letters need of the county: 机关代字, the superior government, the ways to pay and to complain; set once, by whoever comes first."""
    if getattr(world, "requests_ready", False):
        return
    office = session(world, OFFICE)
    page = office.get("/work/requests/settings").text
    line = re.search(rf'<label[^>]*for="(word\.\d+)"[^>]*>[^<]*{UNIT}', page)
    if f'name="{line.group(1)}" value=""' in page or not field(page, line.group(1)):
        assert office.post("/work/requests/settings", {"act": "words", line.group(1): "明应急"}).status == 303
    if not field(page, "superior"):
        columns = re.findall(r'name="column" value="([^"]+)"', page)
        form = {
            "act": "settings", "version": field(page, "version"), "superior": "云州市人民政府", "onlineReview": "https://review.example.gov.cn",
            "paymentPlace": "到县政务服务大厅缴费窗口缴纳", "petitionChannel": "县信访局，电话 0900-5550999", "column": columns,
            **{name: field(page, name) for name in re.findall(r'name="(place\.[^"]+)"', page)}}
        # Another process may be the first.
        reply = office.post("/work/requests/settings", form)
        assert reply.status in (303, 409), words(reply.text)[:400]
    world.requests_ready = True


class Case:
    """One request in the hands of its clerks, each in a window of their own."""

    def __init__(self, world, channel="counter", days_ago=0, kind="person"):
        prepare(world)
        self.world, self.path = world, None
        self.words = f"应急预案和演练记录（{uuid.uuid4().hex[:10]}）"
        with self.at(EDITOR, "/work/requests/new") as page:
            day = (today() - datetime.timedelta(days=days_ago)).isoformat()
            page.select_option("#channel", channel)
            page.select_option("#unit", label=page.locator("#unit option", has_text=UNIT).first.inner_text())
            page.fill("#submitted" if channel == "counter" else "#received", day)
            if channel not in ("counter", "signedPost"):
                page.fill("#confirmed", day)
            page.select_option("#kind", kind)
            page.fill("#name", "测试人甲" if kind == "person" else "测试商行")
            if kind == "person":
                page.select_option("#document", "passport")
                page.fill("#documentNumber", f"E{uuid.uuid4().int % 10**8:08}")
            else:
                page.fill("#representative", "测试人乙")
                page.fill("#contactPerson", "测试人丙")
            page.fill("#phone", "13900000000")
            page.fill("#address", "明川县城关街道测试路 1 号")
            page.fill("#description", self.words)
            page.select_option("#carrier", "paper")
            page.select_option("#delivery", "post")
            with page.expect_navigation():
                page.click("button[value=register]")
            assert "已登记" in page.title(), words(page.content())[:400]
            self.code = re.search(r"[a-z0-9]{4}(-[a-z0-9]{4}){3}", page.inner_text("main")).group(0)
            self.number = re.search(r"SQ\d{4}-\d{5}", page.inner_text("main")).group(0)
            self.path = page.locator("a", has_text="办理这件申请").get_attribute("href")

    def at(self, login, path=None):
        return Visit(self.world, login, path or self.path)

    def state(self):
        return words(session(self.world, EDITOR).get(self.path).text)

    def record(self, kind, day=None, days=None):
        with self.at(EDITOR) as page:
            page.select_option("#fact-kind", kind)
            page.fill("#fact-day", (day or today()).isoformat())
            if days:
                page.fill("#fact-days", str(days))
            send(page, f"form[action='{self.path}/facts'] button[type=submit]")

    def search(self):
        with self.at(EDITOR) as page:
            page.locator("summary", has_text="记录在别处的检索").click()
            page.fill("#search-place", "机关档案室")
            page.fill("#search-words", "预案 演练")
            page.fill("#search-found", "1")
            send(page, f"form[action='{self.path}/searches'] button:has-text('记录检索')")

    def propose(self, outcome, is_hard=False):
        needs = OUTCOMES[outcome]
        with self.at(EDITOR, f"{self.path}/reply") as page:
            page.check(f"#choice-{outcome}\\.0")
            page.fill("#reasons", "经审查，理由如下，依据见条文。" if outcome != "disclosed" else "")
            page.fill("#released", needs.get("released", ""))
            for box in page.locator("#enclosed input[type=checkbox]").all():
                box.check()
            if outcome == "other":
                page.fill("#otherGround", "《中华人民共和国政府信息公开条例》第五十一条")
            for name in ("office", "contact"):
                if name in needs:
                    page.fill(f"#{name}", needs[name])
            if is_hard:
                page.check("#isHard")
            for index, (part, shown, reason) in enumerate(needs.get("parts", [])):
                if page.locator(f"[id='part.{index}.name']").count() == 0:
                    send(page, "button[value=add-part]")
                page.fill(f"[id='part.{index}.name']", part)
                page.select_option(f"[id='part.{index}.disclosed']", shown)
                page.fill(f"[id='part.{index}.reason']", reason)
            send(page, ".form-acts button[value=submit]")

    def decide(self, login, verdict="approved", opinion=""):
        with self.at(login, f"{self.path}/reply") as page:
            page.fill("#opinion", opinion)
            send(page, f"button[name=verdict][value={verdict}]")

    def issue(self, kind, date=None, **fields):
        """Fills, looks at and sends a letter; its words."""
        with self.at(EDITOR, f"{self.path}/letters/new/{kind}") as page:
            for name, value in fields.items():
                page.fill(f"[id='{name.replace('__', '.')}']", value)
            if kind == "feeNotice":
                page.check("#basis-pages")
            if date:
                page.fill("#date", date.isoformat())
            send(page, f"form[action='{self.path}/letters/new/{kind}'] button[type=submit]")
            shown = page.locator(".letter-work").inner_text()
            send(page, f"form[action='{self.path}/letters/issue/{kind}'] button[type=submit]")
        return shown

    def serve(self, way="post", proof="EMS 1234567890123"):
        with self.at(EDITOR) as page:
            with page.expect_navigation():
                page.locator("main th a", has_text="答复书").last.click()
            page.select_option("#way", way)
            page.fill("#day", today().isoformat())
            page.fill("#proof", proof)
            send(page, "button:has-text('记录送达')")

    def answer(self, outcome, is_hard=False):
        self.search()
        self.propose(outcome, is_hard)
        for login in [SECRECY] + ([LEGAL] if is_hard else []) + [SIGNER]:
            self.decide(login)
        text = self.issue(f"reply.{outcome}")
        self.serve()
        return text

    def attach(self, name, body):
        """A file that may go to the applicant with the reply."""
        with self.at(EDITOR) as page:
            page.set_input_files("input[type=file]", {"name": name, "mimeType": DOCX, "buffer": body})
            page.select_option("form:has(input[type=file]) select", label="提供给申请人的信息")
            send(page, "form:has(input[type=file]) button[type=submit]")

    def look(self, window):
        """The applicant's page of the case."""
        page = window.open("/disclosure/requests/status")
        page.fill("#number", self.number)
        page.fill("#code", self.code)
        send(page, "main form button[type=submit]")
        return page

    def archive(self):
        with self.at(EDITOR) as page:
            send(page, f"form[action='{self.path}/archive'] button")


class Visit:
    """A page of somebody's, in the window that they have open all day; it must be without complaints when it is left."""

    def __init__(self, world, login, path):
        self.path = path
        windows = world.__dict__.setdefault("request_windows", {})
        if login not in windows:
            opened = desk(world, login)
            # The desk is kept with its window: when it goes, the window is closed.
            windows[login] = (opened, opened.__enter__())
        self.window = windows[login][1]

    def __enter__(self):
        self.window.complaints.clear()
        return self.window.open(self.path)

    def __exit__(self, kind, error, trace):
        if kind is None:
            self.window.check_clean()


def send(page, selector):
    with page.expect_navigation():
        page.locator(selector).first.click()
    summary = page.locator(".error-summary")
    assert summary.count() == 0, summary.first.inner_text()
    assert "没有执行" not in page.title() and "不能" not in page.title(), words(page.content())[:500]


@each(lambda world: [(channel, (channel,)) for channel in CHANNELS])
def test_every_channel_from_registration_to_service(world, channel):
    case = Case(world, channel, kind="business" if channel == "fax" else "person")
    assert "已受理" in case.state() and "个工作日" in case.state()
    text = case.answer("disclosed")
    assert "测试" in text and "预案一份" in text
    assert "已送达" in case.state()


@each(lambda world: [(outcome, (outcome,)) for outcome in OUTCOMES])
def test_each_of_the_21_outcomes(world, outcome):
    if outcome == "notClarified":
        case = Case(world, days_ago=60)
        case.record("clarificationAsked", today() - datetime.timedelta(days=58), 7)
        case.record("abandoned")
    elif outcome == "feeUnpaid":
        case = Case(world, days_ago=70)
        case.issue("feeNotice", date=today() - datetime.timedelta(days=65), count="120")
        case.record("feeLapsed")
    else:
        case = Case(world)
        text = case.answer(outcome, is_hard=outcome in REVIEW_FIRST)
        assert ("应当先" in text) == (outcome in REVIEW_FIRST), text[-400:]
    case.archive()
    shown = case.state()
    assert "已归档" in shown and "保管到" in shown, shown[:400]


def test_between_intake_and_answer(world):
    """Clarification restarts the period, consultation stops it, an extension lengthens it; the applicant sees the same."""
    case = Case(world)
    case.issue("clarification", text__clarificationItems="请写明预案的名称。", workingDays="10")
    assert "待补正" in case.state()
    case.record("clarified")
    assert "已补正" in case.state()
    case.issue("thirdPartyConsultation", text__thirdParty="测试化工厂", text__information="预案中的联络表", workingDays="15")
    assert "征求第三方意见" in case.state()
    case.record("thirdPartyAnswered")
    with case.at(EDITOR) as page:
        page.fill("#wish-reason", "需要查阅的档案较多")
        send(page, f"form[action='{case.path}/extension'] button")
    # Who asks does not grant; the head of the disclosure office does.
    assert session(world, EDITOR).post(case.path + "/extension/decision", {"granted": "yes"}).status == 403
    with case.at(OFFICE) as page:
        send(page, "button[name=granted][value=yes]")
    assert "已延期" in case.state()
    case.issue("extension", text__reasons="需要查阅的档案较多")
    with world.window() as window:
        page = window.open("/disclosure/requests/status")
        page.fill("#number", case.number)
        page.fill("#code", case.code)
        with page.expect_navigation():
            page.locator("main form button[type=submit]").first.click()
        shown = page.inner_text("main")
        assert "延长答复期限" in shown and "测试人甲" not in shown, shown[:600]
    case.answer("internalMatters", is_hard=True)


def test_a_fee_is_charged_and_paid(world):
    case = Case(world)
    text = case.issue("feeNotice", count="120")
    assert re.search(r"1,?100 ?元", text), text[-600:]
    assert "待缴费" in case.state()
    case.record("feePaid")
    assert "已缴费" in case.state() and "已收信息处理费" in case.state()
    case.answer("disclosed")


def test_two_clerks_on_one_case_lose_nothing(world):
    case = Case(world)
    first, second = session(world, EDITOR), session(world, OTHER_EDITOR)
    version = field(first.get(case.path).text, "version")
    form = {"version": version, "fact-kind": "clarificationAsked", "fact-day": today().isoformat(), "fact-days": "7"}
    assert first.post(case.path + "/facts", form).status == 303
    late = second.post(case.path + "/facts", {**form, "fact-kind": "withdrawn", "fact-note": "申请人来电撤回"})
    assert late.status == 409 and "申请人来电撤回" in late.text, f"{late.status} {words(late.text)[:300]}"
    assert "待补正" in case.state()


def test_refusals_say_why(world):
    case = Case(world)
    clerk = session(world, EDITOR)
    for place, form, status in [
        ("/facts", {"fact-kind": "served", "fact-day": today().isoformat()}, 422),
        ("/facts", {"fact-kind": "nonsense", "fact-day": today().isoformat()}, 422),
        ("/facts", {"fact-kind": "withdrawn", "fact-day": "2026-02-30"}, 422),
        ("/identity", {"identity-reason": ""}, 422),
        ("/letters/issue/reply.disclosed", {}, 422),
    ]:
        form = {"version": field(clerk.get(case.path).text, "version"), **form}
        reply = clerk.post(case.path + place, form)
        assert reply.status == status and re.search(r"[一-龥]{6,}", words(reply.text)), f"{place} {form} 返回 {reply.status}：{words(reply.text)[:200]}"
    assert session(world, "wu").get(case.path).status == 403
    assert session(world, "chu").get(case.path).status == 403


def test_what_is_served_online_is_read_and_kept_by_the_applicant(world):
    """The letter on the page, as Word and as PDF, and the enclosed file; a long name of the letter or of the file does not push the page apart."""
    case = Case(world)
    file = document("防汛应急预案", ["第一章 总则"])
    name = "城关街道防汛应急预案和二〇二五年度应急演练记录汇编"
    case.attach(f"{name}.docx", file)
    case.search()
    case.propose("disclosed")
    for login in (SECRECY, SIGNER):
        case.decide(login)
    case.issue("reply.disclosed")
    case.serve("online", "网上送达")
    for width in (WIDE, NARROW):
        with world.window(width=width) as window:
            page = case.look(window)
            window.check_accessible()
            window.check_width()
            kept = {}
            for label in ("下载 Word 文件", "下载 PDF", f"下载：{name}.docx"):
                with page.expect_download() as download:
                    page.locator("main button", has_text=label).click()
                kept[label] = download.value.path().read_bytes()
            assert kept["下载 Word 文件"][:2] == b"PK" and kept["下载 PDF"][:5] == b"%PDF-"
            assert kept[f"下载：{name}.docx"] == file
            with page.expect_navigation():
                page.locator("main button", has_text="查看、打印").click()
            assert "答复书" in page.content() and "预案一份" in page.content()
            window.check_clean()


def test_who_asked_goes_on_in_the_parts_of_a_split_request(world):
    case = Case(world)
    with case.at(EDITOR) as page:
        page.locator("summary", has_text="拆分为几件").click()
        page.fill("#split-parts", "城关街道防汛应急预案\n城关街道演练记录")
        page.fill("#split-reason", "两件事由不同科室保存")
        send(page, "form[action$='/split'] button")
    for width in (WIDE, NARROW):
        with world.window(width=width) as window:
            page = case.look(window)
            window.check_accessible()
            window.check_width()
            assert "已拆分" in page.inner_text("main")
            numbers = page.locator("main button", has_text="的办理进度")
            assert numbers.count() == 2
            first = re.search(r"SQ\d{4}-\d{5}", numbers.first.inner_text()).group(0)
            send(page, f"main button:has-text('查看 {first} 的办理进度')")
            assert first in page.inner_text("main") and first != case.number
            window.check_clean()


def test_script_in_every_field_stays_text(world):
    clerk = session(world, EDITOR)
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    page = clerk.get("/work/requests/new").text
    names = re.findall(r'<(?:input|textarea|select)[^>]* name="([^"]+)"', page)
    form = {name: evil for name in names if name not in ("csrf", "token")}
    reply = clerk.post("/work/requests", {**form, "token": field(page, "token"), "act": "register"})
    assert reply.status == 422, reply.status
    assert "<script>alert(1)" not in reply.text and "<img src=x" not in reply.text


def test_the_ledger_and_the_report_add_up(world):
    """What the ledger counts is what the report's third table counts, column by column."""
    Case(world).answer("disclosed")
    office = session(world, OFFICE)
    reply = office.get("/work/requests/ledger.xlsx")
    assert reply.status == 200
    sheet = openpyxl.load_workbook(io.BytesIO(reply.body)).active
    assert sheet.freeze_panes and sheet.page_setup.orientation == "landscape"
    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    head = next(row for row in rows if "申请编号" in row)
    table = [dict(zip(head, row)) for row in rows[rows.index(head) + 1:] if re.match(r"SQ\d{4}-\d+", row[head.index("申请编号")])]
    assert len(table) >= 1 and all(line["接收时间"] and line["申请内容"] for line in table if line["办理结果"])
    report = world.portal.command("annual-report", "compute", "--year", str(today().year), "--unit", "yjj", "--json")
    rows = {row["row"]: row["cells"] for row in json.loads(report)["table3"]["rows"]}
    for column in rows[1]:
        received, carried, total, left = (int(rows[number][column]) for number in (1, 2, 24, 25))
        assert received + carried == total + left, f"{column}：{received}+{carried}≠{total}+{left}"
        assert sum(int(rows[number][column]) for number in range(3, 24)) == total


@each(lambda world: [(f"{width}", (width,)) for width in (WIDE, NARROW)])
def test_pages_of_requests_are_accessible(world, width):
    case = Case(world)
    case.search()
    case.propose("internalMatters", is_hard=True)
    places = [
        (EDITOR, "/work/requests"), (EDITOR, "/work/requests/new"), (EDITOR, "/work/requests/import"), (EDITOR, "/work/requests/statistics"), (EDITOR, case.path),
        (EDITOR, case.path + "/reply"), (SECRECY, case.path + "/reply"), (EDITOR, case.path + "/letters/new/clarification"), (EDITOR, "/work/disputes"),
        (OFFICE, "/work/letters"), (OFFICE, "/work/letters/clarification"), (OFFICE, "/work/requests/settings"),
    ]
    for login, path in places:
        with desk(world, login, width=width) as window:
            window.open(path)
            window.check_accessible()
            window.check_width()
            window.check_clean()
