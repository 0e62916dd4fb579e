"""What every way of replacing must do: a new one joins by being in the folder."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.redaction.makers import a_finding, some_secrets

from sealmark.redaction.numbering import Numbering
from sealmark.redaction.policy import KindRule
from sealmark.redaction.registry import load_transform, transform_names
from sealmark.redaction.replacing import Context, Secrets

KINDS = (
    "NAME",
    "DATE",
    "AGE",
    "LOCATION",
    "ADDRESS",
    "POSTCODE",
    "EMAIL",
    "PHONE",
    "IP",
    "OWN_KIND",
)
VALUES = {
    "NAME": "Ada Webb",
    "DATE": "March 3rd, 2021",
    "AGE": "93",
    "LOCATION": "Springfield, IL",
    "ADDRESS": "12 N. Main St, Springfield, IL 62704",
    "POSTCODE": "62704",
    "EMAIL": "ada.webb@example.com",
    "PHONE": "(555) 123-4567",
    "IP": "192.0.2.44",
    "OWN_KIND": "ST-002913",
}

pytestmark = pytest.mark.parametrize("name", sorted(transform_names()))


def replaced(name: str, value: str, kind: str, secrets: Secrets, **context: str) -> str:
    around = Context(secrets=secrets, numbering=Numbering(), **context)
    finding = a_finding(0, len(value), kind)
    return load_transform(name).replace(value, finding, KindRule(how=name), around)


def test_it_names_itself_as_its_file(name: str) -> None:
    assert load_transform(name).name == name


def test_it_has_a_version(name: str) -> None:
    assert load_transform(name).version


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_value_key_and_table_give_the_same_replacement(name: str, kind: str) -> None:
    first = replaced(name, VALUES[kind], kind, some_secrets())
    assert replaced(name, VALUES[kind], kind, some_secrets()) == first


@pytest.mark.parametrize("kind", KINDS)
def test_a_replacement_does_not_contain_the_value(name: str, kind: str) -> None:
    assert VALUES[kind] not in replaced(name, VALUES[kind], kind, some_secrets())


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=40), st.sampled_from(KINDS))
def test_any_value_of_any_kind_is_replaced(name: str, value: str, kind: str) -> None:
    result = replaced(name, value, kind, some_secrets(), subject="s-1")
    # A value that is all punctuation says nothing and may stay; letters and digits may not.
    if any(c.isalnum() for c in value) and len(value) > 3:
        assert result != value
