"""Made-up identifiers of all HIPAA kinds, in sentences as notes and letters have them.

- Everything follows from the seed; nothing here is of a real person.
"""

# SPDX-License-Identifier: Apache-2.0
import random
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Random = random.Random
Maker = Callable[[Random], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A sentence and the place of the identifier in it."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def value(self) -> str:
        return self.text[self.start : self.end]


def digits(random: Random, count: int) -> str:
    return "".join(random.choices(string.digits, k=count))


def letters(random: Random, count: int) -> str:
    return "".join(random.choices(string.ascii_uppercase, k=count))


def formed(*forms: str) -> Maker:
    """Make values of a form: # is a digit, @ a capital letter, * either."""

    def make(random: Random) -> str:
        filled = ""
        for sign in random.choice(forms):
            choice = {"#": digits, "@": letters, "*": random.choice([digits, letters])}.get(sign)
            filled += choice(random, 1) if choice else sign
        return filled

    return make


def vin(random: Random) -> str:
    body = "".join(random.choices("ABCDEFGHJKLMNPRSTUVWXYZ0123456789", k=11))
    return body + letters(random, 1).translate(str.maketrans("IOQ", "ABC")) + digits(random, 5)


def a_date(random: Random) -> str:
    year, month, number = random.randint(1930, 2025), random.randint(1, 12), random.randint(1, 28)
    names = [
        *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
        *("October", "November", "December"),
    ]
    name = names[month - 1]
    suffix = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(number, "th")
    return random.choice(
        [
            f"{month:02d}/{number:02d}/{year}",
            f"{month}/{number}/{year % 100:02d}",
            f"{year}-{month:02d}-{number:02d}",
            f"{name} {number}, {year}",
            f"{name} {number}{suffix}, {year}",
            f"{number} {name} {year}",
            f"{name[:3]} {number}, {year}",
            f"{name[:3]}. {number} {year}",
            f"{number}-{name[:3]}-{year}",
            f"{number}-{name[:3].upper()}-{year % 100:02d}",
            f"{month:02d}-{number:02d}-{year}",
            f"{month:02d}.{number:02d}.{year}",
            f"{name} {number}{suffix}",
            f"{name} {number}",
            f"{number}{suffix} of {name}",
            f"{month}/{number}",
            f"{name} {year}",
            f"{month:02d}/{year}",
            f"{number}{suffix} {name} {year}",
        ]
    )


def email(random: Random) -> str:
    user = random.choice(["j.doe", "mary_ann", "kw", "dr.lopez+lab", "o'brien", "x99"]) + digits(
        random, 2
    )
    host = random.choice(["example.com", "mail.clinic.org", "nhs.uk", "st-mary.example.co.uk"])
    return f"{user}@{host}"


def ip(random: Random) -> str:
    four = ".".join(str(random.randint(1, 254)) for _ in range(4))
    six = ":".join(f"{random.randrange(1, 65536):x}" for _ in range(8))
    return random.choice([four, four, six, f"2001:db8::{random.randrange(1, 65536):x}"])


SOURCES: Mapping[str, tuple[Maker, tuple[str, ...]]] = {
    "PHONE": (
        formed(
            "(2##) 555-01##",
            "21#-555-0###",
            "41#.555.0###",
            "+1 31# 555 0###",
            "+44 20 7946 0###",
            "1-80#-555-0###",
            "21#5550###",
            "(61#)555-0###",
            "+49 30 9018 20##",
            "555-01## ext. 4#",
            "31#-555-01## x2##",
            "0##1 496 0###",
        ),
        (
            "Call {} with results.",
            "Phone: {}",
            "Home phone {}.",
            "Her cell is {}.",
            "She can be reached at {} after five.",
            "Contact: {}",
            "Tel. {}",
            "pager {}",
            "Mobile - {}",
            "Emergency contact number: {}",
            "He gave his number as {}.",
        ),
    ),
    "FAX": (
        formed("(2##) 555-01##", "21#-555-0###", "+1 31# 555 0###", "41#.555.0###", "21#5550###"),
        (
            "Fax: {}",
            "Please fax the report to {}.",
            "Fax number {}",
            "records faxed to {} today",
            "Facsimile: {}",
            "F: fax {}",
        ),
    ),
    "EMAIL": (
        email,
        ("Email {}.", "Write to {} for records.", "E-mail: {}", "({})", "contact <{}>"),
    ),
    "SSN": (
        formed("2##-4#-####", "1## 3# ####", "2########", "4##-7#-####"),
        (
            "SSN: {}",
            "Social Security Number {}.",
            "SSN {}",
            "social security no. is {}",
            "SS# {}",
            "Soc Sec: {}",
            "ssn is {}",
        ),
    ),
    "MRN": (
        formed(
            "########", "#######", "MR-######", "@@######", "##-##-##", "###-###-###", "M#######"
        ),
        (
            "MRN: {}",
            "MRN {}",
            "Medical record number {}.",
            "Medical Record #: {}",
            "MR# {}",
            "Medical record no. {} was reviewed.",
            "Patient ID: {}",
            "Chart number {}",
            "Hospital No: {}",
            "MRN#{}",
            "Med Rec {}",
            "Record number: {}",
            "Unit number {}",
            "Accession #{}",
        ),
    ),
    "HEALTH_PLAN": (
        formed(
            "@@@#########", "#########", "H####-###", "@##########", "#@@#-@@#-@@##", "XYZ######"
        ),
        (
            "Health plan ID: {}",
            "Insurance policy number {}.",
            "Member ID {}",
            "Medicare number: {}",
            "Medicaid ID {}",
            "Policy #{}",
            "Subscriber ID: {}",
            "Beneficiary number {}",
            "Blue Cross member number {}",
            "Group number: {}",
            "Insurance ID {}",
            "Aetna policy {}",
            "Health plan beneficiary no. {}",
        ),
    ),
    "ACCOUNT": (
        formed(
            "##########", "####-####-##", "ACCT-######", "########", "####  ####".replace("  ", "-")
        ),
        (
            "Account number {}.",
            "Acct #: {}",
            "Account: {}",
            "billing account {}",
            "bank account no. {}",
            "Invoice number {}",
            "Acct no {}",
            "guarantor account {}",
            "patient account number: {}",
            "checking account {}",
        ),
    ),
    "LICENSE": (
        formed("@#######", "@###-####-####", "########", "@@######", "#######", "@##-##-####"),
        (
            "Driver's license {}.",
            "DL# {}",
            "driver license number: {}",
            "License No. {}",
            "Medical license {}",
            "certificate number {}",
            "Drivers License: {}",
            "nursing license # {}",
            "state ID {}",
            "license number is {}",
            "DEA {}",
            "NPI {}",
        ),
    ),
    "VEHICLE": (
        vin,
        (
            "VIN {}",
            "VIN: {}",
            "vehicle identification number {}",
            "his truck, VIN {}",
            "Vehicle ID: {}",
        ),
    ),
    "PLATE": (
        formed("@@@-####", "#@@@###", "@@@ ####", "@@#-@##", "@@@###"),
        (
            "License plate {}.",
            "license plate number: {}",
            "plate {}",
            "car with plates {}",
            "vehicle registration {}",
            "drives a Honda, plate {}",
        ),
    ),
    "DEVICE": (
        formed(
            "SN-########", "@@@######", "##########", "@#@#-####-@@", "####-######-##", "PM######@"
        ),
        (
            "Serial number {}.",
            "Pacemaker serial no. {}",
            "Device ID: {}",
            "S/N {}",
            "SN: {}",
            "device serial {}",
            "Implant serial number: {}",
            "insulin pump serial # {}",
            "Device identifier {}",
            "hearing aid serial {}",
            "lot number {}",
            "model number {}",
        ),
    ),
    "URL": (
        formed(
            "https://portal.example.org/p/@@##",
            "http://www.example.com/~user##",
            "www.clinic##.org",
            "https://example.net/?id=######",
            "patientportal##.com/visit",
        ),
        ("See {} for images.", "Portal: {}", "posted at {}", "link: {}"),
    ),
    "IP": (ip, ("Logged in from {}.", "IP address {}", "IP: {}", "host {} was seen")),
    "BIOMETRIC": (
        formed("FP-######", "BIO######", "@@-####-##", "########", "RS#####"),
        (
            "Fingerprint ID {}",
            "fingerprint record {}",
            "Biometric identifier: {}",
            "retinal scan ID {}",
            "voice print {}",
            "Voiceprint number {}",
            "iris scan {}",
        ),
    ),
    "PHOTO": (
        formed("IMG_####.jpg", "photo-####.png", "face_##.jpeg", "DSC####.JPG", "P-######"),
        ("Photo: {}", "see photograph {}", "full-face photo {}", "photo ID {}", "image file {}"),
    ),
    "DATE": (
        a_date,
        (
            "Seen on {}.",
            "Date of birth: {}",
            "DOB {}",
            "Admitted on {}.",
            "Discharge date: {}",
            "Surgery was performed on {}.",
            "last visit was {}",
            "Follow-up on {}",
            "Dated {}",
            "symptoms since {}",
        ),
    ),
    "AGE": (
        formed("9#", "10#"),
        (
            "A {}-year-old woman.",
            "aged {}",
            "Age: {}",
            "she is {} years old",
            "{} y/o male",
            "{} yo F",
            "Patient is a {} year old man.",
            "turned {}.",
        ),
    ),
    "ZIP": (
        formed("0#1##", "606##", "941##-####"),
        ("ZIP {}", "zip code {}", "Boston, MA {}", "Postal code: {}", "Springfield IL {}"),
    ),
    "OTHER_ID": (
        formed("ST-####-##", "######", "@@@-######", "CT########"),
        (
            "Study ID {}",
            "Case number: {}",
            "Subject ID {}",
            "Employee ID: {}",
            "Case #{}",
            "reference number {}",
            "Trial ID: {}",
            "Ticket #{}",
            "Specimen ID {}",
            "Confirmation no. {}",
        ),
    ),
}


def planted(seed: int, per_kind: int) -> list[Planted]:
    """Return `per_kind` sentences for each kind."""
    random = Random(seed)
    made = []
    for kind, (make, frames) in SOURCES.items():
        for _ in range(per_kind):
            value = make(random)
            before, _, behind = random.choice(frames).partition("{}")
            made.append(
                Planted(
                    kind=kind,
                    text=before + value + behind,
                    start=len(before),
                    end=len(before) + len(value),
                )
            )
    return made
