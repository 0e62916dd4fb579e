"""Every page in German, as everybody: nothing on it is English but what people wrote themselves.

- What is read and what is spoken both count: text, names for screen readers, titles, placeholders.
- Content is not judged: texts to label, and what the project's own people named.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast

import pytest
from acceptance.installation import Installation, Person, an_installation
from acceptance.sweep import settle
from playwright.sync_api import Browser, Page, expect

from tools.dev.shell import ROOT

pytestmark = [pytest.mark.promise("web"), pytest.mark.timeout(300)]
TEXTS: Final = ROOT / "web/src/i18n"
ROLES: Final = ("admin", "labeler", "reviewer", "steward")
OWN_WORDS: Final = re.compile(
    r"/(ontology|guideline|datasets|members|policy|policies|session|task-facets)|^api/projects/[^/]+$"
)
ENGLISH: Final = re.compile(
    r"\b(the|and|with|your|you|this|that|are|not|of|from|by|has|were|it|its|they|be|or|is|to)\b"
)
_SEEN: Final = """
() => {
  const content =
    "[data-surface], [dir=auto], bdi, textarea, input, code, pre, kbd, option, noscript, style";
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest(content) === null) found.push(node.data.trim());
  }
  for (const option of document.querySelectorAll("option")) found.push(option.text.trim());
  for (const name of ["aria-label", "title", "placeholder", "alt"]) {
    for (const one of document.querySelectorAll(`[${name}]`)) {
      if (one.closest("[data-surface], [dir=auto]") === null) found.push(one.getAttribute(name));
    }
  }
  return found.filter((words) => /[a-z]{2}/i.test(words));
}
"""
_LINKS: Final = """
() => [...document.querySelectorAll("a[href]")]
  .filter((one) => one.origin === location.origin && !one.hasAttribute("download"))
  .map((one) => one.pathname)
  // The verifier is a page by itself, with a language switch of its own.
  .filter((path) => !path.startsWith("/api/") && !path.endsWith(".html"))
"""
_PREFER: Final = """
async (language) => {
  const token = /csrftoken=([^;]+)/.exec(document.cookie)[1];
  await fetch("/api/preferences", {
    method: "PUT",
    headers: { "X-CSRFToken": token, "Content-Type": "application/json" },
    body: JSON.stringify({ language, preset: "", keys: {} }),
  });
}
"""


def texts(tongue: str) -> set[str]:
    """Return every text of a language that fills nothing in."""
    found: set[str] = set()
    for file in (TEXTS / tongue).glob("*.json"):
        found |= set(json.loads(file.read_text()).values())
    return {text for text in found if "{" not in text and "<" not in text}


ONLY_ENGLISH: Final = texts("en") - texts("de")


def strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    """Return every string in an answer."""
    match value:
        case str():
            yield value.strip()
        case list():
            for one in value:
                yield from strings(one)
        case dict():
            for one in value.values():
                yield from strings(one)
        case _:
            return


def own_words(installation: Installation, who: str) -> set[str]:
    """Return what the project's people named: labels, questions, datasets, themselves."""
    told = (one for one in installation.heard.by(who) if OWN_WORDS.search(one.path))
    return {words for one in told if one.status == 200 for words in strings(json.loads(one.text))}


@pytest.fixture(scope="module")
def installation(chromium: Path) -> Iterator[Installation]:
    """Start one of its own: what people wrote in other tests is in their language, not in ours."""
    _ = chromium
    with an_installation() as started:
        yield started


@pytest.fixture(params=ROLES)
def person(
    request: pytest.FixtureRequest, installation: Installation, browser: Browser
) -> Iterator[tuple[str, Person]]:
    role = str(request.param)
    who = installation.person(browser, f"german-{role}")
    who.app.redeem(installation.fresh_link(role))
    who.app.page.evaluate(_PREFER, "de")
    yield role, who
    who.app.page.evaluate(_PREFER, "")
    who.context.close()


def english_on(page: Page, theirs: set[str]) -> list[str]:
    """Return what is read or spoken on the page and is English."""
    seen = cast("list[str]", page.evaluate(_SEEN))
    # A sentence of ours may name a thing of theirs; a short name could be part of any word.
    long = sorted((one for one in theirs if len(one) > 7), key=len, reverse=True)
    names = re.compile("|".join(map(re.escape, long)) or "(?!)")
    ours = {words: names.sub("…", words) for words in seen}
    return [
        words
        for words, rest in ours.items()
        if words not in theirs and (words in ONLY_ENGLISH or ENGLISH.search(rest))
    ]


def test_nothing_on_any_page_is_english(
    person: tuple[str, Person], installation: Installation
) -> None:
    role, who = person
    page = who.app.page
    found: list[str] = []
    waiting, known = ["/", "/account"], set[str]()
    while waiting:
        path = waiting.pop(0)
        kind = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "*", path)
        if kind in known:
            continue
        known.add(kind)
        who.app.open(path)
        expect(page.locator("html")).to_have_attribute("lang", "de")
        expect(page.locator("h1").first).to_be_attached()
        settle(page)
        waiting += cast("list[str]", page.evaluate(_LINKS))
        theirs = own_words(installation, f"german-{role}")
        found += [f"{kind}: {words}" for words in english_on(page, theirs)]
    assert {"labeler": 4, "reviewer": 4}.get(role, 8) <= len(known), known
    assert found == [], "\n".join(found)


def test_strangers_are_met_in_german(installation: Installation, browser: Browser) -> None:
    context = browser.new_context(locale="de-DE")
    page = context.new_page()
    found = []
    for path in ("/login", "/link", "/invitation", "/nowhere"):
        page.goto(f"{installation.base}{path}")
        expect(page.locator("html")).to_have_attribute("lang", "de")
        expect(page.locator("h1").first).to_be_attached()
        settle(page)
        found += [f"{path}: {words}" for words in english_on(page, set())]
    context.close()
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("person", ["admin"], indirect=True)
def test_a_refusal_is_told_in_german(
    person: tuple[str, Person], installation: Installation
) -> None:
    _, who = person
    page = who.app.page
    who.app.open("/account")
    page.get_by_label("Aktuelles Passwort").fill("not-the-password-42")
    page.get_by_label("Neues Passwort").fill("quiet-harbour-4242")
    page.get_by_role("button", name="Passwort ändern").click()
    alert = page.get_by_role("alert").first
    expect(alert).to_be_visible()
    assert not ENGLISH.search(alert.inner_text()), alert.inner_text()
    assert installation.heard.by("german-admin")
