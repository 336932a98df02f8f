"""What must hold on every screen, and the pictures that the guides show."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from PIL import Image
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
AXE = Axe()
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what passed is not told node by node: long pages are read much faster
}

# Controls that a thumb must hit; links inside a sentence are exempt, as WCAG 2.5.8 has it.
SMALL_TARGETS = """() => [...document.querySelectorAll(
  'button, .button, a.task, input:not([type=hidden]), select, textarea, label.choice')]
  .filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.matches('label input'))
  .filter((e) => Math.round(e.getBoundingClientRect().height) < 44)
  .map((e) => `${e.outerHTML.slice(0, 90)} ${e.getBoundingClientRect().height}`)"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL_PRINT = """() => [...document.querySelectorAll('main *')].filter((e) => e.checkVisibility() &&
  [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
  .filter((e) => parseFloat(getComputedStyle(e).fontSize) < 14).map((e) => e.outerHTML.slice(0, 90))"""


def check_screen(page: Page) -> None:
    """No barrier that axe finds, nothing wider than the screen, targets of 44 px, no print under 14 px.

    Looked at on SQLite alone: a page that is there looks the same on either database.
    """
    if connection.vendor != "sqlite":
        return
    found = AXE.run(page, options=RULES)
    said = [(one["id"], one["nodes"][0]["html"][:160]) for one in found.response["violations"]]
    assert not said, (page.url, said)
    assert page.evaluate(SIDEWAYS) <= 0, f"{page.url} scrolls sideways"
    assert page.evaluate(SMALL_TARGETS) == [], page.url
    assert page.evaluate(SMALL_PRINT) == [], page.url


def keep_picture(page: Page, name: str, screen: dict, *, full: bool) -> None:
    """`.run/pictures/NAME-360.png`; `make pictures` renews those of docs/pictures from there."""
    folder = ROOT / ".run" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{screen['width']}.png"
    page.screenshot(path=path, full_page=full)
    in_docs = ROOT / "docs" / "pictures" / path.name
    if os.environ.get("PICTURES") == "docs" and in_docs.exists():
        with Image.open(path) as image:
            image.convert("RGB").quantize(64).save(in_docs, optimize=True)
