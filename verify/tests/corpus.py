"""A corpus of bundles, whole and bent, with the verdict of this verifier on each of them.

- `python -m verify.tests.corpus FOLDER` writes it; another verifier is held against it.
- A bundle is a container, or the files of a folder; `verdicts.json` tells which, and the verdict.
- Careful forgeries: whoever bends a part mends every digest and signature that can be mended
  without the log's keys.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from sealmark_verify.bundle import verify_bundle
from sealmark_verify.bundle_writer import EventRecord
from sealmark_verify.canonical import canonical_json
from sealmark_verify.errors import BundleError
from sealmark_verify.keys import VerifierKey
from sealmark_verify.manifest import EVENTS, HASHES, LOG_KEY, MANIFEST, PROOF, REVISIONS
from sealmark_verify.note import SignedNote, format_note, parse_note, sign_ed25519
from sealmark_verify.proof import format_proof, parse_proof
from sealmark_verify.statement import LabelStatement, step_of
from sealmark_verify.zip_records import END_SIZE, Method
from verify.tests.scene import (
    REVIEWER,
    Log,
    Memory,
    Scene,
    correction,
    event_bytes,
    label_statement,
    small_scene,
    uuid,
)
from verify.tests.test_bundle import BoastfulWriter
from verify.tests.test_zip import packed, resealed

Files = dict[str, bytes]
Bundle = bytes | Files
_FIRST = label_statement(7)


def scenes() -> Iterator[tuple[str, Scene]]:
    """Yield projects whose log tells what happened, and those that claim what did not."""
    yield "whole", small_scene()
    empty = Scene()
    empty.other()
    yield "without-labels", empty
    for name, bend in _REVISIONS_BENT.items():
        yield name, _with(bend)


def bent_logs() -> Iterator[tuple[str, bytes]]:
    """Yield bundles whose seal or checkpoint is not the one that the bundle needs."""
    for name, bend in _SEALS_BENT.items():
        yield f"seal-{name}", small_scene().export(sealed=bend)
    scene = small_scene()
    other = replace(scene.log, leaves=[*scene.log.leaves[:-1], b"another story"])
    yield "two-stories", scene.export(evidence_checkpoint=lambda _: other.checkpoint())
    stranger = Log(leaves=scene.log.leaves)
    yield "foreign-key", small_scene().export(evidence_checkpoint=lambda _: stranger.checkpoint())
    yield "witnessed", small_scene().export(evidence_checkpoint=_witnessed)
    yield "boastful", small_scene().export(BoastfulWriter)


def bent_files() -> Iterator[tuple[str, Files]]:
    """Yield folders in which a file is missing, too much, changed or taken from elsewhere."""
    files = Memory.of(small_scene().export()).files
    yield "unpacked", files
    for name in (REVISIONS, EVENTS, HASHES, LOG_KEY, MANIFEST, PROOF, "data/labels.jsonl"):
        yield f"missing-{_plain(name)}", {one: data for one, data in files.items() if one != name}
    for name, data in files.items():
        flipped = bytes([*data[:-2], data[-2] ^ 1, data[-1]])
        yield f"flipped-{_plain(name)}", files | {name: flipped}
        yield f"cut-{_plain(name)}", files | {name: data[:-1]}
    yield "unlisted", files | {"data/more.jsonl": b""}
    yield "hidden", files | {"data/.hidden": b""}
    yield (
        "keys-swapped",
        files | {LOG_KEY: b"".join(files[LOG_KEY].splitlines(keepends=True)[::-1])},
    )
    first = files[LOG_KEY].splitlines(keepends=True)[0]
    yield "key-dropped", files | {LOG_KEY: first}
    yield "key-twice", files | {LOG_KEY: first + first}
    yield "key-garbled", files | {LOG_KEY: first.replace(b"+", b"-") + b"\n"}
    proof = parse_proof(files[PROOF])
    yield "seal-without-event", files | {PROOF: format_proof(replace(proof, extra=None))}
    extra = (proof.extra or b"").replace(b'"consistency":["', b'"consistency":[1,"')
    yield "seal-no-hash", files | {PROOF: format_proof(replace(proof, extra=extra))}
    yield "seal-elsewhere", files | {PROOF: format_proof(replace(proof, index=proof.index + 1))}
    yield "seal-short", files | {PROOF: format_proof(replace(proof, path=proof.path[:-1]))}
    yield "seal-long", files | {PROOF: format_proof(replace(proof, path=(*proof.path, bytes(32))))}
    unsigned = replace(proof, note=replace(proof.note, signatures=proof.note.signatures[:1]))
    yield "seal-half-signed", files | {PROOF: format_proof(unsigned)}


def bent_containers() -> Iterator[tuple[str, bytes]]:
    """Yield containers that are not as they were written, some with their digest mended."""
    whole = small_scene().export()
    middle = len(whole) // 2
    yield "container-flipped", whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    yield "container-cut", whole[:-1]
    yield "container-half", whole[:middle]
    yield "container-longer", whole + b"\0"
    yield "container-shifted", b"\0" + whole
    yield "container-empty", b""
    yield "container-text", b"not a bundle at all\n" * 20
    yield "container-comment", whole[:-1] + (b"0" if whole[-1:] != b"0" else b"1")
    mended = resealed(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    yield "container-mended", mended
    renamed = whole.replace(b"data/labels.jsonl", b"data/labels.jsonx")
    yield "container-renamed", resealed(renamed)
    yield "container-header", resealed(bytes([whole[0] ^ 1]) + whole[1:])
    yield "container-stored", packed({"a": b"b"}, Method.STORED)
    yield "container-end", whole[:-END_SIZE] + bytes(END_SIZE)


def write(folder: Path) -> None:
    """Write every bundle into `folder`, and the verdicts on them."""
    whole, keys = (scene := small_scene()).export(), scene.log.keys
    verdicts = {
        "key-given": _judged(folder, "key-given", whole, keys),
        "key-vouched": _judged(folder, "key-vouched", whole, keys[:1]),
        "key-second-given": _judged(folder, "key-second-given", whole, keys[1:]),
        "key-other": _judged(folder, "key-other", whole, Log().keys[:1]),
    }
    told: Iterator[tuple[str, Bundle]] = ((name, scene.export()) for name, scene in scenes())
    for name, bundle in chain(told, bent_logs(), bent_files(), bent_containers()):
        verdicts[name] = _judged(folder, name, bundle)
    (folder / "verdicts.json").write_text(json.dumps(verdicts, indent=1))


def _judged(
    folder: Path, name: str, bundle: Bundle, keys: Sequence[VerifierKey] = ()
) -> dict[str, object]:
    """Write one bundle; return how it was written, and the verdict."""
    path = folder / name
    if isinstance(bundle, bytes):
        path.write_bytes(bundle)
    else:
        for file, data in bundle.items():
            (path / file).parent.mkdir(parents=True, exist_ok=True)
            (path / file).write_bytes(data)
    about = {"folder": path.is_dir(), "keys": [key.line for key in keys]}
    try:
        summary = verify_bundle(path, keys).to_json()
    except BundleError as failure:
        return about | {"verified": False, "where": failure.where, "what": failure.what}
    return about | {"verified": True, "summary": summary}


def _with(bend: Callable[[Scene], object]) -> Scene:
    scene = small_scene()
    bend(scene)
    return scene


def _plain(name: str) -> str:
    return name.replace("/", "-")


def _imported(scene: Scene) -> None:
    first = label_statement(
        8, actor=None, duty=None, task=None, ontology=None, guideline=None, origin="import"
    )
    person = label_statement()
    scene.label(first)
    scene.label(
        correction(
            first,
            task=uuid(7),
            ontology=person.ontology,
            guideline=person.guideline,
            origin="human",
        )
    )


def _keep_one_key(scene: Scene) -> None:
    scene.log.keys = scene.log.keys[:1]  # type: ignore[assignment]


def _record(place: int, **changes: bytes | str) -> Callable[[Scene], None]:
    def bend(scene: Scene) -> None:
        scene.revisions[place] = replace(scene.revisions[place], **changes)  # type: ignore[arg-type]

    return bend


def _retold(old: bytes, new: bytes) -> Callable[[Scene], None]:
    """Change a statement, and nothing that holds it."""

    def bend(scene: Scene) -> None:
        record = scene.revisions[0]
        assert old in record.statement
        scene.revisions[0] = replace(record, statement=record.statement.replace(old, new))

    return bend


def _logged(**changes: object) -> Callable[[Scene], None]:
    """Log one more revision, which is well formed, hashed and logged, and claims too much."""
    return lambda scene: scene.label(label_statement(7, **changes))


def _labeled_twice(twin: LabelStatement) -> Callable[[Scene], None]:
    def bend(scene: Scene) -> None:
        scene.label(_FIRST)
        scene.label(twin)

    return bend


def _corrected(**changes: object) -> Callable[[Scene], None]:
    def bend(scene: Scene) -> None:
        scene.label(_FIRST)
        scene.label(correction(_FIRST, **changes))

    return bend


def _migrated(*, reviewed: bool, **changes: object) -> Callable[[Scene], None]:
    """Go on without a person from a label, reviewed or not, and claim that it met the criteria."""

    def bend(scene: Scene) -> None:
        reviewed_first = correction(_FIRST)
        scene.label(_FIRST)
        if reviewed:
            scene.label(reviewed_first)
        before = reviewed_first if reviewed else _FIRST
        met = replace(before.criteria, outcome="met")
        step = {"step": "migration", "decision": "followed", "duty": None, "task": None}
        bare = correction(before, origin="migration", criteria=met, **step)
        scene.label(replace(bare, **changes))  # type: ignore[arg-type]

    return bend


def _told_otherwise(**changes: object) -> Callable[[Scene], None]:
    return _corrected(steps=(step_of(replace(_FIRST, **changes)),))  # type: ignore[arg-type]


def _leaf(leaf: bytes) -> Callable[[Scene], None]:
    """Log an entry that is no event, and take it along."""
    return lambda scene: scene.events.append(EventRecord(index=scene.log.append(leaf), leaf=leaf))


def _forged_event(scene: Scene) -> None:
    forged = event_bytes(1, "label.accepted", verdict="accept", revision=uuid(1), asset=uuid(1))
    scene.events[-1] = replace(scene.events[-1], leaf=forged)


def _moved_event(scene: Scene) -> None:
    scene.events[-1] = replace(scene.events[-1], index=scene.events[-1].index + 1)


def _unlogged(scene: Scene) -> None:
    scene.label(_FIRST)
    scene.events.pop()


def _witnessed(data: bytes) -> bytes:
    note = parse_note(data)
    extra = sign_ed25519("witness.example", Log().ed25519, note.text)
    return format_note(SignedNote(text=note.text, signatures=(*note.signatures, extra)))


def _zeroed(leaf: bytes) -> bytes:
    place = leaf.index(b'"manifest":"') + len(b'"manifest":"')
    return leaf[:place] + b"0" * 64 + leaf[place + 64 :]


_DEEP = b'{"a":' + b"[" * 70 + b"]" * 70 + b"}"
_REVISIONS_BENT: dict[str, Callable[[Scene], object]] = {
    "imported": _imported,
    "one-key": _keep_one_key,
    "document-other": _record(1, document=b'{"choices":["z"]}'),
    "document-unordered": _record(2, document=b'{"b":1,"a":2}'),
    "document-spaced": _record(2, document=b'{"a": 1}'),
    "document-fraction": _record(2, document=b"1.5"),
    "document-whole-fraction": _record(2, document=b"1.0"),
    "document-exponent": _record(2, document=b"1e3"),
    "document-minus-nothing": _record(2, document=b"-0"),
    "document-huge": _record(2, document=b"9007199254740993"),
    "document-twice": _record(2, document=b'{"a":1,"a":1}'),
    "document-proto": _record(2, document=b'{"__proto__":1}'),
    "document-numbered-keys": _record(2, document=b'{"10":1,"9":1}'),
    "document-surrogate": _record(2, document=rb'{"a":"\ud800"}'),
    "document-escaped": _record(2, document=rb'{"a":"\u00e9"}'),
    "document-control": _record(2, document=b'{"a":"\x01"}'),
    "document-deep": _record(2, document=_DEEP),
    "document-mark": _record(2, document=b"\xef\xbb\xbf1"),
    "document-latin": _record(2, document=b'{"a":"\xe9"}'),
    "document-none": _record(2, document=b""),
    "document-smuggled": _record(2, document=b'{"a":1},"b":{}'),
    "salt-other": _record(1, salt=bytes(32)),
    "salt-short": _record(1, salt=bytes(31)),
    "asset-other": _record(0, asset=uuid(1)),
    "statement-prettier": _retold(b'"outcome":"pending"', b'"outcome":"perfect"'),
    "statement-actor": _retold(uuid(11).encode(), uuid(12).encode()),
    "statement-member": _retold(b'"origin":"human"', b'"origin":"human","other":1'),
    "statement-time": _retold(b"2026-01-31T12", b"2026-02-31T12"),
    "revision-unlogged": _unlogged,
    "revision-withheld": lambda scene: scene.revisions.pop(),
    "revisions-reversed": lambda scene: scene.revisions.reverse(),
    "revision-of-others": _logged(project=uuid(99)),
    "revision-without-person": _logged(actor=None),
    "revision-of-nobody": _logged(origin="martian"),
    "revision-twice": _labeled_twice(_FIRST),
    "number-twice": _labeled_twice(replace(_FIRST, revision=uuid(67))),
    "number-skipped": _corrected(number=3),
    "parent-missing": lambda scene: scene.label(correction(_FIRST)),
    "parent-of-other": _corrected(document=uuid(1)),
    "migrated": _migrated(reviewed=True),
    "moved": _migrated(reviewed=True, origin="moved"),
    "migrated-unreviewed": _migrated(reviewed=False),
    "moved-unreviewed": _migrated(reviewed=False, origin="moved"),
    "step-left-out": _corrected(steps=()),
    "step-actor": _told_otherwise(actor=REVIEWER),
    "step-duty": _told_otherwise(duty="review"),
    "step-decision": _told_otherwise(decision="accept"),
    "step-time": _told_otherwise(created_at="2026-01-31T12:00:00.000001Z"),
    "verdict-about-nothing": lambda scene: scene.event(
        "review.decided", revision=uuid(1), asset=uuid(2), verdict="accept"
    ),
    "verdict-wordless": lambda scene: scene.event(
        "review.decided", revision=uuid(1), asset=uuid(2), verdict="No Word"
    ),
    "event-forged": _forged_event,
    "event-moved": _moved_event,
    "event-empty": _leaf(b"{}"),
    "event-list": _leaf(b"[]"),
    "event-unordered": _leaf(b'{"b":1,"a":2}'),
    "event-nonsense": _leaf(b"nonsense"),
    "event-of-others": _leaf(
        canonical_json(
            {"id": uuid(5), "kind": "x", "project": uuid(99), "actor": uuid(6), "facts": {}}
        )
    ),
}
_SEALS_BENT: dict[str, Callable[[bytes], bytes]] = {
    "opened": lambda leaf: leaf.replace(b"export.sealed", b"export.opened"),
    "of-other-export": lambda leaf: leaf.replace(uuid(2).encode(), uuid(3).encode()),
    "of-other-project": lambda leaf: leaf.replace(
        b'"project":"' + uuid(1).encode(), b'"project":"' + uuid(4).encode()
    ),
    "no-digest": lambda leaf: leaf.replace(b'"manifest":"', b'"manifest":"0'),
    "other-manifest": _zeroed,
}


if __name__ == "__main__":
    write(Path(sys.argv[1]))
