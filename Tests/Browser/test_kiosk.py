"""A machine in a service hall: large, by touch alone, without a way out, and nothing of the last person left."""

import re

from browsing import NARROW, each

SIZES = ((1280, 800), (1080, 1920), (NARROW, 800))


def pages(world):
    samples = world.samples
    return {
        "start": "/kiosk", "search": "/kiosk/search?q=公开", "list": "/kiosk/disclosures", "document": f"/kiosk/disclosures/{samples.longest}",
        "document-table": f"/kiosk/disclosures/{samples.tabular}", "catalogue": "/kiosk/catalogue", "domain": f"/kiosk/catalogue/{samples.largest_domain}",
        "unit": f"/kiosk/units/{samples.unit}", "requests": "/kiosk/disclosure/requests", "coverage": "/kiosk/coverage",
        "sheet": "/kiosk/disclosure/requests/print",
        "phone": "/kiosk/phone?to=/disclosure/requests/new",
    }


@each(lambda world: [(f"{name} {width}", (path, width, height)) for name, path in pages(world).items() for width, height in SIZES])
def test_kiosk_page_is_sound(world, path, width, height):
    with world.window(width, height) as window:
        page = window.open(path)
        window.check_width()
        window.check_accessible()
        if width > 1000:
            small = page.evaluate("""() => [...document.querySelectorAll('main a[href], main button, main input, main select, .kiosk-header a, .kiosk-footer button')]
                .filter(e => e.offsetParent && e.type !== 'hidden' && !e.closest('p, dd, td, th, caption, .document-text, .breadcrumb, .skip-link'))
                .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect().height]).filter(([, height]) => height < 63.5)""")
            assert not small, str(small[:5])
        window.check_clean()


@each(lambda world: [(name, (path,)) for name, path in pages(world).items()])
def test_kiosk_leads_nowhere_else(world, path):
    reply = world.portal.get(path)
    assert reply.headers["cache-control"] == "no-store" and "set-cookie" not in reply.headers
    body = reply.text.split("<body", 1)[1]
    links = [link.replace("&amp;", "&") for link in re.findall(r'(?:href|action)="([^"]*)"', body)]
    assert links and all(link.startswith(("/kiosk", "#")) for link in links), [link for link in links if not link.startswith(("/kiosk", "#"))][:5]
    assert " download" not in re.sub(r">[^<]*<", "><", body) and 'target="' not in body
    for link in sorted(set(links))[:40]:
        if link.startswith("/kiosk"):
            assert world.portal.get(link.split("#")[0]).status == 200, link
    assert ('http-equiv="refresh"' in reply.text) == (path != "/kiosk")


def test_a_session_in_the_hall(world):
    with world.window(1080, 1920, has_touch=True) as window:
        page = window.page
        page.clock.install()
        window.open("/kiosk")
        for key in "2026":
            page.locator(".keys button", has_text=key).first.tap()
        assert page.input_value("main input[type=search]") == "2026"
        page.locator(".keys button", has_text="搜索").tap()
        page.wait_for_url("**/kiosk/search?q=2026")
        page.locator(".hits a").first.tap()
        page.wait_for_url(re.compile(r"/kiosk/(disclosures|items|units)/"))
        assert page.locator(".kiosk-footer .qr").count() == 1
        assert page.evaluate("history.length") <= 2
        # Somebody who reads and touches now and then stays.
        page.clock.run_for(40_000)
        page.mouse.wheel(0, 200)
        page.locator("h1").tap()
        page.clock.run_for(40_000)
        assert not page.locator("dialog.leaving").is_visible()
        page.clock.run_for(8_000)
        dialog = page.locator("dialog.leaving")
        assert dialog.is_visible() and "继续使用" in dialog.inner_text()
        window.check_accessible()
        dialog.locator("button").tap()
        page.clock.run_for(20_000)
        assert not dialog.is_visible() and "/kiosk/" in page.url
        page.clock.run_for(42_000)
        page.wait_for_url("**/kiosk")
        assert page.input_value("main input[type=search]") == ""
        assert page.evaluate("history.length") <= 2
        assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
        assert page.context.cookies() == []
        window.check_clean()


def test_words_to_touch_and_the_telephone(world):
    with world.window(1280, 800, javascript=False, has_touch=True) as window:
        page = window.open("/kiosk")
        with page.expect_navigation():
            page.locator(".kiosk-words a").first.tap()
        assert "/kiosk/search?q=" in page.url and page.locator(".hits li").count() > 0
        page = window.open("/kiosk/disclosure/requests")
        link = page.locator("main a[href*='requests%2Fnew']").first
        with page.expect_navigation():
            link.tap()
        assert "用手机继续" in page.inner_text("h1") and page.locator("main .qr").count() == 1
        window.check_clean()


def test_kiosk_addresses_that_are_none(world):
    for path in ("/kiosk/disclosure/requests/new", "/kiosk/catalogue/comment", "/kiosk/feed.atom", "/kiosk/work", "/kiosk/nothing", "/kiosk/kiosk"):
        assert world.portal.get(path).status == 404, path
    for target in ("https://example.com/", "//example.com", "/work", "javascript:alert(1)", ""):
        assert world.portal.get(f"/kiosk/phone?to={target}").status == 400, target
