"""Prepare: originals become renditions, cleared or held back. The redactor's main work.

- Read in one transaction, redact with none open, write in another: a batch of assets at a time.
- A redactor is kept between jobs with its model; only its surrogate table is exchanged.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sealmark.infra import scope
from sealmark.infra.jobs import Running
from sealmark.kernel.canonical import canonical_json
from sealmark.kernel.ids import OrganizationId, RenditionId, new_handle
from sealmark.redaction import selectors
from sealmark.redaction.batches import Prepared, write
from sealmark.redaction.errors import NoPolicyError
from sealmark.redaction.metadata import shown_value
from sealmark.redaction.models import PolicyVersion
from sealmark.redaction.originals import Original, read, waiting
from sealmark.redaction.outcome import Source, State
from sealmark.redaction.pipeline import Redactor
from sealmark.redaction.policy_files import read_policy
from sealmark.redaction.replacing import Secrets
from sealmark.redaction.surrogate_rows import RealmSurrogates
from sealmark.tenancy import selectors as tenancy
from sealmark.vault import runtime
from sealmark_verify.statement import SALT_SIZE

BATCH = 100


def prepare(job: Running) -> None:
    """Redact every received asset of the upload that the job is about."""
    with scope.project(job.project):
        version = selectors.policy_in_force(job.project)
        if version is None:
            raise NoPolicyError
        organization = tenancy.organization_of(job.project)
        job.advance(total=job.rows_through() + waiting(job.subject))
        preparer = _Preparer(job=job, version=version, organization=organization)
    while preparer.batch():
        pass


class _Preparer:
    """One run of preparing, under one policy version."""

    def __init__(
        self, *, job: Running, version: PolicyVersion, organization: OrganizationId
    ) -> None:
        self._job = job
        self._project = job.project
        self._version = version
        self._organization = organization
        key = runtime.raw().matching_key(job.project, "surrogate")
        self._surrogates = RealmSurrogates(job.project, key)
        yaml = selectors.policy_yaml(version)
        self._redactor = _redactor(yaml, key).with_table(self._surrogates)
        self._detectors = hashlib.sha256(
            canonical_json(list(self._redactor.redactor.versions))
        ).hexdigest()

    def batch(self) -> bool:
        """Prepare one batch; False when nothing is left."""
        with scope.project(self._project):
            originals = read(self._project, self._job.subject, most=BATCH)
            self._surrogates.load({original.realm for original in originals})
        if not originals:
            return False
        prepared = self._redact(originals)
        with scope.project(self._project):
            write(
                self._project,
                prepared,
                version=self._version,
                detectors=self._detectors,
                organization=self._organization,
                by=self._job.started_by,
                now=self._job.clock.now(),
            )
            self._surrogates.save(self._job.clock.now())
            held = sum(one.outcome.state is State.QUARANTINED for one in prepared)
            self._job.advance(done=len(prepared), problems=held)
        return True

    def _redact(self, originals: Sequence[Original]) -> list[Prepared]:
        prepared: list[Prepared] = []
        for realm in dict.fromkeys(original.realm for original in originals):
            self._surrogates.enter(realm)
            group = [original for original in originals if original.realm == realm]
            prepared.extend(self._redact_group(group))
        return prepared

    def _redact_group(self, group: Sequence[Original]) -> list[Prepared]:
        sources = [Source(text=one.body["content"], subject=one.subject) for one in group]
        outcomes = self._redactor.redactor.redact_many(sources)
        shown = self._shown(group)
        return [
            Prepared(
                original=one,
                outcome=outcome,
                shown=shown[number],
                rendition=RenditionId(new_handle()),
                salt=secrets.token_bytes(SALT_SIZE),
            )
            for number, (one, outcome) in enumerate(zip(group, outcomes, strict=True))
        ]

    def _shown(self, group: Sequence[Original]) -> list[dict[str, str]]:
        """Redact metadata that people are to see, by the same policy."""
        values = [
            (number, name, Source(text=value, subject=one.subject))
            for number, one in enumerate(group)
            for name, value in one.body["shown"].items()
        ]
        outcomes = self._redactor.redactor.redact_metadata([source for _, _, source in values])
        shown: list[dict[str, str]] = [{} for _ in group]
        for (number, name, _), outcome in zip(values, outcomes, strict=True):
            shown[number][name] = shown_value(outcome)
        return shown


@dataclass(slots=True)
class _Loaded:
    """A redactor whose surrogate table can be exchanged: loading its model takes seconds."""

    redactor: Redactor
    table: "_Exchangeable"

    def with_table(self, table: RealmSurrogates) -> "_Loaded":
        self.table.inner = table
        return self


class _Exchangeable:
    """Hands claims on to the table of the run that uses the redactor now."""

    inner: RealmSurrogates

    def claim(self, *, kind: str, tag: bytes, candidates: Iterator[str]) -> str:
        return self.inner.claim(kind=kind, tag=tag, candidates=candidates)


@lru_cache(maxsize=4)
def _redactor(yaml: str, key: bytes) -> _Loaded:
    table = _Exchangeable()
    redactor = Redactor(read_policy(yaml), Secrets(key=key, table=table))
    return _Loaded(redactor=redactor, table=table)
