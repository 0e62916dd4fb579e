"""Which detectors and transforms are here: every file of their folders, no list to edit.

- A name is the name of a file in the folder; only what a policy names is imported.
- A name that is not there, or whose own needs are not installed, refuses: fail closed.
"""

# SPDX-License-Identifier: Apache-2.0
import importlib
import pkgutil
from collections.abc import Sequence
from types import ModuleType

from sealmark.redaction import detectors, transforms
from sealmark.redaction.domain import Detector, DetectorFactory, DetectorSetup
from sealmark.redaction.errors import DetectorMissingError, TransformMissingError
from sealmark.redaction.replacing import Transform


def _names_in(package: ModuleType) -> frozenset[str]:
    found = pkgutil.iter_modules(package.__path__)
    return frozenset(module.name for module in found if not module.name.startswith("_"))


def detector_names() -> frozenset[str]:
    """Return the names of all detectors that have a file here."""
    return _names_in(detectors)


def load_detector(name: str, setup: DetectorSetup) -> Detector:
    """Build one detector by name; raise `DetectorMissingError` when it cannot work here."""
    if name not in detector_names():
        raise DetectorMissingError(_missing(name), field="detectors")
    try:
        module = importlib.import_module(f"{detectors.__name__}.{name}")
    except ImportError as cause:
        raise DetectorMissingError(_missing(name), field="detectors") from cause
    build: DetectorFactory = module.build
    return build(setup)


def load_detectors(names: Sequence[str], setup: DetectorSetup) -> tuple[Detector, ...]:
    """Build all named detectors, in the order given; all or nothing."""
    return tuple(load_detector(name, setup) for name in names)


def transform_names() -> frozenset[str]:
    """Return the names of all ways of replacing that have a file here."""
    return frozenset(name.replace("_", "-") for name in _names_in(transforms))


def load_transform(name: str) -> Transform:
    """Return one way of replacing by name; raise `TransformMissingError` when it is not here."""
    if name not in transform_names():
        message = f"Strategy {name!r} is not installed here, so nothing is redacted."
        raise TransformMissingError(message, field="kinds")
    module = importlib.import_module(f"{transforms.__name__}.{name.replace('-', '_')}")
    transform: Transform = module.TRANSFORM
    return transform


def _missing(name: str) -> str:
    return (
        f"Detector {name!r} is not installed here, so nothing is redacted. "
        "Install what it needs or take it out of the policy's `detectors`."
    )
