"""What a visitor does, and what a visitor should never meet."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Locator, Page, Request, expect

# Chromium reports a page that came with 409 or 422 as a failed resource; a fault in a form is meant to. htmx reports a
# request that ends because the visitor goes on to the next page.
MEANT = ("status of 409", "status of 422", "htmx:sendError", "htmx:afterRequest")
WATCH_CSP = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
});
"""


class Visitor:
    """One browser tab on the site."""

    def __init__(self, page: Page, site: str, *, js: bool) -> None:
        self.page = page
        self.js = js
        self.site = site
        self.faults: list[str] = []
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("request", self._check_host)
        page.add_init_script(WATCH_CSP)

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(meant in message.text for meant in MEANT):
            self.faults.append(f"{self.page.url}: {message.text}")

    def _check_host(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.faults.append(f"{self.page.url} asks {request.url}")

    def begin(self) -> None:
        """From the start page to question 2."""
        self.page.goto("/")
        self.page.get_by_role("link", name="Start", exact=True).click()
        self.choose("Nothing yet")
        self.go_on()

    def choose(self, *labels: str) -> None:
        """Tick or choose answers by their labels."""
        for label in labels:
            exact = self.page.locator("main label").filter(has_text=re.compile(rf"^\s*{re.escape(label)}"))
            self.page.locator(f"[id='{exact.first.get_attribute('for')}']").check()

    def go_on(self) -> None:
        """Press the page's own button."""
        self.page.locator("main form .actions button").click()

    def continue_to(self, title: str) -> None:
        """Press Continue and arrive at a question."""
        self.go_on()
        self.sees_heading(title)

    def sees_heading(self, title: str) -> None:
        """The one main heading says so."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)

    def status(self) -> Locator:
        """The line that says whether answers are saved."""
        return self.page.locator("#saved")

    def sees_saved(self) -> None:
        """The autosave has said so."""
        if self.js:
            expect(self.status()).to_contain_text("Saved")

    def looks(self) -> None:
        """Nothing sticks out sideways, and axe finds nothing."""
        width = self.page.viewport_size
        assert width
        if not self.js:
            return
        assert self.page.evaluate("document.documentElement.scrollWidth") <= width["width"], self.page.url
        found = Axe().run(self.page).response["violations"]
        assert not [(self.page.url, one["id"], one["nodes"][0]["target"]) for one in found]
