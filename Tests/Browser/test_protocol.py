"""What stands in the headers, and what happens to a request that is not for us."""

import gzip
import re

from browsing import each

POLICY = "default-src 'self'"
CACHED = ("/", "/catalogue", "/disclosures", "/units", "/feed.atom", "/openapi.yaml", "/api/v1/domains")


@each(lambda world: [(path, (path,)) for path in CACHED])
def test_unchanged_answer_is_not_sent_again(world, path):
    first = world.portal.get(path)
    tag = first.headers["etag"]
    assert tag.startswith('"') and first.headers["cache-control"] == "no-cache", first.headers.get("cache-control")
    again = world.portal.get(path, headers={"If-None-Match": tag})
    assert again.status == 304 and not again.body and again.headers["etag"] == tag
    assert world.portal.get(path, headers={"If-None-Match": '"other"'}).status == 200


@each(lambda world: [(path, (path,)) for path in (*CACHED, "/search?q=公开", "/sitemap.xml")])
def test_answer_is_compressed_on_request(world, path):
    plain = world.portal.get(path)
    assert "content-encoding" not in plain.headers and plain.headers["vary"] == "Accept-Encoding"
    packed = world.portal.get(path, headers={"Accept-Encoding": "gzip"})
    if len(plain.body) > 512:
        assert packed.headers["content-encoding"] == "gzip" and len(packed.body) < len(plain.body)
        assert gzip.decompress(packed.body) == plain.body


@each(lambda world: [(name, (path,)) for name, path in world.samples.pages.items()] + [("404", ("/nothing",)), ("api", ("/api/v1/units",))])
def test_answer_has_the_headers_that_protect(world, path):
    headers = world.portal.get(path).headers
    policy = headers["content-security-policy"]
    assert POLICY in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy, policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"]
    assert headers["permissions-policy"]
    assert "set-cookie" not in headers


def test_asset_is_kept_for_ever_under_its_digest(world):
    address = re.search(r'href="(/assets/site\.css\?v=[0-9a-f]+)"', world.portal.text("/")).group(1)
    kept = world.portal.get(address)
    assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert kept.headers["content-type"].startswith("text/css")
    assert world.portal.get("/assets/site.css").headers["cache-control"] == "no-cache"
    assert world.portal.get("/assets/../site.css").status == 404
    assert world.portal.get("/assets/nothing.css").status == 404


def test_form_and_receipt_are_kept_nowhere(world):
    assert world.portal.get("/catalogue/comment").headers["cache-control"] == "no-store"
    assert world.portal.get("/healthz").headers["cache-control"] == "no-store"


@each(lambda world: [(path, (path,)) for path in (
    "/nothing", "/catalogue/没有", "/items/1", "/items/abc", "/units/没有", "/disclosures/1", "/disclosures/1/print", "/disclosures/99999999999999999999",
    "/catalogue/versions/1", "/catalogue/comment/receipt/0000", "/assets/x", "/catalogue/没有.xlsx", "/units/没有/feed.atom", "/index.php", "/.env")])
def test_unknown_place_is_not_found(world, path):
    reply = world.portal.get(path)
    assert reply.status == 404, f"返回 {reply.status}"
    assert "没有这个页面" in reply.text and reply.headers["cache-control"] == "no-store"
    assert 'aria-current="page"' not in reply.text.split("<main")[0].split("breadcrumb")[0], "错误页不在导航的任何一处"


@each(lambda world: [(f"{method} {path}", (method, path, allowed)) for method, path, allowed in (
    ("POST", "/", "GET"), ("DELETE", "/catalogue", "GET"), ("PUT", "/catalogue/comment", "GET, POST"), ("POST", "/search?q=x", "GET"),
    ("POST", "/api/v1/units", "GET"), ("PATCH", "/disclosures", "GET"))])
def test_wrong_method_is_told_the_right_one(world, method, path, allowed):
    reply = world.portal.get(path, method=method, form={} if method == "POST" else None)
    assert reply.status == 405, f"返回 {reply.status}"
    assert reply.headers["allow"] == allowed, reply.headers.get("allow")


@each(lambda world: [(path, (path,)) for path in ("/", "/search?q=公开", "/catalogue.xlsx", "/api/v1/units", "/nothing")])
def test_head_is_get_without_body(world, path):
    got, asked = world.portal.get(path), world.portal.get(path, method="HEAD")
    assert asked.status == got.status and not asked.body
    if got.status == 200:
        assert asked.headers["content-length"] == str(len(got.body)) and asked.headers["etag"] == got.headers["etag"]


def test_health(world):
    assert world.portal.get("/healthz").json == {"status": "ok"}
