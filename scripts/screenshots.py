"""The pictures of the page in docs/pictures: pages about invented people are made, built and looked at.

    python scripts/screenshots.py [--pages 60] [--seed 3]

Needs a Chromium, as the tests of the page do (`scripts/install-chromium`), and a font with Chinese characters.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
NAMES = ("chromium", "chromium-browser", "google-chrome")
LAPTOP, PHONE = {"width": 1280, "height": 800}, {"width": 380, "height": 780}
SETTLED = 700  # milliseconds until what was asked for has come to rest


def busiest(page: Page, kind: str) -> str:
    """The id of the most tied node of a type."""
    return str(page.evaluate("(kind) => kg.ranked.find((node) => node.group === kind).id", kind))


def pictures(browser: Browser, file: Path) -> None:
    """Take them, each in a page of its own."""

    def opened(address: str = "", size: dict[str, int] = LAPTOP, theme: str = "light", sharp: float = 1.5) -> Page:
        context = browser.new_context(
            viewport=size,
            color_scheme=theme,
            device_scale_factor=sharp,
            reduced_motion="reduce",
            locale="zh-CN",
        )
        page = context.new_page()
        page.goto(file.as_uri() + address)
        page.wait_for_selector("html[data-ready]")
        return page

    def taken(page: Page, name: str) -> None:
        page.wait_for_timeout(SETTLED)
        page.screenshot(path=PICTURES / f"{name}.png")
        print(f"docs/pictures/{name}.png")
        page.context.close()

    taken(opened(), "first-look")
    taken(opened(theme="dark"), "dark")
    page = opened()
    page.evaluate("(id) => kg.select(id)", busiest(page, "official"))
    page.locator("#panel details.evidence > summary").first.click()
    taken(page, "panel")
    taken(opened("#;view=timeline"), "timeline")
    taken(opened(size=PHONE, sharp=2), "phone")
    page = opened(size=PHONE, sharp=2)
    page.evaluate("(id) => kg.select(id)", busiest(page, "district"))
    taken(page, "phone-panel")


def main() -> None:
    """Make the pages, build them, take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--seed", type=int, default=3)
    given = parser.parse_args()
    chromium = os.environ.get("KG_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        run = [sys.executable, "-m"]
        world = ["tests.world", folder, "--pages", str(given.pages), "--seed", str(given.seed)]
        subprocess.run([*run, *world], check=True, cwd=ROOT)
        out = Path(folder) / "output"
        build = ["kg.cli", "build", f"{folder}/pages", "-o", str(out), "--no-cache"]
        subprocess.run([*run, *build], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            pictures(browser, out / "graph.html")
            browser.close()


if __name__ == "__main__":
    main()
