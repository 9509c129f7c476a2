"""A page under watch: whatever it should not do is noted."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page


def watched(context: BrowserContext) -> tuple[Page, list[str]]:
    """A page with the network off, and a list that everything that should not happen is added to."""
    context.set_offline(True)
    page = context.new_page()
    wrong: list[str] = []
    allowed = ("file:", "data:", "blob:")
    page.on("request", lambda request: request.url.startswith(allowed) or wrong.append(f"request: {request.url}"))
    page.on("requestfailed", lambda request: wrong.append(f"failed: {request.url}"))
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("console", lambda message: message.type in ("error", "warning") and wrong.append(message.text))
    page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("popup", lambda popup: wrong.append(f"popup: {popup.url}"))
    return page, wrong
