"""Two policies over originals, in the redactor's memory: what a trial and a judgement rest on.

- Nothing is written: surrogates are drawn from a table that is thrown away.
- What people do not see today is not shown either, whatever the two policies say of it.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator, Mapping, Sequence

from sealmark.kernel.ids import AssetId, ProjectId
from sealmark.redaction.comparing import Compared, compared
from sealmark.redaction.conversations import turns_of
from sealmark.redaction.domain import Finding
from sealmark.redaction.originals import Original
from sealmark.redaction.outcome import Source
from sealmark.redaction.pipeline import Redactor
from sealmark.redaction.policy import Policy
from sealmark.redaction.replacing import MemorySurrogates, Secrets
from sealmark.vault import runtime


def key_of(project: ProjectId) -> bytes:
    """Return the key of a project's surrogates; in the redactor, inside the project's scope."""
    return runtime.raw().matching_key(project, "surrogate")


NOTHING: Mapping[AssetId, Sequence[Finding]] = {}


class SideBySide:
    """Two policies, loaded."""

    def __init__(self, key: bytes, before: Policy, after: Policy) -> None:
        """Load both; raise `Unavailable` errors if one names what is not here."""
        self._before = Redactor(before, Secrets(key=key, table=MemorySurrogates()))
        self._after = Redactor(after, Secrets(key=key, table=MemorySurrogates()))

    def compared(
        self,
        originals: Sequence[Original],
        today: Mapping[AssetId, Sequence[Finding]] = NOTHING,
    ) -> Iterator[Compared]:
        """Lay both policies over each original, in order."""
        sources = [
            Source(text=one.body["content"], subject=one.subject, turns=turns_of(one.body))
            for one in originals
        ]
        pairs = zip(
            self._before.redact_many(sources), self._after.redact_many(sources), strict=True
        )
        for one, (before, after) in zip(originals, pairs, strict=True):
            text = one.body["content"]
            yield compared(text, before, after, today=today.get(one.asset, ()))

    def pasted(self, text: str) -> Compared:
        """Lay both policies over a text that is kept nowhere."""
        (before,) = self._before.redact_many([Source(text=text)])
        (after,) = self._after.redact_many([Source(text=text)])
        return compared(text, before, after)
