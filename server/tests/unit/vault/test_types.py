"""The promise in types: mypy refuses to serve anything that redaction did not make."""

# SPDX-License-Identifier: Apache-2.0
import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

SOURCES = Path(__file__).parents[3] / "src"
VERIFIER = Path(__file__).parents[4] / "verify" / "src"
BEGINNING = """
    from sealmark.vault.domain import Clear, Raw, Redacted, Sealed, Work, DataKey, Place
    from sealmark.vault.services import RawVault, WorkVault, declare_redacted
    from uuid import UUID

    def serve(rendition: Clear[Redacted]) -> bytes:
        return rendition.reveal()
"""
ALLOWED = {
    "a rendition is served": """
        def view(rendition: Clear[Redacted]) -> bytes:
            return serve(rendition)
    """,
    "redaction turns raw into redacted": """
        def redact(original: Clear[Raw]) -> bytes:
            return serve(declare_redacted(original, b""))
    """,
    "an opened rendition stays one": """
        def view(v: WorkVault, p: UUID, k: DataKey, s: Sealed[Redacted], at: Place) -> bytes:
            return serve(v.open(p, k, s, at))
    """,
    "what people wrote is read": """
        def comment(written: Clear[Work]) -> str:
            return written.reveal_text()
    """,
}
REFUSED = {
    "an original is not served": """
        def view(original: Clear[Raw]) -> bytes:
            return serve(original)
    """,
    "an original does not reveal itself": """
        def view(original: Clear[Raw]) -> bytes:
            return original.reveal()
    """,
    "what people wrote is no rendition": """
        def view(written: Clear[Work]) -> bytes:
            return serve(written)
    """,
    "ciphertext is not served": """
        def view(sealed: Sealed[Redacted]) -> bytes:
            return serve(sealed)
    """,
    "the work vault opens no original": """
        def view(v: WorkVault, p: UUID, k: DataKey, s: Sealed[Raw], at: Place) -> object:
            return v.open(p, k, s, at)
    """,
    "the raw vault opens no rendition": """
        def view(v: RawVault, p: UUID, k: DataKey, s: Sealed[Redacted], at: Place) -> object:
            return v.open(p, k, s, at)
    """,
    "the work vault seals no original": """
        def keep(v: WorkVault, p: UUID, k: DataKey, c: Clear[Raw], at: Place) -> object:
            return v.seal(p, k, c, at)
    """,
    "redaction does not begin with a rendition": """
        def redact(rendition: Clear[Redacted]) -> object:
            return declare_redacted(rendition, b"")
    """,
    "bytes are not a place": """
        def keep(v: WorkVault, p: UUID, k: DataKey, c: Clear[Work]) -> object:
            return v.seal(p, k, c, b"anywhere")
    """,
}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Check all snippets in one run; return the complaints about each."""
    folder = tmp_path_factory.mktemp("snippets")
    names: dict[str, str] = {}
    for number, (sentence, snippet) in enumerate((ALLOWED | REFUSED).items()):
        path = folder / f"snippet_{number}.py"
        path.write_text(dedent(BEGINNING) + dedent(snippet))
        names[path.name] = sentence
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--no-error-summary"]
    command += ["--follow-imports=silent", f"--cache-dir={folder / 'cache'}", "."]
    found = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"MYPYPATH": f"{SOURCES}:{VERIFIER}"},
    )
    assert not found.stderr
    complaints: dict[str, list[str]] = {sentence: [] for sentence in names.values()}
    for line in found.stdout.splitlines():
        if ": error: " in line:
            complaints[names[Path(line.partition(":")[0]).name]].append(line)
    return complaints


@pytest.mark.parametrize("sentence", ALLOWED)
def test_mypy_allows(sentence: str, verdicts: dict[str, list[str]]) -> None:
    assert verdicts[sentence] == []


@pytest.mark.parametrize("sentence", REFUSED)
def test_mypy_refuses(sentence: str, verdicts: dict[str, list[str]]) -> None:
    assert len(verdicts[sentence]) == 1
    assert any(code in verdicts[sentence][0] for code in ("[arg-type]", "[misc]", "[type-var]"))
