"""The pictures in the README and the manuals."""

import io
import re

from browsing import World
from gate import Work, desk, done, identity_number, people, session, workbook
from portal import quoted
from test_requests import EDITOR, OFFICE, SECRECY, Case

LARGEST = 200 * 1024


def take(portal, samples, browser, folder):
    folder.mkdir(parents=True, exist_ok=True)
    pictures = [
        ("home", "/", 1280, 900), ("domain", samples.pages["domain"], 1280, 900), ("search", samples.pages["search"], 1280, 900),
        ("document", samples.pages["document-table"], 1280, 1000), ("domain-phone", samples.pages["domain"], 375, 812),
        ("comparison", samples.pages["comparison"] + "#changed", 1280, 900),
        ("consultation", first(portal, "/participation", r"/participation/consultations/\d+"), 1280, 900),
        ("guide", first(portal, "/services", r"/services/\d+"), 1280, 1000), ("chain", first(portal, "/chains", r"/chains/\d+"), 1280, 900),
        ("response", first(portal, "/responses", r"/disclosures/\d+"), 1280, 900), ("ledger", "/ledgers/normative-documents", 1280, 900),
        ("ratings", "/ratings", 1280, 900), ("message", first(portal, "/messages", r"/messages/\d+"), 1280, 900),
        ("kiosk", "/kiosk", 1280, 900), ("open-data", "/open-data", 1280, 900),
    ]
    for name, path, width, height in pictures:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="light", locale="zh-CN", reduced_motion="reduce")
        page = context.new_page()
        page.goto(portal.origin + quoted(path.split("#")[0]) + ("#" + path.split("#")[1] if "#" in path else ""))
        if name == "domain-phone":
            page.locator(".cards").scroll_into_view_if_needed()
            page.evaluate("window.scrollTo(0, document.querySelector('.cards').getBoundingClientRect().top + scrollY - 16)")
        picture = smaller(page.screenshot())
        if len(picture) > LARGEST:
            raise SystemExit(f"截图 {name} 有 {len(picture) // 1024} KB，超过 {LARGEST // 1024} KB。")
        (folder / f"{name}.png").write_bytes(picture)
        print(f"{folder / name}.png  {len(picture) // 1024} KB")
        context.close()
    world = World(portal, browser, samples)
    take_workbench(world, folder)
    take_requests(world, folder)
    take_participation(world, folder)
    return 0


def first(portal, path, pattern):
    """The first link on that page to a page of that kind."""
    return re.search(f'href="({pattern})"', portal.text(path)).group(1)


def take_workbench(world, folder):
    """The pages of the clerk's manual: a draft that is stopped, one that waits, one that is public."""
    body = "现将 2026 年冬春救助资金发放情况公示如下，公示期七个工作日。\n\n| 类别 | 户数 | 金额（元） |\n| --- | --- | --- |\n| 特困人员 | 12 | 24000 |\n| 低保对象 | 18 | 36000 |"
    stopped = Work(
        world, "明川县冬春救助资金发放情况公示", made="2026-01-15", category="公示", theme="民政、扶贫、救灾",
        body=f"{body}\n\n经办人身份证号码 {identity_number()}，电话 13900001234。")
    stopped.attach("发放名册.xlsx", workbook(people(18, "截图")))
    done(stopped.post("wang", "", {"act": "check"}))
    waiting = Work(world, "关于开展汛期安全检查的通告", made="2026-05-20", category="通告", body="即日起至八月三十一日，在全县开展汛期安全检查。\n\n有关单位应当配合检查，如实提供情况。")
    waiting.submit()
    returned = Work(world, "明川县应急避难场所分布", made="2026-03-02", body="全县应急避难场所共三十二处，分布情况如下。")
    returned.submit().decide("zhao", "returned", "请补充各场所的联系电话。")
    public = Work(world, "明川县自然灾害救助应急预案", made="2026-02-10", channel=["政府网站", "政府公报", "社区/企事业单位/村公示栏(电子屏)"], body="为规范自然灾害救助工作，制定本预案。")
    public.publish()
    pictures = [
        ("work-today", "wang", "/work", None), ("work-draft", "wang", stopped.path, None), ("work-findings", "wang", stopped.path, "#findings"),
        ("work-decision", "zhao", waiting.path, None), ("work-publication", "wang", public.disclosure, None), ("work-accounts", "zheng", "/work/accounts", None),
    ]
    take_desks(world, pictures, folder)


def take_requests(world, folder):
    """A request on its way, and what becomes of all of them: the ledger and the annual report."""
    case = Case(world)
    case.search()
    case.propose("partlyDisclosed", is_hard=True)
    with desk(world, OFFICE) as window:
        report = window.open("/work/annual-reports?year=2026").locator("main th a").first.get_attribute("href")
    take_desks(world, [
        ("work-requests", OFFICE, "/work/requests", None), ("work-request", EDITOR, case.path, None), ("work-reply", SECRECY, case.path + "/reply", None),
        ("work-letter", OFFICE, "/work/letters/clarification", None), ("work-report", OFFICE, report, "#three"),
    ], folder)
    for opened, _ in world.request_windows.values():
        opened.__exit__(None, None, None)


def take_participation(world, folder):
    """The desks of what the public says and asks for."""
    office = session(world, OFFICE)
    pictures = [
        ("work-opinion", OFFICE, re.search(r'href="(/work/opinion/\d+)"', office.get("/work/opinion").text).group(1), None),
        ("work-consultation", OFFICE, re.search(r'href="(/work/participation/consultations/\d+)"', office.get("/work/participation").text).group(1), None),
        ("work-ledger", OFFICE, "/work/ledgers/new-media", None), ("work-messages", OFFICE, "/work/messages", None),
    ]
    take_desks(world, pictures, folder)


def take_desks(world, pictures, folder):
    for name, login, path, place in pictures:
        with desk(world, login) as window:
            page = window.open(path)
            if place:
                page.evaluate("place => window.scrollTo(0, document.querySelector(place).getBoundingClientRect().top + scrollY - 96)", place)
            picture = smaller(page.screenshot())
        if len(picture) > LARGEST:
            raise SystemExit(f"截图 {name} 有 {len(picture) // 1024} KB，超过 {LARGEST // 1024} KB。")
        (folder / f"{name}.png").write_bytes(picture)
        print(f"{folder / name}.png  {len(picture) // 1024} KB")


def smaller(picture):
    """The same picture in 128 colours, when Pillow is there to do it."""
    try:
        from PIL import Image
    except ImportError:
        return picture
    result = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(result, "PNG", optimize=True)
    return min(result.getvalue(), picture, key=len)
