"""What the log refuses: the sentence is what people read."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.kernel.errors import ConflictError


class LogSilentError(ConflictError):
    """The log did not take this down in time, so nothing left. Check the sequencer, ask again."""
