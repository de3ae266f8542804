"""What programs read: downloads, feeds, the site map, the interface."""

import csv
import io
import re
import xml.etree.ElementTree as ElementTree

import openpyxl
import yaml
from openapi_spec_validator import validate

from browsing import each

HEADER = ["公开事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象", "公开方式", "公开层级"]
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def downloads(world):
    return [("全县", ("/catalogue", 538)), ("一个领域", (f"/catalogue/{world.samples.largest_domain}", None))]


@each(downloads)
def test_workbook_opens_with_the_prescribed_header(world, path, count):
    count = count or domain(world)["items"]
    reply = world.portal.get(path + ".xlsx")
    assert reply.status == 200 and "attachment" in reply.headers["content-disposition"]
    entries = 0
    for sheet in openpyxl.load_workbook(io.BytesIO(reply.body)):
        rows = [["" if cell is None else str(cell).replace("\n", "") for cell in row] for row in sheet.iter_rows(values_only=True)]
        top = "".join("".join(row) for row in rows[:5])
        for word in HEADER:
            assert word in top, f"工作表 {sheet.title} 的表头缺少“{word}”：{top[:200]}"
        entries += len([row for row in rows if row[0].isdigit()])
    assert entries == count, f"{entries} 个事项，应为 {count} 个"


@each(downloads)
def test_text_and_data_hold_every_item(world, path, count):
    count = count or domain(world)["items"]
    reply = world.portal.get(path + ".csv")
    rows = list(csv.reader(io.StringIO(reply.body.decode("utf-8-sig"))))
    top = "".join("".join(row) for row in rows[:4]).replace("\n", "")
    assert all(word in top for word in ("一级事项", "二级事项", *HEADER[1:])), top
    assert sum(1 for row in rows if row and row[0].isdigit()) == count
    data = world.portal.get(path + ".json").json
    items = data if isinstance(data, list) else next(value for value in data.values() if isinstance(value, list))
    assert len(items) == count


def domain(world):
    return next(d for d in world.samples.domains if d["code"] == world.samples.largest_domain)


@each(lambda world: [
    ("全站", ("/feed.atom",)), ("单位", (f"/units/{world.samples.unit}/feed.atom",)),
    ("领域", (f"/catalogue/{world.samples.largest_domain}/feed.atom",)), ("搜索", ("/search.atom?q=公开",)),
    ("事项", (f"/items/{world.samples.filed_item}/feed.atom",))])
def test_feed_is_atom(world, path):
    reply = world.portal.get(path)
    assert reply.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(reply.body)
    assert feed.tag == ATOM + "feed"
    for name in ("id", "title", "updated", "author"):
        assert feed.find(ATOM + name) is not None, f"缺少 {name}"
    assert [link.get("rel") for link in feed.findall(ATOM + "link")].count("self") == 1
    entries = feed.findall(ATOM + "entry")
    assert entries
    identifiers = [entry.find(ATOM + "id").text for entry in entries]
    assert len(set(identifiers)) == len(identifiers)
    for entry in entries:
        for name in ("id", "title", "updated"):
            assert (entry.find(ATOM + name).text or "").strip(), f"条目缺少 {name}"
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", entry.find(ATOM + "updated").text)
        link = entry.find(ATOM + "link").get("href")
        assert world.portal.get(link.removeprefix(world.portal.origin), method="HEAD").status == 200, link


def test_site_map_lists_pages_that_exist(world):
    tree = ElementTree.fromstring(world.portal.get("/sitemap.xml").body)
    assert tree.tag == MAP + "urlset"
    places = [place.text for place in tree.iter(MAP + "loc")]
    assert len(places) == len(set(places)) and len(places) > len(world.samples.documents)
    for place in places[:: max(1, len(places) // 40)]:
        assert place.startswith(world.portal.origin + "/"), place
        assert world.portal.get(place.removeprefix(world.portal.origin), method="HEAD").status == 200, place


def test_robots_and_search_description(world):
    robots = world.portal.get("/robots.txt")
    assert robots.headers["content-type"].startswith("text/plain")
    assert f"Sitemap: {world.portal.origin}/sitemap.xml" in robots.text
    description = ElementTree.fromstring(world.portal.get("/opensearch.xml").body)
    assert description.tag.endswith("OpenSearchDescription")
    template = next(url.get("template") for url in description if url.tag.endswith("Url"))
    assert "{searchTerms}" in template
    found = template.replace("{searchTerms}", "公开").removeprefix(world.portal.origin)
    assert world.portal.get(found).status == 200


class Interface:
    """Compares answers with the schemas of openapi.yaml: every required field is there, no field is unknown, every type is as stated."""

    def __init__(self, portal):
        self.portal = portal
        self.document = yaml.safe_load(portal.get("/openapi.yaml").body)

    def resolve(self, schema):
        while "$ref" in schema:
            place = self.document
            for part in schema["$ref"].removeprefix("#/").split("/"):
                place = place[part]
            schema = place
        return schema

    def check(self, value, schema, place):
        schema = self.resolve(schema)
        kinds = schema.get("type", "object")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        actual = {dict: "object", list: "array", str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}[type(value)]
        assert actual in kinds, f"{place} 是 {actual}，应为 {kinds}"
        if "enum" in schema:
            assert value in schema["enum"], f"{place} 的值 {value} 不在所列之中"
        if "pattern" in schema:
            assert re.search(schema["pattern"], value), f"{place} 的值 {value} 不合 {schema['pattern']}"
        if actual == "array":
            for index, element in enumerate(value):
                self.check(element, schema["items"], f"{place}[{index}]")
        if actual == "object":
            missing = [name for name in schema.get("required", []) if name not in value]
            assert not missing, f"{place} 缺少 {missing}"
            known, further = schema.get("properties", {}), schema.get("additionalProperties")
            for name, inner in value.items():
                # An object without described names is open.
                assert name in known or further or not known, f"{place} 有未说明的 {name}"
                if name in known or further:
                    self.check(inner, known.get(name, further), f"{place}.{name}")


def test_interface_is_as_described(world):
    interface, samples = Interface(world.portal), world.samples
    validate(interface.document)

    def identifiers(path):
        found = [line["id"] for line in world.portal.get(path).json["results"]]
        assert found, f"示例县没有 {path}"
        return found

    addresses = {
        "/api/v1/search": ["?q=征地补偿", "?q=公开&limit=5&sort=newest", "?q=量子计算机"],
        "/api/v1/disclosures": ["", "?limit=3", f"?unit={samples.unit}&year=2026", "?validity=废止"],
        "/api/v1/disclosures/{disclosure}": [f"/{samples.longest}", f"/{samples.repealed}", f"/{samples.tabular}"],
        "/api/v1/domains": [""],
        "/api/v1/items": [f"?domain={d['code']}" for d in samples.domains],
        "/api/v1/items/{item}": [f"/{samples.filed_item}"],
        "/api/v1/units": [""],
        "/api/v1/units/{unit}": [f"/{samples.unit}"],
        "/api/v1/answers": ["", "?q=社保&limit=2"],
        "/api/v1/guides": ["", "?limit=2", "?q=低保"],
        "/api/v1/guides/{guide}": [f"/{identifier}" for identifier in identifiers("/api/v1/guides")],
        "/api/v1/changes": ["", "?limit=3", "?after=5"],
        "/api/v1/ratings": ["", f"?unit={samples.unit}"],
        "/api/v1/chains": ["", "?limit=1"],
        "/api/v1/chains/{chain}": [f"/{identifier}" for identifier in identifiers("/api/v1/chains")],
        "/api/v1/consultations": ["", "?limit=1"],
        "/api/v1/consultations/{consultation}": [f"/{identifier}" for identifier in identifiers("/api/v1/consultations")],
        "/api/v1/gatherings": ["", "?limit=1"],
        "/api/v1/gatherings/{gathering}": [f"/{identifier}" for identifier in identifiers("/api/v1/gatherings")],
        "/api/v1/questionnaires": ["", "?limit=1"],
        "/api/v1/questionnaires/{questionnaire}": [f"/{identifier}" for identifier in identifiers("/api/v1/questionnaires")],
        "/api/v1/ledgers": [""],
        "/api/v1/ledgers/{ledger}/entries": [f"/{line['code']}/entries" for line in world.portal.get("/api/v1/ledgers").json["results"]],
        "/api/v1/catalogue/versions": [""],
        "/api/v1/catalogue/versions/{new}/compare/{old}": [f"/{samples.newest}/compare/{samples.older}"],
    }
    assert set(addresses) == set(interface.document["paths"]), "接口说明与本检查所列的地址不同"
    for pattern, endings in addresses.items():
        schema = interface.document["paths"][pattern]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        for ending in endings:
            path = pattern.split("/{")[0] + ending
            reply = world.portal.get(path)
            assert reply.status == 200, f"{path} 返回 {reply.status}"
            assert reply.headers["content-type"] == "application/json; charset=utf-8"
            interface.check(reply.json, schema, path)


def test_interface_refuses_as_described(world):
    interface = Interface(world.portal)
    schema = {"$ref": "#/components/schemas/Problem"}
    for path, status in (
        ("/api/v1/search", 400), ("/api/v1/search?q=公开&limit=0", 400), ("/api/v1/search?q=公开&limit=101", 400),
        ("/api/v1/disclosures?year=x", 400), ("/api/v1/disclosures?validity=新", 400), ("/api/v1/disclosures?after=zz", 400),
        ("/api/v1/disclosures/1", 404), ("/api/v1/items/1", 404), ("/api/v1/items?domain=没有", 404), ("/api/v1/items", 400),
        ("/api/v1/units/没有", 404), ("/api/v1/nothing", 404), ("/api/v1/catalogue/versions/1/compare/2", 404),
    ):
        reply = world.portal.get(path)
        assert reply.status == status, f"{path} 返回 {reply.status}，应为 {status}"
        assert reply.headers["content-type"].startswith("application/problem+json"), path
        interface.check(reply.json, schema, path)
        assert reply.json["status"] == status


def test_listing_pages_do_not_repeat_or_lose(world):
    whole = [line["id"] for line in world.portal.get("/api/v1/disclosures?limit=100").json["results"]]
    paged, after = [], ""
    for _ in range(40):
        page = world.portal.get("/api/v1/disclosures?limit=7" + after).json
        paged += [line["id"] for line in page["results"]]
        if not page["next"]:
            break
        after = "&after=" + page["next"]
    assert paged[: len(whole)] == whole
    assert len(set(paged)) == len(paged) == len(world.samples.documents) == page["total"]
