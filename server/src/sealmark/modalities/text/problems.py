"""What can be wrong with a row or a file: a code, and a sentence that says what to do.

- A sentence never repeats content; the row's number says where it is.
"""

# SPDX-License-Identifier: Apache-2.0
from enum import StrEnum


class Problem(StrEnum):
    """Reason codes of intake."""

    ENCODING = "encoding"
    BINARY = "binary"
    UNKNOWN_TYPE = "unknown-type"
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    ROW_TOO_LARGE = "row-too-large"
    BROKEN_JSON = "broken-json"
    NOT_AN_OBJECT = "not-an-object"
    NOT_A_LIST = "not-a-list"
    NO_CONTENT = "no-content"
    CONTENT_NOT_TEXT = "content-not-text"
    UNKNOWN_COLUMN = "unknown-column"
    BROKEN_CSV = "broken-csv"
    COLUMN_COUNT = "column-count"
    LABEL_OFFSETS = "label-offsets"
    LABEL_FORM = "label-form"
    SURROGATE = "surrogate"
    NO_CONVERSATION = "no-conversation"
    CONVERSATION_APART = "conversation-apart"


REMEDIES: dict[Problem, str] = {
    Problem.ENCODING: "Not UTF-8, nor UTF-16 with a byte order mark. Save the file as UTF-8.",
    Problem.BINARY: "Contains NUL characters, so it is not plain text. Export it as UTF-8 text.",
    Problem.UNKNOWN_TYPE: "Not a type that can be read. Use .txt, .md, .jsonl, .csv, .tsv, or JSON"
    " of Label Studio.",
    Problem.EMPTY: "The text is empty. Remove the row or fill it in.",
    Problem.TOO_LARGE: "The text is longer than the limit of {limit} bytes. Split it.",
    Problem.ROW_TOO_LARGE: "The row is longer than the limit of {limit} bytes. Split it.",
    Problem.BROKEN_JSON: "Not valid JSON. Correct the row; each line must be one JSON object.",
    Problem.NOT_AN_OBJECT: "Valid JSON, but not an object. Write it as {{...}} with named fields.",
    Problem.NOT_A_LIST: "A task file must be a list of tasks, [...]. Export it again as JSON.",
    Problem.NO_CONTENT: "The content column is missing. Name it in the column mapping.",
    Problem.CONTENT_NOT_TEXT: "The content is not text. Put quotes around it or map another"
    " column.",
    Problem.UNKNOWN_COLUMN: "A mapped column is not in this row. Correct the column mapping.",
    Problem.BROKEN_CSV: "A quote is not closed or stands in a wrong place. Export the file again.",
    Problem.COLUMN_COUNT: "More values than the first line has columns. Quote values that hold the"
    " separator.",
    Problem.LABEL_OFFSETS: "A label lies outside the text or does not match its quote. Correct its"
    " offsets.",
    Problem.LABEL_FORM: "A label is not of the expected form. Correct or remove it.",
    Problem.NO_CONVERSATION: "The row names no conversation. Fill in the column that names it.",
    Problem.CONVERSATION_APART: "Rows of this conversation stand apart. Sort the file by"
    " conversation, then by turn.",
    Problem.SURROGATE: "Holds half of a surrogate pair, which is no character. Remove it.",
}


def remedy(problem: Problem, *, limit: int = 0) -> str:
    """Return the sentence for a problem; `limit` in bytes is named where it applies."""
    return REMEDIES[problem].format(limit=limit)


class ProblemError(ValueError):
    """A row or file cannot be taken; says why, without content."""

    def __init__(self, problem: Problem, *, limit: int = 0) -> None:
        """Keep the reason and, for the two size limits, the limit in bytes."""
        self.problem = problem
        self.limit = limit
        super().__init__(remedy(problem, limit=limit))
