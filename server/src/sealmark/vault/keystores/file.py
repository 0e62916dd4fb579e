"""Top keys in files: one folder per identity, made at first start.

- `create_all` makes the whole folder or none of it, and never touches one that is there.
- An identity's store reads that identity's folder only; what is not meant for it is refused
  before any file is looked for, and a missing or damaged file stops the act that needs it.
- Keys are read once and stay in this process's memory.
- A new top key is a new numbered file; older ones stay until nothing is wrapped under them.
- `restore` gives back byte for byte the keys that were there, and replaces no file.
"""

# SPDX-License-Identifier: Apache-2.0
import secrets
import tempfile
from pathlib import Path
from typing import Final

from sealmark.vault import keyfiles, layout, primitives
from sealmark.vault.domain import KEY_BYTES, DataKey, KeyClass
from sealmark.vault.encapsulation import decapsulate
from sealmark.vault.errors import (
    KeyNotHeldError,
    KeysExistError,
    VaultUnavailableError,
)
from sealmark.vault.keyfiles import Lock
from sealmark.vault.layout import Identity, Secret, SigningKey
from sealmark.vault.primitives import Entropy
from sealmark.vault.recovery import (
    RecoveryKey,
    new_recovery_key,
    open_recovery,
    parse_recovery_key,
    seal_recovery,
)
from sealmark.vault.wrapping import Wrapper, wrapping_key_id

RECOVERY_FILE: Final = "recovery.sealed"
PUBLIC_FOLDER: Final = "public"
_RECOVERY_PUBLIC: Final = "recovery.pub"
_PLAIN: Final = Lock()
_FOLDER_MODE: Final = 0o700


class FileKeyStore:
    """One identity's keys, read from its folder."""

    name = "file"
    version = "1"

    def __init__(
        self,
        folder: Path,
        identity: Identity,
        *,
        lock: Lock = _PLAIN,
        entropy: Entropy = secrets.token_bytes,
    ) -> None:
        self._folder = folder / identity
        self._identity = identity
        self._lock = lock
        self._entropy = entropy
        self._read: dict[str, bytes] = {}
        self._newest: dict[KeyClass, int] = {}

    def wrap(self, key_class: KeyClass, key: bytes, context: bytes) -> bytes:
        """Wrap a project key under the newest top key of its zone."""
        if key_class not in self._newest:
            self._newest[key_class] = _newest_kek(self._folder, key_class)
        number = self._newest[key_class]
        return self._wrapper(key_class, number).wrap(key, context=context)

    def unwrap(self, key_class: KeyClass, wrapped: bytes, context: bytes) -> bytes:
        """Return the project key, or raise `SealBrokenError`."""
        return self._wrapper(key_class, wrapping_key_id(wrapped)).unwrap(wrapped, context=context)

    def intake_public(self) -> bytes:
        """Return the X25519 public key (32 bytes) to which uploads are sealed."""
        self._hold(self._identity in layout.SEALS_TO_INTAKE)
        return keyfiles.read_public(self._folder / layout.INTAKE_PUBLIC)

    def open_intake(self, sealed: bytes, info: bytes) -> bytes:
        """Open what was sealed to the intake key: the redactor alone can."""
        self._hold(self._identity in layout.OPENS_INTAKE)
        return decapsulate(self._key(layout.INTAKE_PRIVATE), sealed, info=info)

    def secret(self, secret: Secret) -> bytes:
        """Return one of this identity's 32-byte secrets."""
        self._hold(secret in layout.SECRETS[self._identity])
        return self._key(secret)

    def sign(self, key: SigningKey, message: bytes) -> bytes:
        """Sign with one of this identity's signing keys."""
        seed = self._signing_seed(key)
        if key is SigningKey.LOG_MLDSA44:
            return primitives.mldsa44_sign(seed, message)
        return primitives.ed25519_sign(seed, message)

    def verifying_key(self, key: SigningKey) -> bytes:
        """Return the raw public half of one of this identity's signing keys."""
        return _public_half(key, self._signing_seed(key))

    def check(self) -> None:
        """Read everything that this identity must hold; raise `VaultUnavailableError`."""
        for key_class in layout.KEKS[self._identity]:
            self._key(layout.kek_file(key_class, _newest_kek(self._folder, key_class)))
        for name in (*layout.SECRETS[self._identity], *layout.SIGNING[self._identity]):
            self._key(name)
        if self._identity in layout.OPENS_INTAKE:
            self._key(layout.INTAKE_PRIVATE)
        if self._identity in layout.SEALS_TO_INTAKE:
            self.intake_public()

    def _signing_seed(self, key: SigningKey) -> bytes:
        self._hold(key in layout.SIGNING[self._identity])
        return self._key(key)

    def _wrapper(self, key_class: KeyClass, number: int) -> Wrapper:
        self._hold(key_class in layout.KEKS[self._identity])
        key = DataKey(self._key(layout.kek_file(key_class, number)), key_id=number)
        return Wrapper(key, self._entropy)

    def _key(self, name: str) -> bytes:
        known = self._read.get(name)
        if known is None:
            known = self._read[name] = keyfiles.read_key(self._folder / name, self._lock)
        return known

    def _hold(self, held: bool) -> None:  # noqa: FBT001 - a fact, not a switch
        if not held:
            raise KeyNotHeldError


def create_all(
    folder: Path, *, lock: Lock = _PLAIN, entropy: Entropy = secrets.token_bytes
) -> RecoveryKey:
    """Make every identity's keys in `folder` (which must not exist); return the recovery key."""
    if folder.exists():
        raise KeysExistError(f"There are keys in {folder.name} already; they stay as they are.")
    recovery = new_recovery_key(entropy)
    keys = _fresh_keys(entropy)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as scratch:
        made = Path(scratch, folder.name)
        made.mkdir(mode=_FOLDER_MODE)
        _write_missing(made, keys, lock)
        _write_public(made, keys, recovery.public())
        _write_recovery(made, keys, recovery.public(), entropy)
        made.rename(folder)
    keyfiles.sync_folder(folder.parent)
    return recovery


def restore(folder: Path, recovery_key: str, *, lock: Lock = _PLAIN) -> list[str]:
    """Bring back every missing key from `recovery.sealed`; return the names brought back."""
    recovery = parse_recovery_key(recovery_key)
    try:
        sealed = (folder / RECOVERY_FILE).read_bytes()
    except OSError as cause:
        raise VaultUnavailableError(
            f"The file {folder.name}/{RECOVERY_FILE} cannot be read. "
            "Copy it back from a backup; the recovery key opens that file and no other."
        ) from cause
    keys = open_recovery(recovery, sealed)
    brought_back = _write_missing(folder, keys, lock)
    _write_public(folder, keys, recovery.public())
    keyfiles.sync_folder(folder)
    return brought_back


def rotate_kek(
    folder: Path,
    key_class: KeyClass,
    *,
    lock: Lock = _PLAIN,
    entropy: Entropy = secrets.token_bytes,
) -> int:
    """Make a new top key and add it to the recovery file; return its number.

    Running processes wrap under it after their next start, and unwrap under it at once.
    """
    keys = _all_keys(folder, lock)
    holders = [identity for identity, held in layout.KEKS.items() if key_class in held]
    number = max(_newest_kek(folder / holder, key_class) for holder in holders) + 1
    material = entropy(KEY_BYTES)
    fresh = {f"{holder}/{layout.kek_file(key_class, number)}": material for holder in holders}
    public = keyfiles.read_public(folder / PUBLIC_FOLDER / _RECOVERY_PUBLIC)
    # The recovery file first: a top key that could not be recovered is never used.
    _write_recovery(folder, keys | fresh, public, entropy)
    _write_missing(folder, fresh, lock)
    return number


def _fresh_keys(entropy: Entropy) -> dict[str, bytes]:
    """Make all private keys, by folder and file name; shared ones are the same everywhere."""
    keks = {key_class: entropy(KEY_BYTES) for key_class in KeyClass}
    shared: dict[str, bytes] = {name: entropy(KEY_BYTES) for name in (*Secret, *SigningKey)}
    keys: dict[str, bytes] = {}
    for identity in Identity:
        for key_class in sorted(layout.KEKS[identity]):
            keys[f"{identity}/{layout.kek_file(key_class, 1)}"] = keks[key_class]
        for name in sorted((*layout.SECRETS[identity], *layout.SIGNING[identity])):
            own = name in layout.OWN
            keys[f"{identity}/{name}"] = entropy(KEY_BYTES) if own else shared[name]
        if identity in layout.OPENS_INTAKE:
            keys[f"{identity}/{layout.INTAKE_PRIVATE}"] = entropy(KEY_BYTES)
    return keys


def _write_missing(folder: Path, keys: dict[str, bytes], lock: Lock) -> list[str]:
    written = []
    for name, key in keys.items():
        path = folder / name
        path.parent.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
        if not path.exists():
            keyfiles.write_key(path, key, lock)
            written.append(name)
    for identity in {Path(name).parent for name in written}:
        keyfiles.sync_folder(folder / identity)
    return written


def _write_public(folder: Path, keys: dict[str, bytes], recovery_public: bytes) -> None:
    intake = primitives.x25519_public(keys[f"{Identity.REDACTOR}/{layout.INTAKE_PRIVATE}"])
    public = {
        Path(PUBLIC_FOLDER, layout.INTAKE_PUBLIC): intake,
        Path(PUBLIC_FOLDER, _RECOVERY_PUBLIC): recovery_public,
    }
    for identity in layout.SEALS_TO_INTAKE:
        public[Path(identity, layout.INTAKE_PUBLIC)] = intake
    for identity, held in layout.SIGNING.items():
        for name in held:
            path = Path(PUBLIC_FOLDER, name).with_suffix(".pub")
            public[path] = _public_half(name, keys[f"{identity}/{name}"])
    for path, key in public.items():
        target = folder / path
        target.parent.mkdir(mode=_FOLDER_MODE, exist_ok=True)
        if not target.exists():
            keyfiles.write_public(target, key)


def _write_recovery(folder: Path, keys: dict[str, bytes], public: bytes, entropy: Entropy) -> None:
    """Replace the recovery file in one step: the old one or the new one is there, always."""
    fresh = folder / f".{RECOVERY_FILE}.{secrets.token_hex(8)}"
    keyfiles.write_private_bytes(fresh, seal_recovery(public, keys, entropy))
    fresh.replace(folder / RECOVERY_FILE)
    keyfiles.sync_folder(folder)


def _all_keys(folder: Path, lock: Lock) -> dict[str, bytes]:
    paths = [
        path
        for identity in Identity
        for path in sorted((folder / identity).iterdir())
        if path.suffix in {".key", ".kek"}
    ]
    return {f"{path.parent.name}/{path.name}": keyfiles.read_key(path, lock) for path in paths}


def _newest_kek(folder: Path, key_class: KeyClass) -> int:
    numbers = [
        int(number)
        for path in folder.glob(f"{key_class}-*.kek")
        if (number := path.stem.removeprefix(f"{key_class}-")).isdecimal()
    ]
    return max(numbers, default=1)


def _public_half(key: SigningKey, seed: bytes) -> bytes:
    if key is SigningKey.LOG_MLDSA44:
        return primitives.mldsa44_public(seed)
    return primitives.ed25519_public(seed)
