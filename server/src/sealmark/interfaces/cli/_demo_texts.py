"""Letters for the demo, made up: patterns of discharge letters with invented people.

- No real person, no corpus: names, numbers and places are put together from short lists.
- The same seed always writes the same letters.
"""

# SPDX-License-Identifier: Apache-2.0
import random

_FIRST = ("Anna", "David", "Maria", "Thomas", "Grace", "Samuel", "Leila", "Peter", "Chloe", "Omar")
_LAST = ("Hartwell", "Okafor", "Lindqvist", "Moreau", "Castellano", "Brennan", "Takahashi", "Vance")
_TOWN = ("Ashford", "Millbrook", "Fairview", "Kingsport", "Westbury")
_DRUG = (
    ("amoxicillin", "500 mg", "three times a day"),
    ("metformin", "850 mg", "twice a day"),
    ("lisinopril", "10 mg", "once a day"),
    ("ibuprofen", "400 mg", "as needed"),
    ("atorvastatin", "20 mg", "in the evening"),
)
_REASON = (
    "chest pain on exertion",
    "a productive cough and fever",
    "dizziness after standing up",
    "pain in the left knee",
    "poorly controlled blood sugar",
)
_LETTER = (
    "Dear Dr. {doctor},\n\nThank you for referring {first} {last} (MRN {mrn}, born {born}), who "
    "was admitted on {admitted} with {reason}. {pronoun} lives at {number} Station Road, {town}, "
    "and can be reached at {phone}.\n\nOn examination there was no acute distress. We started "
    "{drug} {dose} {often}; {second} {second_dose} was continued. {first} tolerated this well and "
    "reported no side effects.\n\nPlease review in two weeks. {last} has been told to call if "
    "{reason} returns.\n\nYours sincerely,\nDr. {signer}, Department of Medicine"
)


def letters(count: int, *, seed: int = 7) -> list[dict[str, str]]:
    """Return `count` letters with an external id and a subject each."""
    pick = random.Random(seed)  # noqa: S311 - made-up letters, not secrets
    return [_letter(pick, number) for number in range(1, count + 1)]


def _letter(pick: random.Random, number: int) -> dict[str, str]:
    first, last = pick.choice(_FIRST), pick.choice(_LAST)
    (drug, dose, often), (second, second_dose, _) = pick.sample(_DRUG, 2)
    text = _LETTER.format(
        doctor=pick.choice(_LAST),
        signer=pick.choice(_LAST),
        first=first,
        last=last,
        mrn=pick.randint(10_000_000, 99_999_999),
        born=f"{pick.randint(1, 28)} March {pick.randint(1940, 2004)}",
        admitted=f"{pick.randint(1, 28)} October 2025",
        reason=pick.choice(_REASON),
        pronoun=pick.choice(("He", "She")),
        number=pick.randint(2, 180),
        town=pick.choice(_TOWN),
        phone=f"555-{pick.randint(100, 999)}-{pick.randint(1000, 9999)}",
        drug=drug,
        dose=dose,
        often=often,
        second=second,
        second_dose=second_dose,
    )
    return {"id": f"letter-{number:03}", "patient": f"{first} {last}", "text": text}
