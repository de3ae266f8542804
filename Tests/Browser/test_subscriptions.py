"""A subscription in real windows: asked for, confirmed, told once, ended, and begun again; and what staff see of it."""

import re
import shutil
import socket
import tempfile
from pathlib import Path

from browsing import NARROW, WIDE
from gate import desk, session
from mailbox import Mailbox
from portal import Portal

ADDRESS = "reader@example.com"


def served(world, box):
    """A server over a copy of the database, with a mail server and an address of its own."""
    folder = Path(tempfile.mkdtemp(dir=world.portal.folder))
    shutil.copy(world.portal.pristine, folder / "county.sqlite")
    shutil.copy(f"{world.portal.database}.key", folder / "county.sqlite.key")
    twin = Portal(world.portal.binary, folder, str(folder / "county.sqlite"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    twin.environment |= {
        "MINGTANG_MAIL_SERVER": box.address, "MINGTANG_MAIL_FROM": "县政务公开办 <office@mingchuan.example>",
        "MINGTANG_ORIGIN": f"http://127.0.0.1:{port}"}
    twin.start(port)
    return twin


def press(page, target):
    with page.expect_navigation():
        (page.locator(target) if isinstance(target, str) else target).click()


def subscribe(window):
    page = window.open("/subscribe")
    window.check_accessible()
    window.check_width()
    page.check("#everything")
    page.fill("#email", ADDRESS)
    page.select_option("#rhythm", "atOnce")
    window.expected = 422
    press(page, "main form button[type=submit]")
    if page.locator("#answer").count():
        # Filled in faster than a person could: the plain question.
        word, place = re.search(r"请填写“([^”]+)”的第(.)个字", page.inner_text("label[for=answer]")).groups()
        page.fill("#answer", word["一二三四".index(place)])
        press(page, "main form button[type=submit]")
    window.complaints.clear()
    assert page.url.endswith("/subscribe/sent"), page.inner_text("main")


def link(mail, part):
    return re.search(rf"http://[^\s]+/{part}/[^\s]+", mail.get_content()).group(0)


def path(address):
    return re.sub(r"^http://[^/]+", "", address)


def test_a_subscription_in_one_digest_out_and_back(world):
    with Mailbox() as box:
        twin = served(world, box)
        try:
            with world.window(NARROW) as window:
                window.portal = twin
                subscribe(window)
                confirmation = box.wait(1)
                assert confirmation["To"] == ADDRESS and "List-Unsubscribe" not in confirmation
                page = window.open(path(link(confirmation, "subscribe/confirmation")))
                window.check_accessible()
                press(page, "main form button[type=submit]")
                assert "全部新公开的文件" in page.inner_text("main")
                window.check_accessible()
                window.check_width()
                window.check_clean()
            twin.import_document("subscription-1", "关于防汛物资储备情况的公告")
            digest = box.wait(2)
            text = digest.get_content()
            assert "关于防汛物资储备情况的公告" in text and "1 份" in text
            assert digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
            own = path(digest["List-Unsubscribe"].strip("<>"))
            twin.import_document("subscription-2", "同一小时内的另一件公告")
            reply = twin.get(own, method="POST", form={"List-Unsubscribe": "One-Click"})
            assert reply.status == 200 and "没有订阅" in reply.text
            assert len(box.mails) == 2, "一个小时最多一封"
            assert twin.get(own + "0", method="POST", form={"act": "end"}).status == 303
            with world.window(WIDE) as window:
                window.portal = twin
                subscribe(window)
                page = window.open(path(link(box.wait(3), "subscribe/confirmation")))
                press(page, "main form button[type=submit]")
                assert own not in page.url
                press(page, "button[value=end]")
                assert "没有订阅" in page.inner_text("main")
                window.check_accessible()
                window.check_clean()
        finally:
            twin.stop()


def test_staff_see_counts_and_say_for_whom(world):
    with desk(world, "zhou") as window:
        page = window.open("/work/subscriptions")
        window.check_accessible()
        assert "现有订阅者" in page.inner_text("main")
        page.fill("#code", "hall-test")
        page.fill("#name", "个体餐饮户")
        press(page, "form:has(#code) button[type=submit]")
        assert "个体餐饮户" in page.inner_text("main")
        page.fill("#code", "大写不行")
        page.fill("#name", "别的")
        window.expected = 422
        press(page, "form:has(#code) button[type=submit]")
        assert "代码只能用小写字母" in page.locator(".error-summary").inner_text()
        window.check_clean()
        window.complaints.clear()
        page = window.open(f"/work/subscriptions/items/{world.samples.filed_item}")
        window.check_accessible()
        page.locator("label", has_text="个体餐饮户").click()
        press(page, "main form button[type=submit]")
        assert "个体餐饮户" in page.inner_text("main")
        window.check_clean()
    with world.window(WIDE) as window:
        page = window.open("/groups/hall-test")
        window.check_accessible()
        assert page.locator(".documents li").count() > 0
        window.check_clean()
    assert world.portal.get("/groups/hall-test/feed.atom").status == 200
    assert session(world, "wang").get("/work/subscriptions").status == 403


def test_without_a_mail_server_there_are_feeds(world):
    with world.window(NARROW) as window:
        page = window.open("/subscribe")
        window.check_accessible()
        window.check_width()
        assert "没有开通邮件订阅" in page.inner_text("main") and page.locator("#email").count() == 0
        window.check_clean()
