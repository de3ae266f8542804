"""The inspection of the portal in real windows: asked for by the office, shown with its evidence, rules edited, warnings in view."""

import time

from browsing import NARROW, WIDE
from gate import desk, field, session, words

PATH = "/work/site-check"


def test_a_check_is_asked_for_and_shown(world):
    office = session(world, "zhou")
    reply = office.post(PATH)
    assert reply.status in (303, 409), f"检查一次返回 {reply.status}"
    seen = ""
    for _ in range(300):
        seen = words(office.get(PATH).text)
        if "正在检查" not in seen and "历次检查" in seen:
            break
        time.sleep(1)
    assert "正在检查" not in seen and "历次检查" in seen, f"五分钟没有检查完：{seen[:200]}"
    # The example county has no emblem, and says so; the ways to report a fault and to services are there.
    assert "页面底部没有党政机关网站标识" in seen, seen[:500]
    assert "没有看到“我为政府网站找错”" not in seen and "没有看到办事服务" not in seen, seen[:500]
    file = office.get(PATH + "/xlsx")
    assert file.status == 200 and file.body.startswith(b"PK"), f"Excel 文件返回 {file.status}"
    assert field(office.get(PATH + "/rules").text, "homeDays") == "14", "首页更新的期限不是 14 天"


def test_pages_fit_a_phone(world):
    for login, path in [("zhou", PATH), ("wang", PATH), ("zhou", PATH + "/rules"), ("zhou", "/work")]:
        for width in (WIDE, NARROW):
            with desk(world, login, width=width) as window:
                window.open(path)
                window.check_accessible()
                window.check_width()
                window.check_clean()
