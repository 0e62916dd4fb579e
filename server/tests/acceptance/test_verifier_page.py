"""The page that verifies bundles: one file on a disk, no server, no network, the same verdicts.

- The built page is opened from its file in a real browser that is cut off from every network.
- Bundles are those of the verifier's own corpus: whole ones, and ones that somebody bent.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from acceptance.installation import AXE
from acceptance.sweep import keep_picture
from playwright.sync_api import Browser, Page, expect

from tools.dev.chromium import in_ci
from tools.dev.shell import ROOT
from verify.tests import corpus
from verify.tests.scene import Scene, label_statement, uuid

pytestmark = [
    pytest.mark.promise("web"),
    pytest.mark.promise("export"),
    pytest.mark.timeout(180),
]
BUILT = ROOT / "server/src/sealmark/interfaces/static_web/verify.html"
PATIENCE_MS = 60_000
LONG = 8_000
LOOKS = (("light", 1440), ("dark", 1024), ("light", 390))
BENT = (
    *("document-other", "statement-prettier", "salt-other", "step-actor", "number-twice"),
    *("event-forged", "revision-withheld", "parent-missing", "two-stories", "foreign-key"),
    *("seal-other-manifest", "witnessed", "boastful", "document-surrogate", "document-proto"),
    *("container-flipped", "container-mended", "container-renamed", "container-text"),
    *("container-empty", "container-half"),
)


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    corpus.write(folder)
    return folder


@pytest.fixture(scope="module")
def verdicts(bundles: Path) -> dict[str, dict[str, object]]:
    read: dict[str, dict[str, object]] = json.loads((bundles / "verdicts.json").read_text())
    return read


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open the page from its file; what it says to a console, or asks for, is held against it."""
    if not BUILT.is_file():
        reason = "the web app is not built: run `make setup`"
        pytest.fail(reason) if in_ci() else pytest.skip(reason)
    context = browser.new_context(offline=True, locale="en-GB", accept_downloads=True)
    opened, complaints, asked = context.new_page(), list[str](), list[str]()
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(BUILT.as_uri())
    yield opened
    assert not complaints
    assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []
    context.close()


def _check(page: Page, bundle: Path) -> None:
    page.locator("#file").set_input_files(bundle)
    expect(page.locator("#verdict")).to_be_visible(timeout=PATIENCE_MS)


def _line(verdicts: dict[str, dict[str, object]], name: str) -> str:
    keys = verdicts[name]["keys"]
    assert isinstance(keys, list)
    return str(keys[0])


def test_a_whole_bundle_is_proven_once_the_key_is_compared(
    page: Page, bundles: Path, verdicts: dict[str, dict[str, object]]
) -> None:
    _check(page, bundles / "whole")
    expect(page.locator("#verdict")).to_have_text(
        "Everything fits, but with a key that you did not give"
    )
    fingerprint = page.locator(".fingerprint code").first.inner_text()
    page.get_by_label("The key that you trust").fill(fingerprint)
    expect(page.locator("#verdict")).to_have_text("Verified")
    expect(page.get_by_text("5 revisions of 3 label documents, made by 2 people")).to_be_visible()
    page.get_by_label("The key that you trust").fill(_line(verdicts, "key-other"))
    expect(page.locator("#verdict")).to_have_text("Not verified")
    expect(page.get_by_text("the key that you gave is not the key of this bundle")).to_be_visible()
    page.get_by_label("The key that you trust").fill("nonsense")
    expect(page.get_by_text("This is no key line and no fingerprint")).to_be_visible()


@pytest.mark.parametrize("name", BENT)
def test_a_bent_bundle_is_refused_by_the_place_that_the_command_names(
    page: Page, bundles: Path, verdicts: dict[str, dict[str, object]], name: str
) -> None:
    _check(page, bundles / name)
    expect(page.locator("#verdict")).to_have_text("Not verified")
    place = str(verdicts[name]["where"]).replace(" line ", ", line ")
    assert page.locator(".fault").inner_text().lower().startswith(f"{place}: ".lower())


def test_a_long_check_tells_how_far_it_is_and_can_be_cancelled(page: Page, tmp_path: Path) -> None:
    scene, one = Scene(), label_statement(1)
    for number in range(LONG):
        revision, document = uuid(10_000 + number), uuid(2_000_000 + number)
        scene.label(replace(one, revision=revision, document=document))
    bundle = tmp_path / "long.zip"
    bundle.write_bytes(scene.export())
    page.locator("#file").set_input_files(bundle)
    expect(page.get_by_role("progressbar", name="Checking")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("status")).to_have_text("The check was cancelled.")
    expect(page.locator("section.result")).to_have_count(0)
    _check(page, bundle.rename(tmp_path / "again.zip"))
    expect(page.get_by_text(f"of {LONG:,} label documents, made by 1 person")).to_be_visible()


def test_an_unpacked_bundle_is_chosen_as_a_folder(page: Page, bundles: Path) -> None:
    page.locator("#folder").set_input_files(bundles / "unpacked")
    expect(page.locator("#verdict")).to_have_text(
        "Everything fits, but with a key that you did not give", timeout=PATIENCE_MS
    )


def test_a_bundle_that_was_packed_again_is_refused_with_what_to_do(
    page: Page, bundles: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.zip"
    with zipfile.ZipFile(again, "w") as archive:
        for file in sorted((bundles / "unpacked").rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(bundles / "unpacked").as_posix())
    _check(page, again)
    expect(page.locator("#verdict")).to_have_text("Not verified")
    expect(page.get_by_text("unpack it and choose the folder instead")).to_be_visible()


def test_the_report_is_saved_as_the_command_prints_it(
    page: Page, bundles: Path, verdicts: dict[str, dict[str, object]], tmp_path: Path
) -> None:
    _check(page, bundles / "whole")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save this report").click()
    download.value.save_as(tmp_path / "report.json")
    assert (
        json.loads((tmp_path / "report.json").read_text())["summary"]
        == verdicts["whole"]["summary"]
    )


def test_it_is_used_by_keyboard_and_read_in_german(page: Page, bundles: Path) -> None:
    _check(page, bundles / "whole")
    expect(page.locator("section.result")).to_be_focused()
    page.get_by_role("button", name="Deutsch").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Export nachprüfen")).to_be_visible()
    expect(page.locator("#verdict")).to_contain_text("mit einem Schlüssel, den Sie nicht")
    assert page.evaluate("document.documentElement.lang") == "de"


@pytest.mark.parametrize(("look", "width"), LOOKS)
def test_it_is_accessible_in_both_looks_and_on_a_narrow_screen(
    page: Page, bundles: Path, look: str, width: int
) -> None:
    page.emulate_media(color_scheme="dark" if look == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 1000})
    page.evaluate(AXE.read_text())
    for name in ("", "whole", "document-other"):
        if name:
            _check(page, bundles / name)
        found = page.evaluate("axe.run(document)")
        assert found["passes"], "axe looked at nothing"
        assert [one["id"] for one in found["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        keep_picture(page, f"verifier-{name or 'start'}-{width}-{look}")
