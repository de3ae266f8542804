"""Every template, at both widths: reachable for everybody, sound HTML, nothing broken, nothing hidden beyond the edge."""

import re
import subprocess

from browsing import NARROW, WIDE, each
from samples import ids

WIDTHS = (WIDE, 320, NARROW, 600, 768, 1024, 1920)
EVERYWHERE = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE = ("ArticleTitle", "PubDate", "ContentSource", "Url")
WITHOUT_COLUMN = ("search", "error", "site-map", "item", "unit", "accessibility", "document", "print", "version", "check", "receipt")


def all_pages(world):
    pages = [(name, path, 200) for name, path in world.samples.pages.items()]
    return pages + [(name, path, status) for name, (path, status) in world.samples.errors.items()]


@each(lambda world: [(name, (path, status)) for name, path, status in all_pages(world)])
def test_page_is_sound(world, path, status):
    """On a desk in light colours, on a phone in large text and dark ones, and in every window between."""
    with world.window(WIDE) as window:
        page = window.open(path, status)
        assert page.locator("h1").count() == 1, f"h1 有 {page.locator('h1').count()} 个"
        assert page.evaluate("document.documentElement.lang") == "zh-CN"
        window.check_accessible()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            window.check_width()
        page.set_viewport_size({"width": NARROW, "height": 900})
        window.check_accessible()
        page.evaluate("localStorage.setItem('mingtang-text-size', 'large')")
        page.emulate_media(color_scheme="dark")
        window.open(path, status)
        if "/print" not in path:
            assert page.evaluate("document.documentElement.className") == "large"
        window.check_width()
        window.check_accessible()
        page.set_viewport_size({"width": WIDE, "height": 900})
        window.check_width()
        window.check_clean()


@each(lambda world: [(name, (path, status)) for name, path, status in all_pages(world)])
def test_source_is_valid_html(world, path, status):
    reply = world.portal.get(path)
    assert reply.status == status, f"返回 {reply.status}"
    run = subprocess.run(["tidy", "-e", "-q", "-utf8", "--drop-empty-elements", "no"], input=reply.body, capture_output=True, timeout=20)
    errors = [line for line in run.stderr.decode("utf-8", "replace").splitlines() if " Error: " in line]
    assert not errors, "；".join(errors[:5])
    identifiers = ids(reply.text)
    assert len(identifiers) == len(set(identifiers)), "id 重复：" + "、".join(i for i in identifiers if identifiers.count(i) > 1)
    for label in re.findall(r'<label[^>]* for="([^"]*)"', reply.text):
        assert label in identifiers, f"标签指向不存在的控件 {label}"


def test_every_page_has_a_title_of_its_own(world):
    titles = {}
    for name, path, _ in all_pages(world):
        title = re.search(r"<title>(.*?)</title>", world.portal.get(path).text).group(1)
        titles.setdefault(title, []).append(name)
    # The same page under another filter keeps its title; so do two comparisons and two documents that do not exist.
    shared = {title: names for title, names in titles.items() if len({name.split("-")[0] for name in names}) > 1}
    assert not shared, str(shared)
    assert all(title.endswith("明川县人民政府") for title in titles), str([t for t in titles if not t.endswith("明川县人民政府")])


@each(lambda world: [(name, (name, path, status)) for name, path, status in all_pages(world)])
def test_page_carries_the_prescribed_tags(world, name, path, status):
    source = world.portal.get(path).text
    tags = dict(re.findall(r'<meta name="([A-Za-z]+)" content="([^"]*)"', source))
    needed = EVERYWHERE
    if name.startswith("document") or name == "print":
        needed += ARTICLE
    elif not name.startswith(WITHOUT_COLUMN):
        needed += COLUMN
    for tag in needed:
        assert tags.get(tag, "").strip(), f"缺少 {tag}"
    assert tags["SiteName"] == "明川县人民政府"
    assert re.fullmatch(r"\d{10}", tags["SiteIDCode"]), tags["SiteIDCode"]
    assert tags["SiteDomain"] == world.portal.origin.removeprefix("http://"), tags["SiteDomain"]
    if "PubDate" in tags:
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", tags["PubDate"]), tags["PubDate"]


def test_document_shows_what_the_file_says(world):
    for title in ("明川县行政决策听取意见办法", max((d["title"] for d in world.samples.documents), key=len)):
        document = next(d for d in world.samples.documents if d["title"] == title)
        found, _ = world.portal.search(title)
        text = re.sub(r"<[^>]+>", "", world.portal.text(next(line["url"] for line in found if line["title"] == title)))
        for value in (document["title"], document["number"], document["index"], document["theme"], document["issuer"]):
            assert not value or value in text, f"{title} 缺少 {value}"
        for paragraph in re.split(r"\n+", document["body"]):
            words = re.sub(r"[#*|]|^\s*[-\d.]+\s", "", paragraph).strip()
            if words and "|" not in paragraph:
                assert words[:30] in text.replace("&quot;", '"'), f"{title} 的正文缺少“{words[:30]}”"


@each(lambda world: [(name, (path,)) for name, path, status in all_pages(world) if status == 200])
def test_no_link_leads_nowhere(world, path):
    for link in sorted(set(re.findall(r'(?:href|src|action)="(/[^"#]*)', world.portal.text(path)))):
        link = link.replace("&amp;", "&")
        if link in world.checked_links:
            continue
        world.checked_links.add(link)
        status = world.portal.get(link, method="HEAD").status
        assert status == 200, f"{link} 返回 {status}"


@each(lambda world: [(name, (path,)) for name, path, _ in all_pages(world) if name in ("document", "domain", "catalogue", "comparison", "print")])
def test_page_prints_on_paper_without_navigation(world, path):
    with world.window() as window:
        page = window.open(path)
        page.emulate_media(media="print")
        assert not page.locator(".main-nav:visible, .small-search:visible, .filters:visible, .sheet-bar:visible").count()
        assert page.locator(".qr:visible").count() <= 1
        assert page.pdf(prefer_css_page_size=True)[:5] == b"%PDF-"
