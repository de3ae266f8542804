"""The pictures in the README and the manuals."""

import io

from portal import quoted

LARGEST = 200 * 1024


def take(portal, samples, browser, folder):
    folder.mkdir(parents=True, exist_ok=True)
    pictures = [
        ("home", "/", 1280, 900), ("domain", samples.pages["domain"], 1280, 900), ("search", samples.pages["search"], 1280, 900),
        ("document", samples.pages["document-table"], 1280, 1000), ("domain-phone", samples.pages["domain"], 375, 812),
        ("comparison", samples.pages["comparison"] + "#changed", 1280, 900),
    ]
    for name, path, width, height in pictures:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="light", locale="zh-CN", reduced_motion="reduce")
        page = context.new_page()
        page.goto(portal.origin + quoted(path.split("#")[0]) + ("#" + path.split("#")[1] if "#" in path else ""))
        if name == "domain-phone":
            page.locator(".cards").scroll_into_view_if_needed()
            page.evaluate("window.scrollTo(0, document.querySelector('.cards').getBoundingClientRect().top + scrollY - 16)")
        picture = smaller(page.screenshot())
        if len(picture) > LARGEST:
            raise SystemExit(f"截图 {name} 有 {len(picture) // 1024} KB，超过 {LARGEST // 1024} KB。")
        (folder / f"{name}.png").write_bytes(picture)
        print(f"{folder / name}.png  {len(picture) // 1024} KB")
        context.close()
    return 0


def smaller(picture):
    """The same picture in 128 colours, when Pillow is there to do it."""
    try:
        from PIL import Image
    except ImportError:
        return picture
    result = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(result, "PNG", optimize=True)
    return min(result.getvalue(), picture, key=len)
