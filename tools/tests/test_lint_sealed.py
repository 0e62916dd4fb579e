"""The rule about who makes clear values."""

# SPDX-License-Identifier: Apache-2.0
import pytest

from tools.tests.conftest import Judge

ELSEWHERE = "server/src/sealmark/workflow/services.py"


@pytest.mark.parametrize(
    "code",
    [
        "clear = Clear(Raw, b'x', permit=p)",
        "clear = Clear[Raw](Raw, b'x', permit=p)",
        "clear = domain.Clear(Raw, b'x', permit=p)",
        "clear = domain._mint(Raw, b'x')",
        "from sealmark.vault.domain import _mint",
        "from sealmark.vault.domain import _PERMIT",
        "from sealmark.vault.services import RawVault",
        "vault = services.RawVault()",
    ],
)
def test_clear_and_raw_values_are_out_of_reach(judge: Judge, code: str) -> None:
    assert len(judge(ELSEWHERE, code)) == 1


@pytest.mark.parametrize("context", ["redaction/services.py", "export/aligned.py"])
def test_the_redactors_code_opens_originals(judge: Judge, context: str) -> None:
    code = "from sealmark.vault.services import RawVault"

    assert judge(f"server/src/sealmark/{context}", code) == []


def test_not_even_redaction_uses_the_permit(judge: Judge) -> None:
    code = "from sealmark.vault.domain import _PERMIT"

    assert len(judge("server/src/sealmark/redaction/services.py", code)) == 1


def test_naming_the_type_is_fine(judge: Judge) -> None:
    code = "from sealmark.vault.domain import Clear\ndef f(x: Clear[Redacted]) -> None: ..."

    assert judge(ELSEWHERE, code) == []
