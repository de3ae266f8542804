"""Without a mouse, and without JavaScript."""

import re

from browsing import NARROW, PATIENCE, WIDE, each


def test_first_stop_of_the_keyboard_skips_to_the_content(world):
    for path in ("/", "/catalogue", world.samples.pages["document"]):
        with world.window() as window:
            page = window.open(path)
            page.keyboard.press("Tab")
            assert window.focused[2] == "跳到正文", window.focused
            box = page.locator(".skip-link").bounding_box()
            assert box["y"] >= 0, "得到焦点时看不见"
            page.keyboard.press("Enter")
            assert window.focused[1] == "content", window.focused


def test_search_with_the_keyboard_from_home_and_back(world):
    with world.window() as window:
        page = window.open("/")
        window.tab_to("#q")
        page.keyboard.type("征地补偿")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?*")
        assert page.locator("h1").inner_text() == "搜索结果"
        assert page.locator(".hits li").count() > 0
        window.tab_to(".hits li:first-child a")
        title = page.locator(".hits li:first-child h2").inner_text()
        page.keyboard.press("Enter")
        page.wait_for_function("!location.pathname.startsWith('/search')")
        assert title in page.locator("h1").inner_text()
        page.go_back()
        assert page.locator("#q").input_value() == "征地补偿"
        window.check_clean()


def test_table_filters_with_the_keyboard(world):
    with world.window() as window:
        page = window.open(world.samples.pages["domain"])
        before = page.locator("tbody tr").count()
        window.tab_to("#filter-documents")
        page.keyboard.press("ArrowDown")
        assert page.locator("#filter-documents").input_value() == "有文件"
        window.tab_to(".filters button")
        page.keyboard.press("Enter")
        page.wait_for_url("**documents=*")
        after = page.locator("tbody tr").count()
        assert 0 < after < before, f"筛选前 {before} 行，筛选后 {after} 行"
        window.tab_to(".filters a")
        page.keyboard.press("Enter")
        page.wait_for_function(f"document.querySelectorAll('tbody tr').length == {before}")
        # The box above a long table leaves the rows with the typed words, and says how many.
        window.tab_to(".table-filter input")
        word = page.locator("tbody tr").nth(3).locator("th a").inner_text()
        page.keyboard.type(word)
        shown = page.locator("tbody tr:visible").count()
        assert 0 < shown < before
        assert page.locator(".table-filter [role=status]").inner_text() == f"找到 {shown} 行"
        window.check_clean()


def test_comment_with_the_keyboard_alone(world):
    with world.window() as window:
        page = window.open(f"/catalogue/comment?item={world.samples.filed_item}")
        window.tab_to("form.form button")
        window.expected = 422
        page.keyboard.press("Enter")
        page.wait_for_selector(".error-summary")
        assert "error-summary" in window.focused[3], f"错误汇总没有得到焦点：{window.focused}"
        assert page.title().startswith("错误："), page.title()
        window.check_accessible()
        window.check_width()
        window.tab_to(".error-summary a")
        page.keyboard.press("Enter")
        assert window.focused[1] == "text", window.focused
        assert page.locator("#text").get_attribute("aria-invalid") == "true"
        described = page.locator("#text").get_attribute("aria-describedby").split()
        words = page.locator(".error-summary a").inner_text()
        assert any(words in page.locator(f"#{name}").inner_text() for name in described), "字段旁没有同样的话"
        page.keyboard.type("建议公开补偿标准的测算过程。")
        window.tab_to("#name")
        page.keyboard.type("李女士")
        window.expected = 200
        page.keyboard.press("Enter")
        page.wait_for_selector("h1:has-text('核对')")
        assert "建议公开补偿标准的测算过程。" in page.locator("main").inner_text()
        assert page.locator("h1").count() == 1
        window.check_accessible()
        # Going back keeps what was written.
        window.tab_to("form:has(input[value=edit]) button")
        page.keyboard.press("Enter")
        page.wait_for_selector("#text")
        assert page.locator("#text").input_value() == "建议公开补偿标准的测算过程。"
        window.tab_to("form.form button")
        page.keyboard.press("Enter")
        page.wait_for_selector("h1:has-text('核对')")
        window.tab_to("form:has(input[value=send]) button")
        page.keyboard.press("Enter")
        page.wait_for_url("**/receipt/*")
        number = page.locator(".receipt-number").inner_text()
        assert number and number in page.url
        assert "李女士" not in page.content() and "测算过程" not in page.content(), "回执不应显示意见内容"
        window.check_accessible()
        page.reload()
        assert page.locator(".receipt-number").inner_text() == number
        complaints = [text for text in window.complaints if "422" not in text]
        assert not complaints, str(complaints)


@each(lambda world: [(str(width), (width,)) for width in (WIDE, NARROW)])
def test_comment_pages_are_sound_at_both_widths(world, width):
    with world.window(width) as window:
        page = window.open("/catalogue/comment")
        page.fill("#text", "建议" * 300)
        page.fill("#contact", "1" * 90)
        page.click("form.form button")
        page.wait_for_selector("h1:has-text('核对')")
        window.check_width()
        window.check_accessible()
        page.click("form:has(input[value=send]) button")
        page.wait_for_selector(".receipt-number")
        window.check_width()
        window.check_accessible()
        window.check_clean()


def test_what_is_wrong_with_a_comment_is_said(world):
    token = re.search(r'name="token" value="([^"]*)"', world.portal.text("/catalogue/comment")).group(1)
    form = {"token": token, "step": "check", "item": "", "text": "字" * 2001, "name": "名" * 51, "contact": ""}
    reply = world.portal.get("/catalogue/comment", form=form, method="POST")
    assert reply.status == 422 and "最多 2000 个字，现在有 2001 个" in reply.text and "最多 50 个字，现在有 51 个" in reply.text
    stale = world.portal.get("/catalogue/comment", form={**form, "text": "好", "name": "", "token": "0.0.0"}, method="POST")
    assert stale.status == 422 and "已为您保留填写的内容" in stale.text and ">好<" in stale.text
    assert world.portal.get("/catalogue/comment", form={**form, "text": "好", "name": "", "step": "x"}, method="POST").status == 400
    assert world.portal.get("/catalogue/comment", form={"text": "长" * 40000}, method="POST").status == 413


def test_large_text_is_kept_from_page_to_page(world):
    with world.window() as window:
        page = window.open("/")
        window.tab_to(".sizes button[data-size=large]")
        page.keyboard.press("Enter")
        assert page.evaluate("document.documentElement.className") == "large"
        assert page.locator(".sizes button[data-size=large]").get_attribute("aria-pressed") == "true"
        page = window.open("/catalogue")
        assert page.evaluate("document.documentElement.className") == "large"
        assert abs(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") / 17 - 1.35) < 0.01
        page.click(".sizes button[data-size=regular]")
        assert page.evaluate("document.documentElement.className") == "regular"


def test_everything_works_without_javascript(world):
    with world.window(javascript=False, accept_downloads=True) as window:
        page = window.open("/")
        assert not page.locator(".sizes").is_visible(), "没有脚本时不应显示字号按钮"
        page.fill("#q", "征地补偿")
        page.press("#q", "Enter")
        page.wait_for_url("**/search?*")
        assert page.locator(".hits li").count() > 0
        page.select_option("#filter-kind", "文件")
        page.select_option("#filter-sort", "newest")
        page.click(".filters button")
        page.wait_for_url("**sort=newest*")
        days = page.locator(".hits time").all_inner_texts()
        assert days and days == sorted(days, reverse=True), str(days)
        page = window.open(world.samples.pages["domain"])
        page.select_option("#filter-documents", "暂无文件")
        page.click(".filters button")
        page.wait_for_url("**documents=*")
        assert page.locator("tbody tr").count() > 0 and page.locator("td.coverage:has-text('份文件')").count() == 0
        page = window.open("/catalogue")
        for name in ("Excel", "CSV", "JSON"):
            with page.expect_download() as download:
                page.click(f".downloads a:has-text('{name}')")
            assert download.value.path().stat().st_size > 1000
            assert download.value.suggested_filename.startswith("明川县"), download.value.suggested_filename
        page = window.open("/disclosures")
        page.click(".pagination a:has-text('下一页')")
        assert page.locator(".documents li").count() > 0
        page = window.open("/catalogue/comment")
        page.click("form.form button")
        assert page.locator(".error-summary").is_visible()
        page.fill("#text", "没有脚本也能提意见")
        page.click("form.form button")
        page.click("form:has(input[value=send]) button")
        assert page.locator(".receipt-number").inner_text()


def test_an_opinion_on_a_paragraph_with_the_keyboard_alone(world):
    with world.window() as window:
        page = window.open("/participation")
        window.tab_to("main a[href*='/participation/consultations/']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/participation/consultations/*")
        window.tab_to("main a[href*='/opinion?paragraph=2']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/opinion?paragraph=2*")
        window.tab_to("#text")
        page.keyboard.type("第二段请写明复核的期限。")
        window.tab_to("#name")
        page.keyboard.type("陈示例")
        page.wait_for_timeout(PATIENCE)
        window.tab_to("#send")
        page.keyboard.press("Enter")
        page.wait_for_selector(".receipt-number")
        window.check_clean()
