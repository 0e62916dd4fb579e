"""Policies as YAML: read and checked against the schema, written, found among the packs.

- YAML is read without code, aliases or doubled keys, and only up to 4 MiB.
- An error names the field, what it must be and so the remedy; it never repeats the value.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections import defaultdict
from collections.abc import Hashable, Iterable
from importlib import resources
from pathlib import Path
from typing import Any, Final

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from sealmark.redaction.detectors.patterns import compile_pattern
from sealmark.redaction.errors import PolicyInvalidError, UnknownPackError
from sealmark.redaction.policy import (
    DEFAULT_LANGUAGES,
    DEFAULT_MIN_SCORE_BP,
    DEFAULT_QUARANTINE_ABOVE_BP,
    KEEP,
    KindRule,
    Policy,
    Tier,
)
from sealmark.redaction.registry import transform_names

MAX_POLICY_BYTES: Final = 4 << 20
_HERE = resources.files("sealmark.redaction")
_SCHEMA = json.loads(_HERE.joinpath("policy.schema.json").read_text(encoding="utf-8"))
_VALIDATOR = Draft202012Validator(_SCHEMA)

Document = dict[str, Any]


def schema() -> Document:
    """Return the JSON Schema of a policy document."""
    return json.loads(json.dumps(_SCHEMA))  # type: ignore[no-any-return] # our own object


def read_policy(text: str) -> Policy:
    """Parse a policy from YAML; raise `PolicyInvalidError` with field and remedy."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_POLICY_BYTES:
        message = "The policy is larger than 4 MiB. Split its dictionaries or shorten them."
        raise PolicyInvalidError(message)
    try:
        document = yaml.load(text, Loader=_PlainLoader)  # noqa: S506 - a SafeLoader, made stricter
    except yaml.YAMLError as cause:
        raise PolicyInvalidError(_yaml_message(cause)) from cause
    return parse_policy(document)


def write_policy(policy: Policy) -> str:
    """Return the policy as YAML; reading it back gives the same digest."""
    return yaml.safe_dump(policy.document, sort_keys=False, allow_unicode=True, width=100)


def pack_names() -> tuple[str, ...]:
    """Return the names of the packs that ship with Sealmark, sorted."""
    files = (entry.name for entry in _HERE.joinpath("packs").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in files if name.endswith(".yaml")))


def read_pack(name: str) -> Policy:
    """Return a pack by name; raise `UnknownPackError` naming those that exist."""
    if name not in pack_names():
        message = f"There is no policy pack of that name; there are: {', '.join(pack_names())}."
        raise UnknownPackError(message, field="policy")
    return read_policy(_HERE.joinpath("packs", f"{name}.yaml").read_text(encoding="utf-8"))


def find_policy(file_or_pack: str) -> Policy:
    """Read a policy from a file, or a pack when no such file exists."""
    path = Path(file_or_pack)
    if not path.is_file():
        return read_pack(file_or_pack)
    try:
        return read_policy(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as cause:
        raise PolicyInvalidError("The policy file is not UTF-8. Save it as UTF-8.") from cause


def parse_policy(document: Any) -> Policy:  # noqa: ANN401 - untrusted until the schema has seen it
    """Check a document and turn it into a policy; raise `PolicyInvalidError`."""
    error = best_match(_VALIDATOR.iter_errors(document))
    if error is not None:
        field = _path(error)
        raise PolicyInvalidError(_sentence(error, field), field=field)
    policy = _built(document)
    _refuse_nonsense(policy)
    return policy


def _built(document: Document) -> Policy:
    least = document.get("min_score_bp", DEFAULT_MIN_SCORE_BP)
    allow = document.get("allow", {})
    return Policy(
        name=document["name"],
        title=document.get("title", ""),
        languages=tuple(sorted(document.get("languages", DEFAULT_LANGUAGES))),
        detectors=tuple(document["detectors"]),
        kinds={kind: _rule(value, least) for kind, value in document["kinds"].items()},
        otherwise=KindRule(how=document.get("otherwise", KEEP), min_score_bp=least),
        quarantine_above_bp=document.get("risk", {}).get(
            "quarantine_above_bp", DEFAULT_QUARANTINE_ABOVE_BP
        ),
        tiers=tuple(_tier(tier) for tier in document["tiers"]),
        terms=_terms(document.get("dictionaries", ())),
        patterns=_patterns(document.get("patterns", ())),
        allow_words=frozenset(allow.get("words", ())),
        allow_patterns=tuple(allow.get("patterns", ())),
        guess_codes=document.get("metadata", {}).get("codes") == "guess",
    )


def _rule(value: str | Document, least: int) -> KindRule:
    if isinstance(value, str):
        return KindRule(how=value, min_score_bp=least)
    return KindRule(**{"min_score_bp": least, **value})


def _tier(value: Document) -> Tier:
    return Tier(
        name=value["name"],
        kinds=frozenset(value.get("kinds", ())),
        at_least=value.get("at_least", 1),
    )


def _terms(entries: Iterable[Document]) -> dict[str, frozenset[str]]:
    gathered: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        gathered[entry["kind"]].update(entry["words"])
    return {kind: frozenset(words) for kind, words in gathered.items()}


def _patterns(entries: Iterable[Document]) -> dict[str, tuple[str, ...]]:
    gathered: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        gathered[entry["kind"]].append(entry["pattern"])
    return {kind: tuple(patterns) for kind, patterns in gathered.items()}


def _refuse_nonsense(policy: Policy) -> None:
    """Refuse what a schema cannot see."""
    _refuse_unknown_hows(policy)
    for kind in sorted(policy.own_kinds - set(policy.kinds)):
        field = f"kinds.{kind}"
        message = (
            f"`{field}` is missing: a dictionary or pattern finds this kind, but nothing says "
            "what to do with it. Add it to `kinds` with a strategy."
        )
        raise PolicyInvalidError(message, field=field)
    for place, tier in enumerate(policy.tiers, start=1):
        if (not tier.kinds) != (place == len(policy.tiers)):
            message = (
                "`tiers` must end with one tier that has no `kinds` and takes the rest; "
                "all others need `kinds`."
            )
            raise PolicyInvalidError(message, field="tiers")
    for place, pattern in enumerate(policy.allow_patterns):
        compile_pattern(pattern, field=f"allow.patterns.{place}")
    for kind, patterns in policy.patterns.items():
        for pattern in patterns:
            compile_pattern(pattern, field=f"patterns[{kind}]")


def _refuse_unknown_hows(policy: Policy) -> None:
    known = transform_names() | {KEEP}
    for kind, rule in [*policy.kinds.items(), ("otherwise", policy.otherwise)]:
        if rule.how not in known:
            field = kind if kind == "otherwise" else f"kinds.{kind}"
            message = f"`{field}` names no known strategy; there are: {', '.join(sorted(known))}."
            raise PolicyInvalidError(message, field=field)


def _path(error: ValidationError) -> str:
    return ".".join(str(step) for step in error.absolute_path) or "the policy"


def _sentence(error: ValidationError, field: str) -> str:
    part: Document = dict(error.schema)  # type: ignore[arg-type] # each part of our schema is an object
    if error.validator == "required":
        had: Document = dict(error.instance)  # type: ignore[arg-type] # `required` holds for objects
        missing = [name for name in part["required"] if name not in had]
        return f"`{field}` lacks `{missing[0]}`. Add it."
    if error.validator == "additionalProperties":
        known = ", ".join(sorted(part["properties"]))
        return f"`{field}` has a field that policies do not know. It may have: {known}."
    if error.validator == "uniqueItems":
        return f"`{field}` has an entry twice. Remove the second one."
    expected = part.get("description", "")
    return f"`{field}` must be {expected}." if expected else f"`{field}` is not as it must be."


def _yaml_message(cause: yaml.YAMLError) -> str:
    mark = getattr(cause, "problem_mark", None)
    place = f" at line {mark.line + 1}, column {mark.column + 1}" if mark is not None else ""
    reason = cause.args[0] if isinstance(cause, _NotPlainError) else "it is not valid YAML"
    return f"The policy cannot be read{place}: {reason}. Correct it and try again."


class _NotPlainError(yaml.YAMLError):
    """YAML, but with a feature that policies do not allow."""

    def __init__(self, reason: str, mark: yaml.Mark | None) -> None:
        super().__init__(reason)
        self.problem_mark = mark


class _PlainLoader(yaml.SafeLoader):
    """Safe YAML without aliases (they hide size) and without doubled keys (they hide intent)."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call] # typed only in part
            raise _NotPlainError("aliases are not allowed", mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - signature of PyYAML
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise _NotPlainError("a key stands twice in one place", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)
