"""What stands in the headers, and what happens to a request that is not for us."""

import gzip
import re
import socket
import urllib.parse

from browsing import each

POLICY = "default-src 'self'"
CACHED = ("/", "/catalogue", "/disclosures", "/units", "/feed.atom", "/openapi.yaml", "/api/v1/domains")


@each(lambda world: [(path, (path,)) for path in CACHED])
def test_unchanged_answer_is_not_sent_again(world, path):
    first = world.portal.get(path)
    tag = first.headers["etag"]
    assert tag.startswith('W/"') and first.headers["cache-control"] == "no-cache", first.headers.get("cache-control")
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


def address(world):
    parts = urllib.parse.urlsplit(world.portal.origin)
    return parts.hostname, parts.port


def exchange(world, *requests):
    """Everything that the server answers to bytes sent in one piece, until it falls silent."""
    received = b""
    with socket.create_connection(address(world)) as connection:
        connection.settimeout(2)
        connection.sendall(b"".join(requests))
        try:
            while piece := connection.recv(1 << 20):
                received += piece
        except TimeoutError:
            pass
    return received


def request(world, path, method="GET", fields=""):
    host, port = address(world)
    return f"{method} {path} HTTP/1.1\r\nHost: {host}:{port}\r\n{fields}\r\n".encode()


def titles(received):
    return re.findall(rb"<title>(.*?)</title>", received)


def test_answers_on_one_connection_keep_the_order_of_the_requests(world):
    """Ready pages are answered at once, others are made first; neither may overtake the other."""
    slow, ready = ("/search?q=%E5%85%AC%E5%BC%80", "/search?q=%E5%BE%81%E5%9C%B0"), ("/", "/units")
    single = {path: titles(exchange(world, request(world, path)))[0] for path in (*slow, *ready)}
    asked = [slow[0], ready[0], ready[1], slow[1], ready[0], ready[1], slow[0]]
    assert titles(exchange(world, *(request(world, path) for path in asked))) == [single[path] for path in asked]


def test_many_requests_in_one_piece_are_all_answered(world):
    world.portal.get("/")
    assert exchange(world, *[request(world, "/")] * 100).count(b"HTTP/1.1 200") == 100


def test_ready_page_minds_method_body_and_connection(world):
    world.portal.get("/units")
    assert len(titles(exchange(world, request(world, "/units", "HEAD"), request(world, "/units")))) == 1
    body = exchange(world, request(world, "/units", fields="Content-Length: 5\r\n") + b"hello", request(world, "/units"))
    assert body.count(b"HTTP/1.1 200") == 2
    assert b"Content-Encoding: gzip" in exchange(world, request(world, "/units", fields="Accept-Encoding: gzip\r\n"))
    assert exchange(world, b"nonsense\r\n\r\n").startswith(b"HTTP/1.1 400")
