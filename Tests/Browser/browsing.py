"""What a check is given: the running portal, its sample pages, and browser windows that remember everything that went wrong in them."""

import contextlib

from axe_playwright_python.sync_playwright import Axe

from portal import quoted

WIDE, NARROW = 1280, 375
# Milliseconds longer than a program takes to fill in a form: sooner than that a form of the public asks its plain question.
PATIENCE = 4200
RULES = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]},
    "rules": {"target-size": {"enabled": True}},
}


class Window:
    """A browser page with its complaints: console errors, violated policies, failed requests, answers that are errors."""

    def __init__(self, page, portal):
        self.page, self.portal, self.complaints = page, portal, []
        page.on("console", lambda message: self.complaints.append(f"控制台：{message.text}") if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complaints.append(f"脚本错误：{error}"))
        page.on("requestfailed", lambda request: self.give_up(request))
        page.on("response", lambda answer: self.note(answer))
        self.expected = 200

    def give_up(self, request):
        # What the browser itself breaks off is no fault: a page that the next one overtakes, or that turns out to be a download.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"请求失败：{request.url} {request.failure}")

    def note(self, answer):
        is_page = answer.request.resource_type == "document"
        if answer.status >= 400 and not (is_page and answer.status == self.expected):
            self.complaints.append(f"{answer.url} 返回 {answer.status}")

    def open(self, path, status=200):
        self.expected = status
        answer = self.page.goto(self.portal.origin + quoted(path))
        assert answer.status == status, f"{path} 返回 {answer.status}，应为 {status}"
        return self.page

    def check_clean(self):
        # A browser writes a line of its own for a page that is itself an error; that page is what was asked for.
        complaints = [text for text in self.complaints if not (self.expected >= 400 and "Failed to load resource" in text)]
        assert not complaints, "；".join(complaints)

    def check_accessible(self):
        violations = Axe().run(self.page, options=RULES).response["violations"]
        lines = [f"{v['id']}：" + "；".join(node["html"][:160] for node in v["nodes"][:3]) for v in violations]
        assert not lines, " | ".join(lines)

    def check_width(self):
        sizes = self.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert sizes[0] <= sizes[1], f"页面宽 {sizes[0]}，窗口宽 {sizes[1]}：需要左右滚动"

    @property
    def focused(self):
        """The element with the focus in words: tag, id, text."""
        return self.page.evaluate(
            "(() => { const e = document.activeElement; return [e.tagName, e.id, (e.textContent || '').trim().slice(0, 40), e.className] })()")

    def tab_to(self, selector, most=120):
        """Presses Tab until the element has the focus: what a reader without a mouse has to do."""
        for _ in range(most):
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"按 {most} 次 Tab 到不了 {selector}，停在 {self.focused}")


class World:
    """The portal, the browser and the samples."""

    def __init__(self, portal, browser, samples, other=None, other_samples=None):
        self.portal, self.browser, self.samples = portal, browser, samples
        self.other, self.other_samples = other, other_samples
        # Links that were found to lead somewhere: the same ones stand on every page.
        self.checked_links = set()
        # Who is signed in, by origin and login: signing in is slow on purpose.
        self.sessions = {}

    @contextlib.contextmanager
    def window(self, width=WIDE, height=900, scheme="light", javascript=True, **options):
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=javascript, locale="zh-CN",
            reduced_motion="reduce", **options)
        context.set_default_timeout(8000)
        try:
            yield Window(context.new_page(), self.portal)
        finally:
            context.close()


def each(cases):
    """Runs a check once for every case; `cases` gets the world and gives (name, arguments)."""

    def mark(check):
        check.cases = cases
        return check

    return mark
