"""Benchmarks: each is a module with `run() -> dict[str, float]`; this prints and keeps its figures.

- `benchmarks/out/NAME.json` is one flat object, figure -> number, with the machine's load before
  and after (`load_1m`, `load_1m_after`) and the seconds it took.
- A figure that is no number is refused: nothing is rounded, hidden or explained away here.
"""

# SPDX-License-Identifier: Apache-2.0
import importlib
import json
import math
import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "benchmarks"


def main(arguments: list[str]) -> int:
    """Run the named benchmark; return the exit status."""
    name = arguments[0]
    module = importlib.import_module(f"benchmarks.{name.replace('-', '_')}")
    figures = measure(module.run)
    keep(name, figures, FOLDER / "out")
    print(table(figures))
    return 0


def benchmark_names(folder: Path) -> list[str]:
    """Name the modules and packages of `folder` that have a `run`."""
    modules = [path.stem for path in folder.glob("*.py")]
    packages = [path.parent.name for path in folder.glob("*/__init__.py")]
    found = (name for name in modules + packages if not name.startswith("_"))
    return sorted(name.replace("_", "-") for name in found if has_run(folder, name))


def has_run(folder: Path, name: str) -> bool:
    """Say whether a module defines `run`; helpers of benchmarks do not."""
    path = folder / f"{name}.py"
    text = (path if path.exists() else folder / name / "__init__.py").read_text()
    return "\ndef run(" in text or " import run" in text


def measure(benchmark: Callable[[], Mapping[str, object]]) -> dict[str, float]:
    """Run one benchmark and add the machine's load."""
    before, began = os.getloadavg()[0], time.monotonic()
    figures = checked(benchmark())
    surroundings = {
        "load_1m": before,
        "load_1m_after": os.getloadavg()[0],
        "seconds": time.monotonic() - began,
    }
    return {**figures, **surroundings}


def checked(figures: Mapping[str, object]) -> dict[str, float]:
    """Return the figures as they are if each is a finite number."""
    proven: dict[str, float] = {}
    for name, value in figures.items():
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not math.isfinite(value)
        ):
            raise TypeError(f"figure {name} is {value!r}, which is no number")
        proven[name] = value
    return proven


def keep(name: str, figures: Mapping[str, float], folder: Path) -> Path:
    """Write the figures where later readers look for them."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.json"
    path.write_text(json.dumps(figures, indent=2) + "\n")
    return path


def table(figures: Mapping[str, float]) -> str:
    """Lay the figures out in two columns."""
    width = max(len(name) for name in figures)
    return "\n".join(f"{name:<{width}}  {value:>14.4g}" for name, value in figures.items())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
