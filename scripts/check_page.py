"""Looks at pages in a browser; see check-page."""

import pathlib
import sys

from playwright.sync_api import sync_playwright

CHROMIUM, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()


def opened(browser, name, width=1280, scheme="light"):
    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
    page.wrong = []
    page.on("console", lambda it: page.wrong.append(it.text) if it.type in ("error", "warning") else None)
    page.on("pageerror", lambda it: page.wrong.append(str(it)))
    page.on("request", lambda it: page.wrong.append(it.url) if not it.url.startswith("file:") else None)
    page.goto(f"file://{FOLDER}/{name}.html")
    page.wait_for_selector("#pins .pin")
    return page


def check(holds, what):
    print(("ok      " if holds else "FAILED  ") + what)
    check.failed |= not holds


check.failed = False

with sync_playwright() as play:
    browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])

    page = opened(browser, "one")
    mention = page.locator(".mention", has_text="Garissa").first
    mention.click()
    chosen = page.locator(".pin.chosen")
    check(chosen.count() == 1 and "Garissa" in chosen.get_attribute("aria-label"), "a click on a mention marks its pin")
    check("Garissa" in page.locator("#detail h3").inner_text(), "and tells of it")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    check(page.locator(".pin.chosen").count() == 1, "the keyboard goes from mention to mention")
    rows = page.locator("#rows tr").count()
    check(rows > 1, f"the table has {rows} incidents")
    page.locator("#rows button").first.click()
    check(page.locator(".quoted").count() > 0, "a row marks its sentence in the text")
    page.locator("#pins .pin[aria-label*='killed']").first.press("Enter")
    check(page.locator("#detail blockquote").count() > 0, "a pin shows its quote")
    page.locator("#from").evaluate("it => { it.value = it.max; it.dispatchEvent(new Event('input')) }")
    check(page.locator("#rows tr").count() < rows, "the slider leaves out earlier days")
    page.locator("#from").evaluate("it => { it.value = it.min; it.dispatchEvent(new Event('input')) }")
    check(page.locator("#rows tr").count() == rows, "and brings them back")
    for box in page.locator("#types input").all():
        box.uncheck()
    page.wait_for_timeout(200)
    check(page.locator(".pin").count() == 0, "with nothing shown the map is empty")
    check(not page.wrong, f"nothing fetched, no error: {page.wrong}")

    for width, scheme in [(1280, "light"), (1280, "dark"), (400, "light")]:
        page = opened(browser, "one", width, scheme)
        page.wait_for_timeout(300)
        wide = page.evaluate("document.documentElement.scrollWidth")
        check(wide <= width, f"{width} pixels are wide enough")
        page.screenshot(path=str(FOLDER / f"one-{width}-{scheme}.png"))

    page = opened(browser, "many")
    check("1,000 documents" in page.locator("#summary").inner_text(), "1,000 documents in one page")
    page.locator("#find").fill("report 77 ")
    page.locator("#list button").first.click()
    check("Report 77" in page.locator("#title").inner_text(), "a document is found by its title")
    check(page.locator("#text .mention").count() > 0, "and its text shown")
    page.screenshot(path=str(FOLDER / "many-1280.png"))
    check(not page.wrong, f"nothing fetched, no error: {page.wrong}")

    page = opened(browser, "hostile")
    page.locator("#list button", has_text="evil").first.click()
    check("<script>" in page.locator("#text").inner_text(), "hostile words are shown as words")
    page.locator("#list button").last.click()
    check("goes on for" in page.locator("#text").inner_text(), "a text of 10 MB is shown in part")
    check(page.evaluate("window.evil") is None and not page.wrong, f"and nothing runs: {page.wrong}")
    browser.close()

sys.exit(check.failed)
