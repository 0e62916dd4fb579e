"""Windows, offsets and language."""

# SPDX-License-Identifier: Apache-2.0
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark.modalities.text.language import language_of
from sealmark.modalities.text.offsets import OffsetError, Utf16Map
from sealmark.modalities.text.windows import windows_over

TEXTS = st.text(alphabet=st.sampled_from("ab .\n!é😀"), max_size=400)


@given(TEXTS, st.integers(4, 60), st.integers(0, 3))
def test_windows_hold_every_place_and_none_is_too_long(text: str, size: int, overlap: int) -> None:
    windows = windows_over(text, size=size, overlap=overlap)
    assert (windows[0].start, windows[-1].end) == (0, len(text))
    for left, right in itertools.pairwise(windows):
        assert left.start < right.start <= left.end <= right.end
    assert all(window.end - window.start <= size for window in windows)


def test_windows_end_at_sentences_and_overlap() -> None:
    text = "One two three. " * 100
    windows = windows_over(text, size=200, overlap=60)
    assert all(text[: w.end].endswith(". ") for w in windows)
    pairs = itertools.pairwise(windows)
    assert all(left.end - right.start >= 30 for left, right in pairs)


@given(st.text(max_size=60))
def test_utf16_offsets_there_and_back(text: str) -> None:
    mapped = Utf16Map(text)
    for point in range(len(text) + 1):
        units = len(text[:point].encode("utf-16-le", "surrogatepass")) // 2
        assert mapped.to_utf16(point) == units
        assert mapped.to_code_points(units) == point


@pytest.mark.parametrize("units", [-1, 2, 5])
def test_an_offset_inside_a_character_or_outside_is_refused(units: int) -> None:
    with pytest.raises(OffsetError):
        Utf16Map("a😀b").to_code_points(units)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The patient was seen in the clinic and is doing well.", "en"),
        ("Der Patient wurde am 3. März nach Hause entlassen und hat keine Schmerzen mehr.", "de"),
        ("El paciente fue dado de alta el 3 de marzo y no tiene dolor.", "es"),
        ("Le patient est sorti de l'hôpital et il n'a plus de douleur dans la jambe.", "fr"),
        ("Il paziente è stato dimesso e non ha più dolore alla gamba.", "it"),
        ("De patiënt is naar huis gegaan en heeft geen pijn meer in het been.", "nl"),
        ("Пациент был выписан и у него больше не болит нога, как он сказал.", "ru"),
        ("患者は昨日入院した。", "ja"),
        ("환자는 어제 퇴원했다.", "ko"),
        ("ο ασθενής πήρε εξιτήριο", "el"),
        ("John Smith", "und"),
        ("", "und"),
        ("12345 67", "und"),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_long_text_in_no_known_language_is_told() -> None:
    assert language_of("mgonjwa alikuja hospitali jana asubuhi akiwa homa kali sana " * 8) == "mis"


def test_a_foreign_paragraph_in_an_english_letter_shows() -> None:
    english = "The patient was seen in the clinic and is doing well with the new plan. " * 15
    spanish = "El paciente fue dado de alta el lunes y no tiene dolor en la pierna. " * 15
    assert language_of(english + spanish) == "es"
