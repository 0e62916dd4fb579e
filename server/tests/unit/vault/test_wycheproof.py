"""The Wycheproof vectors, through our functions: right where they say right, refused elsewhere."""

# SPDX-License-Identifier: Apache-2.0
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sealmark.vault.errors import SealBrokenError
from sealmark.vault.primitives import Gcm, hkdf_sha256

pytestmark = pytest.mark.needs_corpora


def vectors(corpora: Path, name: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    document = json.loads((corpora / "wycheproof/testvectors_v1" / name).read_text())
    for group in document["testGroups"]:
        for test in group["tests"]:
            yield group, test


def test_aes_256_gcm(corpora: Path) -> None:
    seen: Counter[str] = Counter()
    for group, test in vectors(corpora, "aes_gcm_test.json"):
        if (group["keySize"], group["ivSize"], group["tagSize"]) != (256, 96, 128):
            continue
        key, nonce, bound, content, sealed, tag = (
            bytes.fromhex(test[name]) for name in ("key", "iv", "aad", "msg", "ct", "tag")
        )
        seen[test["result"]] += 1
        if test["result"] == "valid":
            assert Gcm(key).seal(nonce, content, bound) == sealed + tag
            assert Gcm(key).open(nonce, sealed + tag, bound) == content
        else:
            with pytest.raises(SealBrokenError):
                Gcm(key).open(nonce, sealed + tag, bound)
    assert seen == {"valid": 39, "invalid": 27}


def test_keys_that_are_not_aes_256_are_refused(corpora: Path) -> None:
    others = {
        test["key"]
        for group, test in vectors(corpora, "aes_gcm_test.json")
        if group["keySize"] != 256
    }
    assert others
    for key in others:
        with pytest.raises(ValueError, match="32 bytes"):
            Gcm(bytes.fromhex(key))


def test_hkdf_sha256(corpora: Path) -> None:
    seen: Counter[str] = Counter()
    for _, test in vectors(corpora, "hkdf_sha256_test.json"):
        key, salt, info = (bytes.fromhex(test[name]) for name in ("ikm", "salt", "info"))
        seen[test["result"]] += 1
        if test["result"] == "valid":
            derived = hkdf_sha256(key, salt=salt, info=info, length=test["size"])
            assert derived.hex() == test["okm"]
        else:
            with pytest.raises(ValueError, match="derive"):
                hkdf_sha256(key, salt=salt, info=info, length=test["size"])
    assert seen == {"valid": 83, "invalid": 3}
