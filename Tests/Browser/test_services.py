"""Service guides and ratings in real windows: a guide changed through the gate, the old wording compared, lateness shown; a bad rating closed."""

import datetime
import re
import uuid

from browsing import NARROW, WIDE
from gate import DECIDERS, desk, field, session, words

OFFICE, CLERK = "zhou", "wang"


def today():
    return (datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=8)).date()


def press(page, selector, refused=False):
    with page.expect_navigation():
        page.locator(selector).first.click()
    summary = page.locator(".error-summary")
    assert (summary.count() > 0) == refused, summary.all_inner_texts() or page.inner_text("main")[:300]


def fill(page, **fields):
    for name, value in fields.items():
        page.fill("#" + name.replace("_", "-"), value)


def publish(world, draft):
    """Through the checks and three people, and out."""
    def version():
        return field(session(world, CLERK).get(draft).text, "version")

    for login, place, form in [(CLERK, "", {"act": "submit"})] + [(login, "/decision", {"verdict": "approved", "opinion": ""}) for login in DECIDERS]:
        reply = session(world, login).post(draft + place, {"version": version(), **form})
        assert reply.status == 303, f"{login} {place}: {reply.status} {words(reply.text)[:300]}"
    reply = session(world, CLERK).post(draft + "/publication", {"version": version()})
    assert reply.status == 303, words(reply.text)[:300]


def test_a_guide_changed(world):
    code, name = f"T-{uuid.uuid4().hex[:6]}", f"测试事项 {uuid.uuid4().hex[:6]}"
    with desk(world, CLERK) as window:
        page = window.open("/work/services/new/guide")
        window.check_accessible()
        fill(page, name=name, code=code, conditions="年满十八周岁", promised="尽快")
        press(page, "main form button[type=submit]", refused=True)
        fill(page, promised="20个工作日")
        press(page, "main form button[type=submit]")
        place = re.search(r"/work/services/\d+", page.url).group(0)
        shown = page.inner_text("main")
        assert "还缺" in shown and "设定依据没有写明" in shown
        # What is missing leads to its field.
        page.locator("main li a", has_text="监督电话").click()
        page.wait_for_load_state()
        assert page.url.endswith("#supervision")
        window.check_accessible()
        fill(
            page, agency="应急管理局", scope="面向社会", basis_document_0="《安全生产法》", basis_article_0="第一条", step_name_0="申请", step_actor_0="申请人",
            step_question_0="材料齐全？", step_next_0="3", step_otherwise_0="2", step_name_1="补正", step_actor_1="窗口", step_next_1="1")
        press(page, "main form button[type=submit]", refused=True)
        fill(page, step_next_0="0")
        press(page, "main form button[type=submit]")
    with desk(world, CLERK) as window:
        page = window.open(place)
        press(page, "a:has-text('编写第 1 版')")
        fill(
            page, step_next_0="3", step_name_2="审查发证", step_actor_2="应急管理局", material_name_0="营业执照", material_source_0="自备",
            material_name_1="经营场所证明", material_source_1="自备", place="大厅 6 号窗口", hours="工作日", phone="0999-1234567", supervision="0999-7654321",
            result="许可证", delivery="窗口领取", event="开办企业")
        page.select_option("#fee", "free")
        page.check("#audience-1")
        page.check("#channel-0")
        press(page, "main form button[type=submit]")
        assert "待送审" in page.inner_text("main"), page.inner_text("main")
        press(page, "#submit")
        draft = re.search(r"/work/drafts/\d+", page.url).group(0)
    number = re.search(r"\d+", place).group(0)
    assert world.portal.get(f"/services/{number}").status == 404
    publish(world, draft)
    first = words(world.portal.get(f"/services/{number}").text)
    assert name in first and "经营场所证明" in first and "一律不得向您索要" in first
    # A change: the approval ended last week, so it is late whenever it comes.
    with desk(world, CLERK) as window:
        page = window.open(place)
        press(page, "form[action$='/versions'] button")
        fill(page, material_name_1="", material_source_1="", promised="10个工作日", reason="取消经营场所证明", effective=today().isoformat())
        press(page, "main form button[type=submit]")
        fill(page, approval_day=(today() - datetime.timedelta(days=7)).isoformat(), approval_document="明政办〔2026〕9号")
        press(page, "form[action$='/approval'] button")
        assert "逾期未公开" in page.inner_text("main")
        window.check_accessible()
    assert name in words(session(world, CLERK).get("/work").text)
    assert "经营场所证明" in words(world.portal.get(f"/services/{number}").text)
    with desk(world, CLERK) as window:
        page = window.open(place)
        press(page, "#submit")
        draft = re.search(r"/work/drafts/\d+", page.url).group(0)
    publish(world, draft)
    for width in (WIDE, NARROW):
        with world.window(width=width) as window:
            page = window.open(f"/services/{number}")
            window.check_accessible()
            window.check_width()
            shown = page.inner_text("main")
            assert "第 2 版" in shown and "变更迟公开" in shown and "经营场所证明" not in shown, shown
            chart = page.locator(".step-flow").bounding_box()
            assert chart["width"] >= 250, chart
            page = window.open(f"/services/{number}/versions")
            window.check_accessible()
            window.check_width()
            shown = page.inner_text("main")
            assert "取消经营场所证明" in shown and page.locator("del", has_text="经营场所证明").count() == 1, shown
            window.check_clean()
    # The document leads here, the list finds it, and page, sheet, screen and interface say the same.
    document = re.search(r'href="(/disclosures/\d+)"', world.portal.get(f"/services/{number}").text).group(1)
    assert f'href="/services/{number}"' in world.portal.get(document).text
    assert name in words(world.portal.get(f"/services?q={name}&event=开办企业").text)
    detail = world.portal.get(f"/api/v1/guides/{number}").json
    pages = [words(world.portal.get(f"/services/{number}{end}").text) for end in ("", "/print", "/screen")]
    for element in detail["elements"]:
        for line in element["lines"]:
            parts = re.split("[：，]", line) if element["label"] == "办理材料" else [line]
            for part in parts:
                if part in ("来源", "依据"):
                    continue
                for text in pages:
                    assert re.sub(r"\s", "", part) in re.sub(r"\s", "", text), f"{part} 不在页面上"
    assert any(line["id"] == number for line in world.portal.get(f"/api/v1/guides?q={code}").json["results"])


def test_asked_for_more(world):
    number = re.search(r'href="/services/(\d+)"', world.portal.get("/services").text).group(1)
    with world.window(width=NARROW) as window:
        page = window.open(f"/services/{number}/report")
        window.check_accessible()
        window.check_width()
        press(page, "main button[type=submit]", refused=True)
        page.fill("#asked", "居住证明")
        page.fill("#detail", "窗口说要<script>alert(1)</script>")
        page.fill("#contact", "0999-5556667")
        page.locator("main button[type=submit]").first.click()
        page.wait_for_load_state()
        if page.locator("#answer").count():
            question = page.inner_text("label[for=answer]")
            word, place = re.search(r"“(.+)”的第(.)个字", question).groups()
            page.fill("#answer", word["一二三四".index(place)])
            press(page, "main button[type=submit]")
        receipt = page.inner_text("main strong")
        assert receipt.startswith("CL"), page.inner_text("main")
        window.check_accessible()
    with desk(world, OFFICE) as window:
        page = window.open("/work/services/reports")
        window.check_accessible()
        assert "0999-5556667" not in page.content()
        block = page.locator("section", has_text=receipt).first
        with page.expect_navigation():
            block.locator("button", has_text="查看联系电话").click()
        assert "0999-5556667" in page.inner_text("main")
        block = page.locator("section", has_text=receipt).first
        block.locator("textarea").fill("已要求窗口停止索要，并向您致歉。")
        with page.expect_navigation():
            block.locator("button", has_text="办结").click()
    assert "停止索要" in words(world.portal.get(f"/services/reports/{receipt}").text)


def issue(world, matter):
    with desk(world, CLERK) as window:
        page = window.open("/work/ratings/codes")
        window.check_accessible()
        page.fill("#matter", matter)
        press(page, "main form button[type=submit]")
        assert page.locator(".slips svg").count() > 0
        return page.locator(".slips strong").first.inner_text()


def test_a_bad_rating(world):
    matter = f"测试办件 {uuid.uuid4().hex[:6]}"
    code = issue(world, matter)
    with world.window(width=NARROW) as window:
        page = window.open("/rate")
        window.check_accessible()
        page.fill("#code", code[:-1] + ("2" if code[-1] != "2" else "3"))
        press(page, "main button[type=submit]", refused=True)
        page.fill("#code", code.lower())
        press(page, "main button[type=submit]")
        window.check_accessible()
        window.check_width()
        press(page, "main button[type=submit]", refused=True)
        page.check("#level-2")
        page.check("#cause-0")
        page.fill("#text", "窗口多要了一份证明")
        page.locator("summary", has_text="实名评价").click()
        page.fill("#name", "测试甲")
        press(page, "main button[type=submit]", refused=True)
        page.locator("summary", has_text="实名评价").click()
        page.fill("#phone", "0999-8889990")
        press(page, "main button[type=submit]")
        assert "评价已收到" in page.inner_text("main") and "测试甲" not in page.content()
        window.check_accessible()
        address = page.url
    # The same code again, and one that was never issued.
    path = re.search(r"/ratings/\w+", address).group(0)
    again = world.portal.get(path, method="POST", form={"level": "5", "token": "x"})
    assert again.status == 409 and "已经评价过了" in words(again.text)
    forged = world.portal.get("/ratings/23456789ABC")
    assert forged.status == 404, forged.status
    with desk(world, CLERK) as window:
        page = window.open("/work/ratings")
        window.check_accessible()
        press(page, f"a:has-text('{matter}')")
        window.check_accessible()
        for act, text in [("verifiedClear", "属实"), ("answered", "已停止索要，增设告知单"), ("calledBackSatisfied", "电话回访，表示满意")]:
            page.select_option("#act", act)
            page.fill("#text", text)
            press(page, "form:has(#act) button")
        shown = page.inner_text("main")
        assert "已办结" in shown and "电话回访" in shown, shown
        assert page.locator("button", has_text="删除").count() == 0
        press(page, "button:has-text('查看姓名和电话')")
        assert "0999-8889990" in page.inner_text("main")
    assert "增设告知单" in words(world.portal.get(path).text)
    for width in (WIDE, NARROW):
        with world.window(width=width) as window:
            page = window.open("/ratings")
            window.check_accessible()
            window.check_width()
            shown = page.inner_text("main")
            assert "满意率" in shown and "最低生活保障申请" in shown and "一次性告知单" in shown, shown
            for place in ("/services", "/policies"):
                window.open(place)
                window.check_accessible()
                window.check_width()
            window.check_clean()


def test_screens_for_a_phone(world):
    number = re.search(r'href="/services/(\d+)"', world.portal.get("/services").text).group(1)
    work = re.search(r'href="(/work/services/\d+)"', session(world, CLERK).get("/work/services").text).group(1)
    with world.window(width=NARROW) as window:
        for place in (f"/services/{number}/print", f"/services/{number}/screen"):
            window.open(place)
            window.check_accessible()
            window.check_width()
    with desk(world, CLERK, width=NARROW) as window:
        window.open(work)
        for place in ("/work/services", work, "/work/services/new/policy", "/work/ratings", "/work/ratings/codes"):
            window.open(place)
            window.check_accessible()
            window.check_width()
        window.check_clean()
