"""What became of a model's suggestions when a person handed labels in.

- Taken: a span of the same place and class. Edited: one that lies over it, with other edges or of
  another class. Declined: neither.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping, Sequence
from typing import Any

from sealmark.annotations.document import Labels, Span


def outcome_of(suggested: Mapping[str, Any], made: Labels) -> dict[str, int]:
    """Count what was suggested, taken, edited and declined."""
    spans = Labels.stored(suggested).spans
    taken = {(one.start, one.end, one.class_id) for one in made.spans}
    left = [one for one in spans if (one.start, one.end, one.class_id) not in taken]
    edited = sum(_is_under(one, made.spans) for one in left)
    return {
        "suggested": len(spans),
        "taken": len(spans) - len(left),
        "edited": edited,
        "declined": len(left) - edited,
    }


def _is_under(suggested: Span, made: Sequence[Span]) -> bool:
    return any(one.start < suggested.end and suggested.start < one.end for one in made)
