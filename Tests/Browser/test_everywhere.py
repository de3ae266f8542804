"""Wherever links lead, in the portal and in everybody's workbench: each kind of page is there, accessible, and fits a phone and a desk."""

import re

from browsing import NARROW, WIDE, each
from gate import desk, session

# What a mouse can press and the keyboard cannot: something else than a link or a control that offers itself, or one that Tab leaves out.
MOUSE_ONLY = """(() => {
    const control = "a[href], button, input, select, textarea, summary, label, option"
    const offered = [...document.body.querySelectorAll("*")].filter(e => getComputedStyle(e).cursor === "pointer" && !e.closest(control))
    const left = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter(e => e.tabIndex < 0 && e.type !== "hidden" && !e.closest("[hidden], [aria-hidden=true]"))
    return [...offered, ...left].slice(0, 5).map(e => e.outerHTML.slice(0, 120))
})()"""
# Of each kind of page one is looked at, and three are read for links.
READ_OF_A_KIND = 3
PEOPLE = [("", ""), *[(login, (login,)) for login in ("wang", "zhao", "zhou", "zheng", "feng", "chen", "chu")]]


def kinds(world):
    """What stands for a unit, a register, a field, a data set in an address."""
    portal = world.portal
    codes = {unit["code"] for unit in world.samples.units} | {domain["code"] for domain in world.samples.domains}
    codes |= {line["code"] for line in portal.get("/api/v1/ledgers").json["results"]}
    codes |= {data["dct:identifier"] for data in portal.get("/open-data/catalogue.jsonld").json["dcat:dataset"]}
    return lambda path: "/".join("#" if part.split(".")[0] in codes or re.search(r"\d", part) else part for part in path.split("/"))


def pages(world, get, start):
    """The first page of each kind that links lead to, following every link within the site, and the links that lead nowhere."""
    kind, read, found, waiting, seen, broken = kinds(world), {}, {}, [start], {start: ""}, []
    while waiting:
        path = waiting.pop(0)
        name = kind(path.split("?")[0])
        read[name] = read.get(name, 0) + 1
        if read[name] > READ_OF_A_KIND:
            continue
        reply = get(path)
        if reply.status not in (200, 303):
            broken.append(f"{seen[path]} 上的 {path} 返回 {reply.status}")
        is_page = reply.headers.get("content-type", "").startswith("text/html") and "attachment" not in reply.headers.get("content-disposition", "")
        if reply.status != 200 or not is_page:
            continue
        found.setdefault(name, path)
        for link in re.findall(r'<a [^>]*href="(/[^"#]*)', reply.text):
            link = link.replace("&amp;", "&")
            if link not in seen and link.startswith(start):
                seen[link] = path
                waiting.append(link)
    return found, broken


def check(window, path, login):
    problems = []
    for width in (NARROW, WIDE):
        window.page.set_viewport_size({"width": width, "height": 900})
        if width == NARROW:
            window.open(path)
        # The staff sit at desks; the phone's view of their pages is checked page by page where it is made.
        for look in (window.check_width,) if login and width == NARROW else (window.check_width, window.check_accessible):
            try:
                look()
            except AssertionError as error:
                problems.append(f"{path} {width}：{error}")
    twice = window.page.evaluate("(() => { const all = [...document.querySelectorAll('[id]')].map(e => e.id); return all.filter((id, i) => all.indexOf(id) !== i) })()")
    if mouse_only := window.page.evaluate(MOUSE_ONLY):
        problems.append(f"{path}：只能用鼠标 {mouse_only}")
    if twice:
        problems.append(f"{path}：id 重复 {twice}")
    return problems


@each(lambda world: PEOPLE)
def test_every_kind_of_page_is_sound(world, login=None):
    get = session(world, login).get if login else world.portal.get
    found, problems = pages(world, get, "/work" if login else "/")
    with desk(world, login) as window:
        problems += [problem for path in found.values() for problem in check(window, path, login)]
        window.check_clean()
    assert not problems, f"{len(problems)} 处：" + " | ".join(problems)
