"""What every key store must do: a new one joins by being in the folder and having a maker here."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable
from pathlib import Path

import pytest

from sealmark.vault.domain import KeyClass
from sealmark.vault.encapsulation import encapsulate
from sealmark.vault.errors import KeyNotHeldError, SealBrokenError
from sealmark.vault.keystores.file import FileKeyStore, create_all
from sealmark.vault.layout import KEKS, OPENS_INTAKE, SECRETS, SIGNING, Identity, Secret, SigningKey
from sealmark.vault.ports import KeyStore
from sealmark.vault.registry import key_store_names

Stores = Callable[[Identity], KeyStore]
KEY = bytes(range(32))


def in_files(folder: Path) -> Stores:
    create_all(folder / "keys")
    return lambda identity: FileKeyStore(folder / "keys", identity)


MAKERS: dict[str, Callable[[Path], Stores]] = {"file": in_files}


@pytest.fixture(params=sorted(MAKERS))
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Stores:
    return MAKERS[request.param](tmp_path)


def test_every_key_store_here_is_tested_here() -> None:
    assert key_store_names() == set(MAKERS)


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_a_store_names_itself_as_its_file(name: str, tmp_path: Path) -> None:
    store = MAKERS[name](tmp_path)(Identity.WEB)
    assert (store.name, bool(store.version)) == (name, True)


@pytest.mark.parametrize(
    ("identity", "key_class"), [(one, kek) for one, held in KEKS.items() for kek in sorted(held)]
)
def test_a_key_comes_back_for_its_purpose(
    stores: Stores, identity: Identity, key_class: KeyClass
) -> None:
    store = stores(identity)
    wrapped = store.wrap(key_class, KEY, b"here")
    assert KEY not in wrapped
    assert store.unwrap(key_class, wrapped, b"here") == KEY
    with pytest.raises(SealBrokenError):
        store.unwrap(key_class, wrapped, b"there")


@pytest.mark.parametrize(
    ("identity", "key_class"),
    [(one, kek) for one, held in KEKS.items() for kek in KeyClass if kek not in held],
)
def test_a_key_that_an_identity_does_not_hold_is_refused(
    stores: Stores, identity: Identity, key_class: KeyClass
) -> None:
    wrapped = stores(Identity.REDACTOR).wrap(key_class, KEY, b"here")
    with pytest.raises(KeyNotHeldError):
        stores(identity).unwrap(key_class, wrapped, b"here")
    with pytest.raises(KeyNotHeldError):
        stores(identity).wrap(key_class, KEY, b"here")


def test_what_one_identity_wraps_another_holder_unwraps(stores: Stores) -> None:
    wrapped = stores(Identity.WEB).wrap(KeyClass.WORK, KEY, b"here")
    assert stores(Identity.REDACTOR).unwrap(KeyClass.WORK, wrapped, b"here") == KEY


def test_the_zones_have_different_top_keys(stores: Stores) -> None:
    store = stores(Identity.REDACTOR)
    with pytest.raises(SealBrokenError):
        store.unwrap(KeyClass.WORK, store.wrap(KeyClass.RAW, KEY, b"here"), b"here")


def test_every_flipped_byte_of_a_wrap_is_found(stores: Stores) -> None:
    store = stores(Identity.WEB)
    wrapped = store.wrap(KeyClass.WORK, KEY, b"here")
    for at in (0, len(wrapped) // 2, len(wrapped) - 1):
        broken = wrapped[:at] + bytes((wrapped[at] ^ 1,)) + wrapped[at + 1 :]
        with pytest.raises(SealBrokenError):
            store.unwrap(KeyClass.WORK, broken, b"here")


def test_only_the_redactor_opens_the_intake(stores: Stores) -> None:
    sealed = encapsulate(stores(Identity.WEB).intake_public(), KEY, info=b"part")
    for identity in Identity:
        if identity in OPENS_INTAKE:
            assert stores(identity).open_intake(sealed, b"part") == KEY
        else:
            with pytest.raises(KeyNotHeldError):
                stores(identity).open_intake(sealed, b"part")


@pytest.mark.parametrize("identity", Identity)
def test_an_identity_gets_its_secrets_and_no_others(stores: Stores, identity: Identity) -> None:
    store = stores(identity)
    for secret in Secret:
        if secret in SECRETS[identity]:
            assert len(store.secret(secret)) == 32
        else:
            with pytest.raises(KeyNotHeldError):
                store.secret(secret)


@pytest.mark.parametrize("identity", Identity)
def test_an_identity_signs_with_its_keys_and_no_others(stores: Stores, identity: Identity) -> None:
    store = stores(identity)
    for key in SigningKey:
        if key in SIGNING[identity]:
            assert store.sign(key, b"m") != store.sign(key, b"n")
            assert store.verifying_key(key)
        else:
            with pytest.raises(KeyNotHeldError):
                store.sign(key, b"m")


@pytest.mark.parametrize("identity", Identity)
def test_a_whole_store_passes_its_check(stores: Stores, identity: Identity) -> None:
    stores(identity).check()


def test_a_store_shows_no_key_of_its_own(stores: Stores) -> None:
    store = stores(Identity.WEB)
    scope = store.secret(Secret.SCOPE)
    assert repr(scope) not in f"{store} {store!r}"
