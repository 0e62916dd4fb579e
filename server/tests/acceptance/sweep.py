"""Every page at two widths in two looks: judged by axe, by the content policy, and by its width."""

# SPDX-License-Identifier: Apache-2.0
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from acceptance.installation import Person, accessibility_violations
from playwright.sync_api import Page, expect

LOOKS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SIZES = ((1440, 900), (1024, 768))
_STILL = """
async () => {
  const frame = () => new Promise(requestAnimationFrame);
  // A change of look is drawn in the next frame, and its transitions begin there.
  await frame();
  await frame();
  const ending = document.getAnimations()
    .filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)
    .map((one) => one.finished.catch(() => null));
  await Promise.all(ending);
}
"""
_IN_LOOK = "(look) => document.documentElement.dataset.mantineColorScheme === look"
_BUSY = "[aria-busy=true], [data-loading=true], [data-testid=loading]"
_TOO_WIDE = """
() => {
  const wide = document.documentElement.scrollWidth - innerWidth;
  return wide > 0 ? `${wide} pixels wider than the window` : "";
}
"""


@dataclass(kw_only=True)
class Sweep:
    """What was found wrong, and what was looked at."""

    found: list[str] = field(default_factory=list)
    looked: set[str] = field(default_factory=set)

    def look(self, person: Person, name: str) -> None:
        """Look at the page as it stands, in each size and look."""
        page = person.app.page
        self.looked.add(name)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            for look in LOOKS:
                page.emulate_media(color_scheme=look)
                page.wait_for_function(_IN_LOOK, arg=look)
                settle(page)
                where = f"{name} {width} {look}"
                self.found += [f"{where}: {one}" for one in accessibility_violations(person)]
                too_wide = page.evaluate(_TOO_WIDE)
                self.found += [f"{where}: {too_wide}"] if too_wide else []
                keep_picture(page, f"{name}-{width}-{look}")
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1280, "height": 800})


def settle(page: Page) -> None:
    """Wait until nothing on the page moves or loads."""
    expect(page.locator(_BUSY)).to_have_count(0)
    page.evaluate(_STILL)


def keep_picture(page: Page, name: str) -> None:
    """Keep a picture of the page where pictures are wanted."""
    wanted = os.environ.get("SEALMARK_SCREENSHOTS")
    if wanted:
        page.screenshot(path=Path(wanted) / f"{name}.png", animations="disabled")
