"""The table of capabilities in the README: each place that a line names is there, each command too."""

import re

from browsing import each
from gate import session
from portal import ROOT

# Who can be asked for a page of the workbench.
PEOPLE = ("zhou", "wang", "sun", "zheng", "feng", "chen", "chu")


def lines(world):
    table = (ROOT / "README.md").read_text("utf-8").split("## What works today")[1].split("\n## ")[0]
    rows = re.findall(r"^\| \*\*(.+?)\*\*.*\| (.*) \|$", table, re.M)
    assert len(rows) > 25, f"表里只有 {len(rows)} 行"
    return [(name, (places,)) for name, places in rows]


@each(lines)
def test_every_line_of_the_table_is_true(world, places):
    named = re.findall(r"`([^`]+)`", places)
    assert named, "这一行没有写在哪里"
    for place in named:
        if not place.startswith("/"):
            world.portal.command("help", *re.sub(r" [A-Z]+$", "", place).split(), bare=True)
        elif place.endswith("/…"):
            link = re.search(rf'href="({re.escape(place[:-1])}[^"]+)"', world.portal.text("/"))
            assert link, f"首页没有通向 {place} 的链接"
            assert world.portal.get(link.group(1)).status == 200, link.group(1)
        elif place.startswith("/work"):
            answers = {login: session(world, login).get(place).status for login in PEOPLE}
            assert 200 in answers.values(), f"{place}：{answers}"
        else:
            status = world.portal.get(place).status
            assert status == 200, f"{place} 返回 {status}"
