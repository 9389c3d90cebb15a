"""Draws the icons of the app from the site's own: `python -m tests.browser.draw_icons`, when `static/img/icon.svg` has changed."""

import os
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).resolve().parents[2] / "static/img"
ROUNDED = 'rx="7"'
PAGE = "<style>*{{margin:0}}svg{{display:block;inline-size:{size}px;block-size:{size}px}}</style>{drawing}"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from tests.browser.chromium import launch

    drawing = (IMAGES / "icon.svg").read_text(encoding="utf-8")
    # A system cuts its own shape out of it, and nothing that matters may stand outside the middle four fifths.
    whole = drawing.replace(ROUNDED, "").replace('viewBox="0 0 32 32"', 'viewBox="-2 -2 36 36"')
    maskable = whole.replace('<rect width="32" height="32"', '<rect x="-2" y="-2" width="36" height="36"')
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        for name, size, content in (
            ("icon-192", 192, drawing),
            ("icon-512", 512, drawing),
            ("icon-512-maskable", 512, maskable),
        ):
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(PAGE.format(size=size, drawing=content))
            page.screenshot(path=IMAGES / f"{name}.png", omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
