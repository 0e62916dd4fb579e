"""One sentence tells that a text is not English; English notes are never held for it."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from unit.redaction.makers import a_policy, some_secrets

from sealmark.redaction.languages import language_of_text
from sealmark.redaction.outcome import Reason, Source, State
from sealmark.redaction.pipeline import Redactor

# None of these steered the rules.
FOREIGN = {
    "de": (
        "Seit gestern Abend hat mein Vater Fieber und kann nicht schlafen.",
        "Ihre Rechnung wurde leider noch nicht bezahlt.",
        "Wo ist mein Paket?",
        "Vielen Dank für die schnelle Hilfe!",
        "Ich heiße Anna Berg und wohne in Bremen.",
    ),
    "fr": (
        "Mon père a de la fièvre depuis hier soir.",
        "Votre facture n'est toujours pas payée.",
        "Où est mon colis ?",
        "J'habite à Lille avec ma sœur.",
    ),
    "es": (
        "Mi padre tiene fiebre desde anoche.",
        "Su factura todavía no está pagada.",
        "¿Dónde está mi paquete?",
        "Vivo en Bilbao con mi hermana.",
    ),
    "pl": (
        "Mój ojciec ma gorączkę od wczoraj wieczorem.",
        "Gdzie jest moja paczka?",
        "Mieszkam w Gdańsku z siostrą.",
    ),
    "tr": (
        "Babamın dün akşamdan beri ateşi var.",
        "Paketim nerede kaldı?",
        "Kız kardeşimle birlikte yaşıyorum.",
    ),
    "ru": (
        "У моего отца температура со вчерашнего вечера.",
        "Где моя посылка?",
        "Я живу вместе с сестрой.",
    ),
    "ar": ("والدي يعاني من الحمى منذ مساء أمس.", "أين طردي؟"),
    "zh": ("我父亲从昨晚开始发烧。", "我的包裹在哪里？"),
    "ja": ("父は昨夜から熱があります。", "荷物はどこですか。"),
}
ENGLISH = (
    "pain in left knee since yesterday",
    "slept well, no pain",
    "nothing to report",
    "NKDA. No hx of CAD.",
    "Continue taking Lipitor 80 mg daily.",
    "BP 120/80, HR 72, afebrile",
    "lol brb",
    "hey sis u up?",
    "gonna grab lunch w/ kim",
    "sooo tired omg",
    "Ticket 7300: printer does not work.",
    "Anna Kowalczyk rang twice",
    "Dr. Nguyễn and Mme Lefèvre, Málaga",
    "Sven Hedlund, 12 rue du Centre, Lyon",
    "Maika van de Noort lives on Via delle Coste 41",
    "déjà vu, a café and a naïve fiancé",
    "ok",
    "17",
    "",
)


@pytest.mark.parametrize(
    ("language", "text"), [(code, text) for code, texts in FOREIGN.items() for text in texts]
)
def test_a_sentence_in_another_language_is_held_back(language: str, text: str) -> None:
    outcome = Redactor(a_policy(languages=["en", "und"]), some_secrets()).redact(Source(text=text))
    assert (outcome.state, outcome.reasons[:1]) == (State.QUARANTINED, (Reason.LANGUAGE,))
    assert outcome.language == language


@pytest.mark.parametrize("text", ENGLISH)
def test_a_short_english_note_is_not_held_for_its_language(text: str) -> None:
    assert language_of_text(text) in {"en", "und"}


def test_a_policy_may_let_a_language_pass() -> None:
    redactor = Redactor(a_policy(languages=["en", "und", "de"]), some_secrets())
    outcome = redactor.redact(Source(text="Die Lieferung kam leider viel zu spät an."))
    assert (outcome.language, outcome.state) == ("de", State.READY)


def test_links_are_no_words_of_any_language() -> None:
    text = "Unlikely to fly to Rome to see it http://t.co/d26D http://t.co/UtxF http://t.co/C7Rp"
    assert language_of_text(text) in {"en", "und"}


def test_lines_of_few_words_need_more_to_be_foreign() -> None:
    block = "Anna Berg\n12 rue du centre\nétage gauche\n59000 Lille"
    assert language_of_text(block) == "und"
    assert language_of_text("douleur au genou gauche\npas de fièvre\nà revoir demain") == "fr"
