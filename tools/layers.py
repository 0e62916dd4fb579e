"""The layer picture in `ARCHITECTURE.md`, drawn from the import linter's own configuration.

- Without `--write` it only compares, and fails where the picture is no longer true.
"""

# SPDX-License-Identifier: Apache-2.0
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "ARCHITECTURE.md"
BEGIN = "<!-- layers: drawn by `python -m tools.layers --write` -->"
END = "<!-- end of layers -->"


def main(arguments: list[str]) -> int:
    """Compare the picture with the configuration, or draw it; return the exit status."""
    text = PICTURE.read_text()
    drawn = redraw(text, draw(configured_layers(ROOT / "pyproject.toml")))
    if "--write" in arguments:
        PICTURE.write_text(drawn)
        return 0
    if drawn != text:
        print(f"{PICTURE.name}: the layer picture is stale; run `python -m tools.layers --write`")
        return 1
    return 0


def configured_layers(path: Path) -> list[list[str]]:
    """Return the layers from the top down, each with its siblings."""
    contracts = tomllib.loads(path.read_text())["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["type"] == "layers")
    return [[name.strip(" ()") for name in layer.split("|")] for layer in layers]


def draw(layers: list[list[str]]) -> str:
    """Draw one box per layer; an import may only cross a line downwards."""
    rows = [" | ".join(layer) for layer in layers]
    width = max(map(len, rows)) + 2
    line = "+" + "-" * width + "+"
    body = "\n".join(f"|{row:^{width}}|\n{line}" for row in rows)
    return f"```text\n{line}\n{body}\n```"


def redraw(text: str, picture: str) -> str:
    """Return `text` with the part between the marks replaced by `picture`."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{picture}\n{END}{after}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
