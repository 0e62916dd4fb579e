"""The contract between server and browser: what the routes say, as OpenAPI and as TypeScript.

- The server's own route table is the source; nothing is started and no database is reached.
- Without `--write` it only compares, and fails where a route changed and the files did not.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.dev.shell import Failure, capture
from tools.mypy_plugin import pretend_home

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "web"
OPENAPI = ROOT / "docs/openapi.json"
TYPES = WEB / "src/api/schema.gen.ts"
REMEDY = "run `make types` and commit what it writes"


def main(arguments: list[str]) -> int:
    """Compare the contract with what is committed, or write it; return the exit status."""
    described = spell_routes()
    if "--write" in arguments:
        OPENAPI.write_text(described)
        TYPES.write_text(spell_types())
        return 0
    stale = list(differing(described))
    for path in stale:
        print(f"{path.relative_to(ROOT)}: no longer what the routes say; {REMEDY}")
    return int(bool(stale))


def differing(described: str) -> Iterator[Path]:
    """Yield the committed files that are not what the routes say."""
    if not OPENAPI.exists() or OPENAPI.read_text() != described:
        yield OPENAPI
    # The types are made from the committed description: one stale file is told once.
    elif not TYPES.exists() or TYPES.read_text() != spell_types():
        yield TYPES


def spell_routes() -> str:
    """Describe every route, as the server would start with it."""
    pretend_home()
    # Django reads its settings at import: not before the pretended home is set.
    import django  # noqa: PLC0415

    django.setup()
    from ninja.responses import NinjaJSONEncoder  # noqa: PLC0415

    from sealmark.interfaces.rest.api import build  # noqa: PLC0415

    described = build().get_openapi_schema(path_prefix="/api/")
    return json.dumps(described, indent=1, cls=NinjaJSONEncoder, ensure_ascii=False) + "\n"


def spell_types() -> str:
    """Translate the committed description into TypeScript."""
    program = WEB / "node_modules/.bin/openapi-typescript"
    options = ["--immutable", "--root-types", "--root-types-no-schema-prefix"]
    # What has a default may be left out of a request.
    options += ["--default-non-nullable=false"]
    status, printed = capture([program, OPENAPI, *options], cwd=WEB)
    if status != 0:
        raise Failure(f"{OPENAPI.name} could not be translated into types:\n{printed}")
    return printed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
