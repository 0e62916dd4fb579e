"""Verifies a bundle: one function that returns a summary or names the first thing that is wrong.

- Order: container, keys, seal, manifest, list of files, checkpoint, evidence, data.
- Every byte is accounted for: what is not listed is refused, what is listed is hashed, and the
  three files that the manifest does not cover (itself, `proof`, and through both the key) are
  bound by signature, log and strict form.
- A key handed in must be the bundle's key; without one, the summary says what that means.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence
from pathlib import Path

from sealmark_verify.errors import BundleError, located
from sealmark_verify.evidence import check_evidence
from sealmark_verify.keys import KeyKind, VerifierKey, parse_key_file
from sealmark_verify.manifest import (
    CHECKPOINT,
    DATA,
    LOG_KEY,
    MANIFEST,
    PROOF,
    REQUIRED,
    Manifest,
    parse_manifest,
)
from sealmark_verify.reading import checked_chunks, read_checked, read_small, refuse_other
from sealmark_verify.seal import Seal, open_evidence_checkpoint, open_seal, refuse_unsealed
from sealmark_verify.source import FolderSource, Source
from sealmark_verify.summary import KeyTrust, Summary
from sealmark_verify.zip_source import ZipSource

_KINDS = ((KeyKind.ED25519,), (KeyKind.ED25519, KeyKind.ML_DSA_44))


def verify_bundle(path: Path, trusted: Sequence[VerifierKey] = ()) -> Summary:
    """Verify the bundle at `path`, a ZIP file or a folder, against the keys you trust.

    Raises `BundleError` for the first thing that does not hold, `OSError` when there is nothing
    to read.
    """
    if path.is_dir():
        return verify_source(FolderSource(path), trusted)
    with ZipSource.open(path) as source:
        return verify_source(source, trusted)


def verify_source(source: Source, trusted: Sequence[VerifierKey]) -> Summary:
    """Verify the bundle that `source` holds. Raises `BundleError`."""
    missing = (REQUIRED | {MANIFEST, PROOF}) - source.sizes.keys()
    if missing:
        raise BundleError("it is missing", where=min(missing))
    key_file = read_small(source, LOG_KEY)
    keys = _keys(key_file, trusted)
    with located(PROOF):
        seal = open_seal(read_small(source, PROOF), keys)
    manifest = _manifest(source, seal)
    refuse_other(LOG_KEY, key_file, manifest.files[LOG_KEY])
    with located(CHECKPOINT):
        data = read_checked(source, CHECKPOINT, manifest.files[CHECKPOINT])
        checkpoint = open_evidence_checkpoint(data, seal, keys)
    tally = check_evidence(source, manifest, checkpoint)
    for name, entry in manifest.files.items():
        if name.startswith(DATA):
            for _ in checked_chunks(source, name, entry):
                pass
    return Summary(
        manifest=manifest,
        checkpoint=checkpoint,
        sealed_at_index=seal.index,
        sealed_checkpoint=seal.checkpoint,
        trust=tuple((key, _trust(key, trusted)) for key in keys),
        tally=tally,
    )


def _keys(data: bytes, trusted: Sequence[VerifierKey]) -> tuple[VerifierKey, ...]:
    """Return the bundle's keys; refuse them when one that is trusted is not among them."""
    with located(LOG_KEY):
        keys = parse_key_file(data)
    if tuple(key.kind for key in keys) not in _KINDS:
        raise BundleError("it is not one Ed25519 key, then at most one ML-DSA-44", where=LOG_KEY)
    if any(key not in keys for key in trusted):
        raise BundleError("the key that you gave is not the key of this bundle", where=LOG_KEY)
    return keys


def _trust(key: VerifierKey, trusted: Sequence[VerifierKey]) -> KeyTrust:
    if key in trusted:
        return KeyTrust.GIVEN
    return KeyTrust.VOUCHED if trusted else KeyTrust.FOUND


def _manifest(source: Source, seal: Seal) -> Manifest:
    """Return the sealed manifest, once it lists exactly the files that are there."""
    data = read_small(source, MANIFEST)
    with located(MANIFEST):
        manifest = parse_manifest(data)
        refuse_unsealed(seal, manifest, data)
    found = {name: size for name, size in source.sizes.items() if name not in {MANIFEST, PROOF}}
    listed = {name: entry.size for name, entry in manifest.files.items()}
    for name in sorted(found.keys() | listed.keys()):
        if name not in listed:
            raise BundleError("it is not listed in manifest.json", where=name)
        if name not in found:
            raise BundleError("it is listed in manifest.json, but missing", where=name)
        if found[name] != listed[name]:
            raise BundleError("its size is not the one in manifest.json", where=name)
    return manifest
