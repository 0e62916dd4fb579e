"""What answers a question: the one form of each value, and the sentence for one that does not fit.

- A number is a decimal string in its shortest form (`1.5`, never `01.50` or `1e3`), so that nothing
  is rounded on the way; a date is `YYYY-MM-DD`.
- Several options, and those of a tree, are a list of ids, each once.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from sealmark.ontology.schema import Question, QuestionKind

LONGEST_TEXT = 10_000
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,17})(?:\.\d{0,11}[1-9])?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

Value = str | int | list[str]
"""An option's id, a list of them, a text, a rating, a number or a date."""


def misfit(question: Question, value: object) -> str | None:
    """Say why `value` does not answer `question`; None if it does."""
    return _MISFITS[question.kind](question, value)


def is_number(value: object) -> bool:
    """Say whether `value` is a number in its one form."""
    return isinstance(value, str) and value != "-0" and _NUMBER.fullmatch(value) is not None


def is_date(value: object) -> bool:
    """Say whether `value` is a day of the calendar."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _misfit_option(question: Question, value: object) -> str | None:
    if isinstance(value, str) and value in question.option_ids:
        return None
    return "Choose one of the question's options, by its id."


def _misfit_text(_: Question, value: object) -> str | None:
    if isinstance(value, str) and len(value) <= LONGEST_TEXT:
        return None
    return f"A text of at most {LONGEST_TEXT:,} characters was expected."


def _misfit_rating(question: Question, value: object) -> str | None:
    if type(value) is int and 1 <= value <= question.max:
        return None
    return f"A rating is a whole number from 1 to {question.max}."


def _misfit_options(question: Question, value: object) -> str | None:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return "A list of option ids was expected."
    if len(set(value)) != len(value) or not set(value) <= question.option_ids:
        return "Each of the question's options is chosen once, by its id."
    if question.most and len(value) > question.most:
        return f"At most {question.most} options may be chosen."
    if question.leaves_only and set(value) & question.inner_ids:
        return "Only options that have no others below them may be chosen."
    return None


def _misfit_number(question: Question, value: object) -> str | None:
    if not isinstance(value, str) or not is_number(value):
        return "A number is written as text in its shortest form: 12, -3 or 0.5."
    number = Decimal(value)
    low = Decimal(question.low) if question.low else None
    if low is not None and number < low:
        return f"The number is at least {question.low}."
    if question.high and number > Decimal(question.high):
        return f"The number is at most {question.high}."
    if question.step and (number - (low or 0)) % Decimal(question.step):
        return f"The number goes in steps of {question.step} from {question.low or '0'}."
    return None


def _misfit_date(question: Question, value: object) -> str | None:
    if not isinstance(value, str) or not is_date(value):
        return "A date is written as YYYY-MM-DD."
    if question.low and value < question.low:
        return f"The date is {question.low} or later."
    if question.high and value > question.high:
        return f"The date is {question.high} or earlier."
    return None


_MISFITS: Final[Mapping[QuestionKind, Callable[[Question, object], str | None]]] = {
    QuestionKind.SINGLE: _misfit_option,
    QuestionKind.MULTIPLE: _misfit_options,
    QuestionKind.TREE: _misfit_options,
    QuestionKind.TEXT: _misfit_text,
    QuestionKind.RATING: _misfit_rating,
    QuestionKind.NUMBER: _misfit_number,
    QuestionKind.DATE: _misfit_date,
}
