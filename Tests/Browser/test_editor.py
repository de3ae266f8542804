"""The editor of a draft: it keeps structure and nothing else, saves by itself, and loses no word to a lost session or a second clerk."""

import contextlib
import json
import tempfile
from pathlib import Path

from browsing import NARROW, RULES, WIDE, each
from axe_playwright_python.sync_playwright import Axe
from drafts import EDITOR, FILES, Draft, serving, until

STORED = """body => body.map(block => ({
    paragraph: () => "P" + block.text, heading: () => block.level + block.text,
    list: () => (block.ordered ? "O" : "U") + block.entries.join("\\t"),
    table: () => (block.header ? "H" : "T") + block.rows.map(row => row.join("\\t")).join("\\u001e")
})[block.kind]() + "\\n").join("")"""


class Editor:
    """A page with the editor, and what its server holds."""

    def __init__(self, page, draft, origin, complaints):
        self.page, self.draft, self.origin, self.complaints = page, draft, origin, complaints

    @property
    def area(self):
        return self.page.locator(".editor-area")

    @property
    def body(self):
        return self.page.evaluate("(window.BodyEditor.sync(), document.querySelector('textarea').value)")

    @property
    def state(self):
        return self.page.inner_text("[data-save-state]")

    def at_end(self):
        self.area.click()
        self.page.keyboard.press("Control+End")

    def tool(self, name):
        self.page.get_by_role("toolbar").get_by_role("button", name=name).click()

    def until(self, condition, words, seconds=8):
        until(self.page, condition, lambda: f"{words}：{self.draft.body!r}，{self.draft.saves[-1:]}", seconds)

    def paste(self, source):
        self.page.evaluate(
            """source => { const data = new DataTransfer(); data.setData("text/html", source); data.setData("text/plain", "x");
            document.querySelector(".editor-area").dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})) }""",
            source)

    def leave(self):
        self.page.close(run_before_unload=False)

    def come_back(self):
        self.page = self.page.context.new_page()
        self.page.goto(self.origin)


@contextlib.contextmanager
def editor(world, draft=None, width=WIDE):
    draft = draft or Draft()
    with serving(draft) as origin, world.window(width=width) as window:
        complaints = []
        window.page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
        window.page.on("pageerror", lambda error: complaints.append(str(error)))
        window.page.goto(origin)
        yield Editor(window.page, draft, origin, complaints)
        # A refused save is written to the console by the browser; that is what those checks ask for.
        unexpected = [text for text in complaints if "Failed to load resource" not in text]
        assert not unexpected, unexpected


def test_script_and_server_read_and_write_the_same_marked_text(world):
    examples = json.loads((Path(__file__).parent / "marked-text.json").read_text("utf-8"))
    assert len(examples) >= 50
    with editor(world) as page:
        for example in examples:
            found = page.page.evaluate(f"text => {{ const body = MarkedText.read(text); return [({STORED})(body), MarkedText.write(body)] }}", example["text"])
            assert found == [example["stored"], example["written"]], f"{example} 读成了 {found}"


def test_opening_a_draft_changes_nothing(world):
    with editor(world) as page:
        assert page.body == page.draft.body
        page.page.wait_for_timeout(3500)
        assert page.draft.saves == []


def test_what_is_typed_is_saved_within_five_seconds(world):
    with editor(world) as page:
        page.at_end()
        page.page.keyboard.press("Enter")
        page.page.keyboard.type("第三条 新增")
        page.until(lambda: page.draft.version == 8, "没有自动保存", 5)
        assert page.draft.body.endswith("第二条　原文。\n\n第三条 新增")
        sent = page.draft.saves[-1]
        assert (sent["csrf"], sent["version"], sent["saving"], sent["title"]) == ("token", "7", "auto", "补偿公告")
        page.until(lambda: page.state == "已保存 14:32", "没有说已保存")
        assert page.page.evaluate("localStorage.length") == 0
        page.page.fill("#title", "新标题")
        page.page.keyboard.press("Control+s")
        page.until(lambda: page.draft.title == "新标题", "Ctrl+S 没有保存", 3)
        assert page.draft.saves[-1]["saving"] == "manual" and page.draft.submissions == []


def test_headings_lists_and_undo_by_keyboard(world):
    with editor(world) as page:
        keys = page.page.keyboard
        page.at_end()
        keys.press("Enter")
        keys.type("标题")
        keys.press("Control+Alt+1")
        assert page.body.endswith("\n\n## 标题")
        keys.press("Control+z")
        assert page.body.endswith("\n\n标题")
        keys.press("Control+y")
        keys.press("Control+Alt+0")
        keys.press("Enter")
        keys.press("Control+Shift+8")
        for text in ("甲", "乙"):
            keys.type(text)
            keys.press("Enter") if text == "甲" else None
        assert page.body.endswith("\n\n标题\n\n- 甲\n- 乙")
        keys.press("Control+Shift+7")
        assert page.body.endswith("\n\n1. 甲\n2. 乙")
        keys.press("Control+b")
        keys.press("Enter")
        keys.press("Enter")
        keys.type("之后")
        assert page.body.endswith("\n\n1. 甲\n2. 乙\n\n之后")


def test_tables_grow_and_shrink(world):
    with editor(world) as page:
        page.at_end()
        page.tool("插入表格")
        page.page.keyboard.type("类别")
        page.tool("加一列")
        page.page.keyboard.type("标准")
        assert "| 类别 | 标准 |  |  |\n| --- | --- | --- | --- |" in page.body
        page.tool("加一行")
        page.tool("删此列")
        assert page.body.endswith("| 类别 |  |  |\n| --- | --- | --- |\n|  |  |  |\n|  |  |  |\n|  |  |  |")
        page.tool("删此行")
        assert page.body.count("|  |  |  |") == 2
        # Headings and lists have no place in a cell.
        assert page.page.get_by_role("button", name="一级标题").get_attribute("aria-disabled") == "true"


def test_paste_from_word_keeps_structure_and_nothing_else(world):
    source = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><p class=MsoNormal style='mso-outline-level:1'>二、范围<o:p></o:p></p>
<p class=MsoNormal><span style='font-family:仿宋;color:red'>适用于<b>全县</b>。</span></p>
<p style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>甲</p>
<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.</span>乙</p>
<table border=1><tr><td colspan=2>合并</td></tr><tr><td>1</td><td onclick="x()">2</td></tr></table><script>alert(1)</script><img src=x onerror=alert(1)></body></html>"""
    with editor(world) as page:
        before = page.body
        page.at_end()
        page.page.keyboard.press("Enter")
        page.paste(source)
        assert "## 二、范围\n\n适用于全县。\n\n1. 甲\n2. 乙\n\n| 合并 |  |\n| 1 | 2 |" in page.body, page.body
        assert page.page.locator(".editor-area :is(script, img, font, b, [onclick], [style], [class])").count() == 0
        page.page.keyboard.press("Control+z")
        assert "范围" not in page.body and page.body.startswith(before)


def test_marked_text_can_be_edited_by_hand(world):
    with editor(world) as page:
        page.tool("标记文本")
        page.page.fill("textarea", "## 新\n\n- a\n\n完")
        page.tool("标记文本")
        assert page.body == "## 新\n\n- a\n\n完" and page.area.locator("h2").inner_text() == "新"


def test_two_clerks_in_different_places_are_merged(world):
    with editor(world) as page:
        page.draft.save_by_somebody_else("王芳加在前面\n\n" + page.draft.body, "王芳的标题")
        page.at_end()
        page.page.keyboard.type("我加在后面。")
        expected = "王芳加在前面\n\n## 一、总则\n\n第一条　原文。\n\n第二条　原文。我加在后面。"
        page.until(lambda: page.draft.body == expected, "没有合并")
        assert page.draft.title == "王芳的标题" and page.page.input_value("#title") == "王芳的标题"
        assert "王芳" in page.page.inner_text("[data-others]")


def test_two_clerks_in_the_same_place_choose_and_lose_nothing(world):
    with editor(world) as page:
        page.draft.save_by_somebody_else(page.draft.body.replace("第二条　原文。", "第二条　王芳的改法。"))
        page.at_end()
        page.page.keyboard.type("我的补充。")
        page.page.wait_for_selector(".conflict")
        question = page.page.inner_text(".conflict")
        assert "王芳 14:31" in question and "第二条　王芳的改法。" in question and "第二条　原文。我的补充。" in question
        assert page.page.evaluate("document.activeElement.id") == "conflict-title"
        assert "我的补充" in page.page.evaluate("localStorage.getItem('mingtang-draft:12:3')")
        page.page.get_by_role("button", name="合并并保存").click()
        page.until(lambda: page.draft.body.endswith("第二条　原文。我的补充。\n\n第二条　王芳的改法。"), "没有两段都保留")


def test_a_lost_session_costs_no_word(world):
    with editor(world) as page:
        page.draft.behaviour = "signed out"
        page.at_end()
        page.page.keyboard.type("不能丢的字")
        page.until(lambda: "登录已失效" in page.state, "没有说登录失效")
        assert page.page.get_by_role("link", name="重新登录").get_attribute("href") == "/login"
        # A page that is left tries once more to save: it must be gone before the session is back.
        page.leave()
        page.draft.save_by_somebody_else("别人后来加的\n\n" + page.draft.body)
        page.draft.behaviour = "saves"
        page.come_back()
        assert "不能丢的字" not in page.body
        page.page.get_by_role("button", name="恢复").click()
        page.until(lambda: "不能丢的字" in page.draft.body and "别人后来加的" in page.draft.body, "没有恢复")
        page.until(lambda: page.page.evaluate("localStorage.length") == 0, "本机的副本没有清除")


def test_a_broken_server_is_tried_again(world):
    with editor(world) as page:
        page.draft.behaviour = "broken"
        page.at_end()
        page.page.keyboard.type("甲")
        page.until(lambda: "数据库暂时不可用" in page.state, "没有说原因")
        page.draft.behaviour = "saves"
        page.until(lambda: page.state == "已保存 14:32", "没有重试", 9)


def test_submitting_sends_what_was_typed_last(world):
    with editor(world) as page:
        page.at_end()
        page.page.keyboard.type("提交前的字")
        page.page.get_by_role("button", name="提交审核").click()
        page.until(lambda: page.draft.submissions, "没有提交")
        page.until(lambda: page.page.locator("#draft-form [name=version]").input_value() > "7", "没有回到稿件")
        page.page.wait_for_load_state("load")
        assert page.draft.submissions[-1]["act"] == "submit" and "提交前的字" in page.draft.submissions[-1]["body"]
        assert page.page.locator(".restore").count() == 0


def test_leaving_with_unsaved_words_is_warned_of(world):
    with editor(world) as page:
        page.draft.behaviour = "broken"
        page.at_end()
        page.page.keyboard.type("甲")
        seen = []
        page.page.on("dialog", lambda dialog: (seen.append(dialog.type), dialog.accept()))
        page.page.goto(page.origin + "elsewhere")
        assert seen == ["beforeunload"]


def test_others_on_the_same_draft_are_named(world):
    draft = Draft()
    draft.others = ["李强"]
    with editor(world, draft) as page:
        page.until(lambda: "李强" in page.page.inner_text("[data-others]"), "没有说谁在编辑")


def test_uploads_show_how_far_they_are_and_what_was_refused(world):
    with tempfile.TemporaryDirectory() as folder, editor(world) as page:
        files = [Path(folder) / name for name in ("报告.pdf", "程序.exe", "太大.zip")]
        for path, size in zip(files, (500_000, 10, 3_500_000)):
            path.write_bytes(b"%" * size)
        page.page.set_input_files("#file", files)
        page.until(lambda: "报告.pdf" in page.page.inner_text("#attachment-list"), "列表没有更新")
        words = page.page.inner_text(".uploads")
        assert "已上传" in words and "没有上传：不能上传程序。" in words and "超过 2.9 MB" in words, words
        name, size, headers = page.draft.uploads[0]
        assert (name, size, headers["X-Csrf-Token" if "X-Csrf-Token" in headers else "X-CSRF-Token"]) == ("报告.pdf", 500_000, "token")
        assert page.page.input_value("#draft-form [name=version]") == str(page.draft.version)


@each(lambda world: [("1280", (WIDE,)), ("375", (NARROW,))])
def test_editor_is_accessible_and_fits(world, width):
    with editor(world, width=width) as page:
        violations = Axe().run(page.page, options=RULES).response["violations"]
        assert not violations, [(found["id"], [node["html"][:160] for node in found["nodes"]]) for found in violations]
        sizes = page.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert sizes[0] <= sizes[1], sizes
        # The toolbar is one stop of the Tab key; inside it the arrows lead on.
        page.page.locator(".tool").first.focus()
        page.page.keyboard.press("ArrowRight")
        assert page.page.evaluate("document.activeElement.textContent").startswith("一级标题")
        page.page.keyboard.press("Tab")
        assert page.page.evaluate("document.activeElement.className").startswith("editor-area")


def test_without_javascript_there_is_a_field_and_a_form(world):
    draft = Draft()
    with serving(draft) as origin, world.window(javascript=False) as window:
        window.page.goto(origin)
        assert window.page.locator("textarea").is_visible() and window.page.get_by_role("button", name="上传").is_visible()
        assert window.page.locator("textarea").input_value() == draft.body


def test_no_script_of_the_editor_writes_styles_or_html_of_others(_):
    """`innerHTML` may hold only what MarkedText.html has made; the policy of the site forbids the rest."""
    for name in EDITOR + ["work.js"]:
        text = (FILES / name).read_text("utf-8")
        assert ".style." not in text and "outerHTML" not in text and "eval(" not in text, name
        lines = [line.strip() for line in text.splitlines() if "innerHTML" in line]
        assert all("marked.html(" in line for line in lines), lines
