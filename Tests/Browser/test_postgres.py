"""The same county served from PostgreSQL shows the same pages."""

import html
import re

from browsing import each


def text(source, origin):
    """What a reader sees. Identifiers, the port and the minute of loading differ from one database to the other; nothing else may."""
    words = html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", "", source, flags=re.S)))
    words = re.sub(r"\s+", " ", re.sub(r"\d{16,19}", "标识", words.replace(origin.removeprefix("http://"), "主机"))).strip()
    return re.sub(r"于 [\d年月日 :]+ 进入公开日志", "于（时刻）进入公开日志", words)


def shared_pages(world):
    if world.other is None:
        return []
    return [(name, (path, world.other_samples.pages[name])) for name, path in world.samples.pages.items() if "comment" not in name]


@each(shared_pages)
def test_page_is_the_same_from_postgresql(world, path, other_path):
    first, second = text(world.portal.text(path), world.portal.origin), text(world.other.text(other_path), world.other.origin)
    if first == second:
        return
    place = next((i for i, (a, b) in enumerate(zip(first, second)) if a != b), min(len(first), len(second)))
    raise AssertionError(f"SQLite：…{first[max(0, place - 30):place + 60]}… PostgreSQL：…{second[max(0, place - 30):place + 60]}…")


@each(lambda world: [(words, (words,)) for words in ("征地补偿", "公开", "低保", "2026年")] if world.other else [])
def test_search_is_the_same_from_postgresql(world, words):
    first, second = (sorted(line["title"] for line in portal.search(words)[0]) for portal in (world.portal, world.other))
    assert first == second
