"""One person at one device: what they open, type, press and see."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import check_screen, keep_picture
from tests.making import PASSWORD

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


class Person:
    def __init__(self, browser: Browser, address: str, screen: dict, login: str | None, **options) -> None:
        self.address, self.login, self.screen = address, login, screen
        touch = screen["width"] < 600
        context = {"viewport": screen, "locale": "zh-CN", "has_touch": touch, "is_mobile": touch}
        self.context = browser.new_context(**context | options)
        self.context.set_default_timeout(15_000)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._listen)
        if login:
            self.sign_in()

    def _listen(self, message) -> None:
        # Refusals, and a network that a test took away, are written to the console by the browser itself.
        expected = ("status of 4", "ERR_INTERNET_DISCONNECTED")
        if message.type == "error" and not any(words in message.text for words in expected):
            self.faults.append(message.text)

    def sign_in(self) -> None:
        self.open("/accounts/sign-in/")
        self.type_credentials()

    def type_credentials(self) -> None:
        self.fill("用户名", self.login)
        self.fill("密码", PASSWORD)
        self.press("登录")

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).first.fill(text)

    def press(self, name: str, within=None) -> None:
        """A button or a link by its words; the first that is shown."""
        scope = within or self.page
        found = scope.get_by_role("button", name=name).or_(scope.get_by_role("link", name=name))
        found.filter(visible=True).first.click()

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()

    def sees_not(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.get_by_text(text).filter(visible=True)).to_have_count(0)

    def is_at(self, path: str) -> None:
        expect(self.page).to_have_url(re.compile(re.escape(self.address) + path))

    def look_from_the_top(self, picture: str) -> None:
        """As somebody sees the page who has just opened it, wherever it was scrolled to meanwhile."""
        self.page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        self.look(picture)

    def card(self, text: str):
        return self.page.locator(".card, .task").filter(has_text=text).first

    def look(self, picture: str | None = None, *, full: bool = False) -> None:
        """Every screen of the story passes the same checks; some are kept as pictures."""
        assert not self.faults, self.faults
        check_screen(self.page)
        if picture:
            keep_picture(self.page, picture, self.screen, full=full)

    def choose(self, *paths: Path) -> None:
        self.page.set_input_files("#files", [str(path) for path in paths])

    def close(self) -> None:
        self.context.close()
