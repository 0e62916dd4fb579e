"""Rivals beside us: another product in the same run, on the same machine, with the same texts.

- Off unless `SEALMARK_RIVAL` names one (`label-studio`): it is installed once, which takes a minute
  and a gigabyte, and never with the product.
- It runs as it is best served: its own environment, our Postgres programs and settings, as many web
  processes and threads as ours. It listens on loopback only and reports to nobody.
- Each figure is printed as ours, theirs and the ratio; ratios are what drifts least.
"""

# SPDX-License-Identifier: Apache-2.0
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from benchmarks.rivals import label_studio

CHOICE = "SEALMARK_RIVAL"


@contextmanager
def beside(people: int) -> Iterator[label_studio.Rival | None]:
    """Run the chosen rival with `people` accounts; None if none was chosen."""
    match os.environ.get(CHOICE, ""):
        case "":
            yield None
        case "label-studio":
            with label_studio.running(people) as rival:
                yield rival
        case other:
            raise RuntimeError(f"{CHOICE}={other}: there is label-studio only")


RATIOS = {
    "labels_per_s": "speed_ratio",
    "texts_per_s": "speed_ratio",
    "cpu_ms_per_label": "cpu_ratio",
    "statements_per_label": "statements_ratio",
    "open_ms_200kb": "open_ratio",
    "add_span_ms_5k": "add_span_ratio",
}
"""What we are held against; above 1 we are better, whether the figure is a speed or a cost."""


def compared(ours: Mapping[str, float], theirs: Mapping[str, float]) -> dict[str, float]:
    """Print both side by side; return theirs and the ratios under names of their own."""
    figures: dict[str, float] = {}
    if theirs:
        print(f"\n{'':28} {'Sealmark':>12} {'Label Studio':>14} {'ratio':>8}")
    for name, value in theirs.items():
        figures[f"{name}_label_studio"] = value
        mine, shown = f"{ours[name]:.2f}" if name in ours else "", ""
        if name in RATIOS:
            gain = ours[name] / value if name.endswith("_per_s") else value / ours[name]
            figures[f"{RATIOS[name]}_label_studio"] = gain
            shown = f"{gain:.1f}x"
        print(f"{name:28} {mine:>12} {value:14.2f} {shown:>8}")
    return figures
