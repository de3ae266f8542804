"""Asking for information: by keyboard alone, without JavaScript, on a phone, for a screen reader; then the state of one's own request."""

import re

from browsing import NARROW, PATIENCE, WIDE, each

FORM, STATUS = "/disclosure/requests/new", "/disclosure/requests/status"
TITLES = ["您以什么身份申请？", "您的姓名和身份证明", "怎样与您联系？", "向哪个单位申请？", "您需要什么信息？", "您希望怎样拿到信息？"]
NEXT = "button[value=next]"


def made_up_number(serial=1):
    """An identity number of nobody: a right check character and an area that was never given out."""
    body = f"42999919780101{serial:03d}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights)) % 11]


def on_step(page, number):
    page.wait_for_selector(f"h1:text-is('{TITLES[number - 1]}')")
    assert page.title().startswith(f"{TITLES[number - 1]}（第 {number} 步，共 6 步）"), page.title()


def fill(page, serial=1, words="2024年清河水库除险加固工程的招标控制价", check=lambda: None):
    """Every page up to the check page; `check` looks at each."""
    page.check("#kind")
    check()
    page.click(NEXT)
    on_step(page, 2)
    page.fill("#name", "陈示例")
    page.fill("#documentNumber", made_up_number(serial))
    check()
    page.click(NEXT)
    on_step(page, 3)
    page.fill("#phone", "13800000000")
    page.fill("#email", "chen@example.org")
    check()
    page.click(NEXT)
    on_step(page, 4)
    check()
    page.click(NEXT)
    on_step(page, 5)
    page.fill("#description", words)
    check()
    page.click(NEXT)
    page.wait_for_selector("h1:text-is('您希望怎样拿到信息？'), h1:text-is('您要的可能已经公开')")
    if page.locator("h1").inner_text() == "您要的可能已经公开":
        check()
        page.click(NEXT)
    on_step(page, 6)
    page.check("input[value=electronic-email]")
    check()
    page.click(NEXT)
    page.wait_for_selector("h1:text-is('请核对您的申请')")
    check()


def answer_question(page):
    """The right answer, when a question is asked."""
    if not page.locator("#answer").count():
        return
    word, place = re.search(r"“(.+)”的第(.)个字", page.locator("label[for=answer]").inner_text()).groups()
    page.fill("#answer", word["一二三四".index(place)])
    page.click("#send")


def receipt(page):
    page.wait_for_selector("#number, #answer")
    answer_question(page)
    page.wait_for_selector("#number")
    return page.locator("#number").inner_text(), page.locator("#code").inner_text()


@each(lambda world: [(f"{width}{'' if javascript else ' 无脚本'}", (width, javascript)) for width in (WIDE, NARROW) for javascript in (True, False)])
def test_whole_form_and_its_state(world, width, javascript):
    with world.window(width, javascript=javascript) as window:
        page = window.open(FORM)

        def check():
            window.check_width()
            assert page.locator("h1").count() == 1
            if javascript:
                window.check_accessible()

        on_step(page, 1)
        fill(page, serial=width % 100 + javascript, check=check)
        text = page.locator("main").inner_text()
        assert made_up_number(width % 100 + javascript) in text and "chen@example.org" in text
        page.wait_for_timeout(PATIENCE)
        page.click("#send")
        number, code = receipt(page)
        check()
        assert number.startswith("SQ") and len(code) >= 16
        assert code not in page.url and "陈示例" not in page.content()
        page = window.open(STATUS)
        page.fill("#number", number)
        page.fill("#code", code.replace("-", "").upper())
        page.click("form.form button")
        page.wait_for_selector("h1:text-is('申请办理进度')")
        check()
        assert code not in page.url and number not in page.url
        assert number in page.locator(".lead").inner_text()
        for secret in ("陈示例", "13800000000", "chen@example.org"):
            assert secret not in page.content()
        page.click("summary:has-text('撤回申请')")
        page.check("#sure")
        page.click("button:text-is('撤回申请')")
        page.wait_for_selector("[role=status]:has-text('申请已经撤回')")
        check()
        window.check_clean()


def test_form_with_the_keyboard_alone(world):
    with world.window(NARROW) as window:
        page = window.open("/disclosure/requests")
        window.tab_to("a.button[href$='/new']")
        page.keyboard.press("Enter")
        on_step(page, 1)
        window.tab_to("#kind")
        page.keyboard.press("ArrowDown")
        assert page.locator("#kind-2").is_checked()
        page.keyboard.press("ArrowUp")
        window.tab_to(NEXT)
        page.keyboard.press("Enter")
        on_step(page, 2)
        # Nothing filled in: the summary has the focus, and its first line leads to the field.
        window.expected = 422
        window.tab_to(NEXT)
        page.keyboard.press("Enter")
        page.wait_for_selector(".error-summary")
        assert "error-summary" in window.focused[3], window.focused
        assert page.title().startswith("错误："), page.title()
        window.check_accessible()
        window.check_width()
        window.tab_to(".error-summary a")
        page.keyboard.press("Enter")
        assert window.focused[1] == "name", window.focused
        page.keyboard.type("陈示例")
        window.tab_to("#documentNumber")
        page.keyboard.type(made_up_number(77)[:-1] + "?")
        page.keyboard.press("Enter")
        page.wait_for_selector("#documentNumber[aria-invalid=true]")
        words = page.locator(".error-summary a").inner_text()
        described = page.locator("#documentNumber").get_attribute("aria-describedby").split()
        assert any(words in page.locator(f"#{name}").inner_text() for name in described), words
        window.tab_to("#documentNumber")
        page.keyboard.press("Control+A")
        page.keyboard.type(made_up_number(77))
        window.expected = 200
        page.keyboard.press("Enter")
        on_step(page, 3)
        window.tab_to("#address")
        page.keyboard.type("清河镇示例路 1 号")
        page.keyboard.press("Enter")
        on_step(page, 4)
        window.tab_to("#unit")
        page.keyboard.press("ArrowDown")
        window.tab_to(NEXT)
        page.keyboard.press("Enter")
        on_step(page, 5)
        window.tab_to("#description")
        page.keyboard.type("示例村二〇二四年机井维修的验收结论")
        window.tab_to(NEXT)
        page.keyboard.press("Enter")
        page.wait_for_selector("h1:text-is('您希望怎样拿到信息？'), h1:text-is('您要的可能已经公开')")
        if page.locator("h1").inner_text() == "您要的可能已经公开":
            window.tab_to(NEXT)
            page.keyboard.press("Enter")
        on_step(page, 6)
        # E-mail is wanted and no address was given: that page comes back and says so.
        window.tab_to("#way")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        assert page.locator("input[value=electronic-email]").is_checked()
        window.expected = 422
        window.tab_to(NEXT)
        page.keyboard.press("Enter")
        page.wait_for_selector("h1:text-is('怎样与您联系？')")
        assert "电子邮箱" in page.locator(".error-summary").inner_text()
        assert page.locator("#address").input_value() == "清河镇示例路 1 号"
        window.tab_to("#email")
        page.keyboard.type("chen@example.org")
        window.expected = 200
        page.keyboard.press("Enter")
        page.wait_for_selector("h1:text-is('请核对您的申请')")
        # Changing one thing comes back here.
        window.tab_to("button[name=edit][value=contact]")
        page.keyboard.press("Enter")
        page.wait_for_selector("h1:text-is('怎样与您联系？')")
        window.tab_to("#phone")
        page.keyboard.type("13900000000")
        page.keyboard.press("Enter")
        page.wait_for_selector("h1:text-is('请核对您的申请')")
        assert "13900000000" in page.locator("main").inner_text()
        page.wait_for_timeout(PATIENCE)
        window.tab_to("#send")
        page.keyboard.press("Enter")
        receipt(page)
        complaints = [text for text in window.complaints if "422" not in text]
        assert not complaints, str(complaints)


@each(lambda world: [(str(number), (number,)) for number in range(1, 7)])
def test_screen_reader_hears_the_page_in_order(world, number):
    """The accessibility tree: heading, error summary, then for each control label, hint and control, then the button."""
    with world.window(NARROW) as window:
        token = re.search(r'name="token" value="([^"]*)"', world.portal.text(FORM)).group(1)
        steps = ["kind", "identity", "contact", "unit", "information", "delivery"]
        # The page with its errors: everything that a page can have is there.
        wrong = {"kind": "person", "unit": "nobody", "token": token, "step": steps[number - 1], "go": "next"}
        if number == 1:
            wrong["kind"] = ""
        page = window.page
        window.expected = 422
        window.open(FORM, 200)
        page.evaluate(
            """fields => {
                const form = document.createElement("form");
                form.method = "post";
                for (const [name, value] of Object.entries(fields)) {
                    const input = document.createElement("input");
                    input.type = "hidden"; input.name = name; input.value = value;
                    form.append(input);
                }
                document.body.append(form);
                form.submit();
            }""", wrong)
        page.wait_for_selector(".error-summary")
        on_title = page.title()
        assert on_title.startswith(f"错误：{TITLES[number - 1]}（第 {number} 步，共 6 步）"), on_title
        heard = [(kind, name) for kind, name in reading(page) if name or kind in ("textbox", "combobox", "radio")]
        kinds = [kind for kind, _ in heard]
        assert heard[0] == ("heading", TITLES[number - 1]), str(heard[:4])
        summary, button = kinds.index("alert"), len(kinds) - 1 - kinds[::-1].index("button", 0)
        controls = [place for place, kind in enumerate(kinds) if kind in ("textbox", "combobox", "radio")]
        assert 0 < summary < controls[0], str(kinds)
        assert controls[-1] < kinds.index("button"), str(kinds)
        assert button > controls[-1]
        for place in controls:
            name = heard[place][1]
            assert name, f"第 {place} 个控件没有名称：{heard}"
            if heard[place][0] != "radio":
                # The label's own words stand before the control, and its hint between them.
                before = [words for _, words in heard[summary:place]]
                assert any(words.startswith(name.split("（")[0]) for words in before), f"{name} 前没有标签：{before}"
        assert all("请不要填写此项" not in name for _, name in heard), "陷阱字段不应被读出"
        descriptions = page.evaluate(
            """() => [...document.querySelectorAll("main [aria-describedby]")].map(element =>
                element.getAttribute("aria-describedby").split(" ").map(id => document.getElementById(id)?.textContent || "").join(" "))""")
        assert descriptions and all(descriptions), str(descriptions)


def reading(page):
    """What is heard from `main`, in order, as (role, name)."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    heard = []

    def walk(node, inside):
        role = node.get("role", {}).get("value", "")
        name = node.get("name", {}).get("value", "").strip()
        inside = inside or role == "main"
        shown = {"StaticText": "text", "LabelText": "label", "Legend": "legend"}.get(role, role)
        if inside and not node.get("ignored") and shown in ("heading", "alert", "text", "textbox", "combobox", "radio", "button", "group"):
            heard.append((shown, name if shown != "alert" else name or "错误"))
        for child in node.get("childIds", []):
            if child in by_id:
                walk(by_id[child], inside)

    walk(nodes[0], False)
    return heard


def test_suggestions_while_typing(world):
    with world.window() as window:
        page = window.open(FORM)
        page.check("#kind")
        page.click(NEXT)
        page.fill("#name", "陈示例")
        page.fill("#documentNumber", made_up_number(5))
        page.click(NEXT)
        page.fill("#phone", "13800000000")
        page.click(NEXT)
        page.click(NEXT)
        on_step(page, 5)
        title = world.samples.documents[0]["title"]
        page.locator("#description").press_sequentially("我想了解" + title)
        page.wait_for_selector(".suggestions a")
        assert any(title in found for found in page.locator(".suggestions a").all_inner_texts())
        window.check_accessible()
        window.check_width()
        page.click(NEXT)
        page.wait_for_selector("h1:text-is('您要的可能已经公开')")
        assert title in page.locator("main").inner_text()
        window.check_accessible()
        window.check_clean()


@each(lambda world: [(str(width), (width,)) for width in (WIDE, NARROW)])
def test_wrong_code_and_paper_form(world, width):
    with world.window(width) as window:
        page = window.open(STATUS)
        page.fill("#number", "SQ2026-99999")
        page.fill("#code", "abcd")
        window.expected = 422
        page.click("form.form button")
        page.wait_for_selector(".error-summary")
        assert "error-summary" in window.focused[3], window.focused
        window.check_accessible()
        window.check_width()
        page = window.open("/disclosure/requests/print")
        window.check_accessible()
        window.check_width()
        if width == WIDE:
            page.emulate_media(media="print")
            pdf = page.pdf(format="A4", print_background=True, prefer_css_page_size=True)
            assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 1, "申请表应当只有一张 A4"
