"""Search finds what is there, all of it and nothing else."""

from browsing import each

WORDS = ["征地补偿", "公开", "低保", "县", "最低生活保障", "2026年", "〔2026〕", "补贴 发放", "水", "行政处罚决定", "量子计算机"]


def scanned(world, words):
    """The titles of the file's documents in which every word stands: what search must find."""
    found = []
    for document in world.samples.documents:
        text = "\n".join(document[name] or "" for name in ("title", "number", "index", "body"))
        if all(word in text for word in words.split()):
            found.append(document["title"])
    return sorted(found)


@each(lambda world: [(words, (words,)) for words in WORDS])
def test_interface_finds_what_a_scan_finds(world, words):
    found, total = world.portal.search(words)
    assert sorted(line["title"] for line in found) == scanned(world, words)
    assert total == len(found)


def test_pages_find_what_a_scan_finds(world):
    for words in ("征地补偿", "公开"):
        with world.window() as window:
            page = window.open(f"/search?q={words}&kind=文件")
            titles = []
            while True:
                titles += page.locator(".hits h2").all_inner_texts()
                following = page.locator(".pagination a[rel=next]")
                if not following.count():
                    break
                following.click()
                page.wait_for_load_state()
            assert sorted(titles) == scanned(world, words)
            window.check_clean()


def test_every_item_found_can_be_reached(world):
    with world.window() as window:
        page = window.open("/search?q=公开")
        page.click(".kinds a:has-text('只看事项')")
        page.wait_for_url("**kind=*")
        total = int(page.locator(".result-count strong").inner_text().replace(",", ""))
        names = []
        while True:
            names += page.locator(".hits h2 a").evaluate_all("links => links.map(link => link.href)")
            following = page.locator(".pagination a[rel=next]")
            if not following.count():
                break
            following.click()
            page.wait_for_load_state()
        assert len(names) == len(set(names)) == total > 50, f"{len(names)} 个，应为 {total} 个"


def test_full_and_half_width_and_traditional_are_the_same(world):
    for variant, plain in (("２０２６年", "2026年"), ("徵地補償", "征地补偿"), ("明政发[2019]11号", "明政发〔2019〕11号")):
        assert {line["id"] for line in world.portal.search(variant)[0]} == {line["id"] for line in world.portal.search(plain)[0]}, variant


def test_a_document_number_finds_its_document_first(world):
    for number in [d["number"] for d in world.samples.documents if d["number"]][:5]:
        first = world.portal.search(number)[0][0]
        assert first["number"] == number, f"{number}：{first}"


def test_filters_narrow(world):
    everything = {line["id"] for line in world.portal.search("公开")[0]}
    unit, domain = world.samples.unit, world.samples.largest_domain
    for parameters in ({"unit": unit}, {"domain": domain}, {"year": 2026}, {"sort": "newest"}):
        found = {line["id"] for line in world.portal.search("公开", **parameters)[0]}
        assert found <= everything
        if "sort" in parameters:
            assert found == everything
        else:
            assert 0 < len(found) < len(everything), f"{parameters} 得到 {len(found)}"
    with world.window() as window:
        for name, value in (("unit", unit), ("domain", domain), ("year", "2026"), ("kind", "单位"), ("sort", "newest")):
            page = window.open("/search?q=公开")
            page.select_option(f"#filter-{name}", value)
            page.click(".filters button")
            page.wait_for_url(f"**{name}=*")
            assert page.locator(".hits li").count() > 0, name
            assert page.locator(f"#filter-{name}").input_value() == value
            page.click(".filters a:has-text('清除筛选')")
            assert page.locator(f"#filter-{name}").input_value() == ""
        window.check_clean()


def test_nothing_found_offers_what_is_found(world):
    with world.window() as window:
        page = window.open("/search?q=征地补偿量子计算机")
        assert "没有找到" in page.locator(".empty-reason").inner_text()
        page.click(".empty .chips a >> nth=0")
        assert page.locator(".hits li").count() > 0


def test_what_was_typed_is_shown_as_text(world):
    hostile = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'"
    with world.window() as window:
        page = window.page
        page.goto(world.portal.origin + "/")
        page.fill("#q", hostile)
        page.press("#q", "Enter")
        page.wait_for_url("**/search?*")
        assert page.locator("#q").input_value() == hostile
        assert page.locator("main img, main script").count() == 0
        window.check_clean()


def test_bad_filters_are_refused_in_words(world):
    for query in ("year=去年", "kind=书", "sort=oldest", "unit=没有", "after=xyz", "kind=事项&after=e9999999999999999999", "after=r9223372036854775807"):
        reply = world.portal.get(f"/search?q=公开&{query}")
        assert reply.status == 400, f"{query} 返回 {reply.status}"
        assert "无法识别" in reply.text, query
