"""Surrogates: consistent within a project, never shared by two values."""

# SPDX-License-Identifier: Apache-2.0
from unit.redaction.makers import a_finding, some_secrets

from sealmark.redaction.numbering import Numbering
from sealmark.redaction.policy import KindRule
from sealmark.redaction.replacing import Context, Secrets
from sealmark.redaction.transforms.surrogate import TRANSFORM

RULE = KindRule(how="surrogate")


def surrogate(value: str, kind: str, secrets: Secrets, *, subject: str = "") -> str:
    context = Context(secrets=secrets, numbering=Numbering(), subject=subject)
    return TRANSFORM.replace(value, a_finding(0, len(value), kind), RULE, context)


def test_a_family_name_alone_keeps_the_surrogate_of_the_full_name() -> None:
    secrets = some_secrets()
    full = surrogate("Ada Webb", "NAME", secrets)
    assert surrogate("WEBB", "NAME", secrets) == full.split()[1].upper()


def test_twenty_thousand_people_get_twenty_thousand_surrogates() -> None:
    secrets = some_secrets()
    names = {surrogate(f"Person{_letters(n)}", "NAME", secrets) for n in range(20_000)}
    assert len(names) == 20_000


def test_another_project_has_other_surrogates() -> None:
    ours = [surrogate(f"A{_letters(n)}", "NAME", some_secrets(b"a" * 32)) for n in range(20)]
    theirs = [surrogate(f"A{_letters(n)}", "NAME", some_secrets(b"b" * 32)) for n in range(20)]
    assert ours != theirs


def test_a_number_keeps_its_form() -> None:
    made = surrogate("AB-12 34", "MRN", some_secrets())
    assert [c.isdigit() for c in made] == [c.isdigit() for c in "AB-12 34"]
    assert [c.isalpha() for c in made] == [c.isalpha() for c in "AB-12 34"]


def test_the_same_number_in_another_writing_is_the_same_surrogate() -> None:
    secrets = some_secrets()
    assert surrogate("555-01-9999", "SSN", secrets) == surrogate("555019999", "SSN", secrets)


def test_forms_with_few_members_still_give_each_value_its_own() -> None:
    secrets = some_secrets()
    made = [surrogate(str(n), "OWN", secrets) for n in range(10, 100)]
    assert len(set(made)) == 90


def test_the_table_never_sees_a_value() -> None:
    class Watching:
        seen: list[bytes]

        def __init__(self) -> None:
            self.seen = []

        def claim(self, *, kind: str, tag: bytes, candidates: object) -> str:
            self.seen.append(kind.encode() + tag)
            return next(iter(candidates))  # type: ignore[call-overload, no-any-return]

    table = Watching()
    surrogate("Ada Webb", "NAME", Secrets(key=b"k" * 32, table=table))
    assert len(table.seen) == 2
    assert not any(b"Ada" in entry or b"Webb" in entry for entry in table.seen)


def test_dates_of_one_subject_move_together() -> None:
    secrets = some_secrets()
    first = surrogate("2021-03-04", "DATE", secrets, subject="p-1")
    second = surrogate("2021-03-14", "DATE", secrets, subject="p-1")
    assert int(second[-2:]) - int(first[-2:]) in {10, -21, -20, -18}


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(d)) for d in str(number))
