"""The redaction of text: detect, merge, transform, detect again, judge the risk.

- Deterministic given the policy, the detectors' versions, the key and the surrogate table.
- Nothing is truncated: a text is redacted whole or refused.
- It fails closed: a detector or strategy that the policy names and that is not here refuses, and
  what is in doubt is quarantined.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sealmark.redaction.alignment import Alignment, Replaced
from sealmark.redaction.conversations import speakers_in, within_turns
from sealmark.redaction.detection import Detection
from sealmark.redaction.domain import Finding
from sealmark.redaction.doubts import Doubt, doubts_in
from sealmark.redaction.languages import language_of_text
from sealmark.redaction.merge import covering, merged
from sealmark.redaction.metadata import Heeded, is_no_guess_about_a_code
from sealmark.redaction.numbering import Numbering
from sealmark.redaction.outcome import Chip, Outcome, Reason, Source, State
from sealmark.redaction.policy import KEEP, KindRule, Policy
from sealmark.redaction.registry import load_detectors, load_transform
from sealmark.redaction.replacing import Context, Secrets, Transform
from sealmark.redaction.risk import risk_bp, traces_in
from sealmark.redaction.selection import Selected, Selection

_FOUND_AGAIN_SCORE = 0.75
PERSON = "person"
"""The detector of a place that people said must be hidden."""
FORCED = KindRule(how="token")
"""How such a place is replaced where the policy would keep it, or a part of it."""
_WHOLLY = frozenset({"token", "surrogate", "drop"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Replacement:
    finding: Finding
    text: str


class Redactor:
    """One policy with its detectors loaded, ready for any number of texts."""

    def __init__(self, policy: Policy, secrets: Secrets) -> None:
        """Load what the policy names; raise `Unavailable` errors if something is not here."""
        self.policy = policy
        self._secrets = secrets
        self._selection = Selection(policy)
        self._detection = Detection(load_detectors(policy.detectors, policy.setup))
        rules = (*policy.kinds.values(), policy.otherwise, FORCED)
        hows = {rule.how for rule in rules} - {KEEP}
        self._transforms: dict[str, Transform] = {how: load_transform(how) for how in sorted(hows)}

    @property
    def versions(self) -> tuple[str, ...]:
        """Each detector and strategy as `name/version`, for the record."""
        ways = (f"{t.name}/{t.version}" for t in self._transforms.values())
        return (*self._detection.versions, *ways)

    def redact(self, source: Source) -> Outcome:
        """Redact one text."""
        return self.redact_many([source])[0]

    def redact_many(self, sources: Sequence[Source]) -> list[Outcome]:
        """Redact many texts; models are cheaper per text that way."""
        return self._redact_all(sources, _anything)

    def redact_metadata(self, sources: Sequence[Source]) -> list[Outcome]:
        """Redact values of metadata: like texts, but a short code is no organization by guess."""
        heeded = _anything if self.policy.guess_codes else is_no_guess_about_a_code
        return self._redact_all(sources, heeded)

    def _redact_all(self, sources: Sequence[Source], heeded: Heeded) -> list[Outcome]:
        languages = [language_of_text(source.text) for source in sources]
        texts = [source.text for source in sources]
        first = self._detection.first_pass(texts, languages)
        outcomes = []
        for source, language, findings in zip(sources, languages, first, strict=True):
            kept = [finding for finding in findings if heeded(source.text, finding)]
            kept = [*kept, *source.known, *speakers_in(source.text, source.turns)]
            selected = self._selected(source.text, language, kept, forced=source.forced)
            apart = within_turns(source.text, selected.hidden, source.turns)
            selected = Selected(hidden=apart, doubted=selected.doubted)
            outcomes.append(self._redacted(source, language, selected))
        return outcomes

    def detect_many(self, texts: Sequence[str], languages: Sequence[str]) -> list[Selected]:
        """Find what the policy hides in each text; `hidden` is merged and in order."""
        first = self._detection.first_pass(texts, languages)
        return [
            self._selected(text, language, findings)
            for text, language, findings in zip(texts, languages, first, strict=True)
        ]

    def _selected(
        self,
        text: str,
        language: str,
        findings: list[Finding],
        *,
        forced: Sequence[Finding] = (),
    ) -> Selected:
        selected = self._selection.of(text, findings)
        sure = [*selected.hidden, *forced]
        more = self._detection.follow_up(text, sure, language)
        followed = self._selection.of(text, more)
        hidden = merged(text, [*sure, *followed.hidden], own_kinds=self.policy.own_kinds)
        hidden = covering(hidden, forced)
        doubted = [*selected.doubted, *followed.doubted]
        return Selected(hidden=hidden, doubted=_apart(doubted, hidden))

    def _redacted(self, source: Source, language: str, selected: Selected) -> Outcome:
        replacements = self._replacements(source, selected.hidden)
        rendition, alignment = _assembled(source.text, replacements)
        again = self._found_again(rendition, alignment, language)
        traces = traces_in(
            [rendition[start:end] for start, end in alignment.gaps()],
            selected.hidden,
            doubted=len(selected.doubted),
            found_again=len(again),
            language=language,
        )
        risk = risk_bp(traces)
        reasons = self._reasons(language, risk, len(again))
        doubts: tuple[Doubt, ...] = ()
        if reasons:
            doubts = doubts_in(
                rendition, alignment, unsure=selected.doubted, again=again, language=language
            )
        return Outcome(
            rendition_text=rendition,
            findings=tuple(selected.hidden),
            rendition_findings=_chips(replacements, alignment),
            alignment=alignment,
            language=language,
            tier=self._tier(selected.hidden),
            risk_bp=risk,
            traces=traces,
            state=State.QUARANTINED if reasons else State.READY,
            reasons=reasons,
            doubts=doubts,
            policy_digest=self.policy.digest,
            detectors=self.versions,
        )

    def _replacements(self, source: Source, hidden: Iterable[Finding]) -> list[_Replacement]:
        # Without a subject a document's dates still move together, and only its own.
        subject = source.subject or sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()
        context = Context(secrets=self._secrets, numbering=Numbering(), subject=subject)
        return [
            _Replacement(finding=finding, text=self._replaced(source.text, finding, context))
            for finding in hidden
        ]

    def _replaced(self, text: str, finding: Finding, context: Context) -> str:
        rule = self.policy.rule_of(finding.kind)
        if finding.detector == PERSON and rule.how not in _WHOLLY:
            rule = FORCED
        value = text[finding.start : finding.end]
        return self._transforms[rule.how].replace(value, finding, rule, context)

    def _found_again(self, rendition: str, alignment: Alignment, language: str) -> list[Finding]:
        """Return sure findings of the rules on the rendition that no replacement explains."""
        findings = self._detection.by_rules(rendition, language)
        selected = self._selection.of(rendition, findings)
        sure = [finding for finding in selected.hidden if finding.score >= _FOUND_AGAIN_SCORE]
        replaced = [(r.rendition_start, r.rendition_end) for r in alignment.replaced]
        return _apart_from(sure, replaced)

    def _reasons(self, language: str, risk: int, again: int) -> tuple[Reason, ...]:
        reasons = (
            (Reason.LANGUAGE, language not in self.policy.languages),
            (Reason.FOUND_AGAIN, again > 0),
            (Reason.RISK, risk > self.policy.quarantine_above_bp),
        )
        return tuple(reason for reason, applies in reasons if applies)

    def _tier(self, hidden: Sequence[Finding]) -> str:
        for tier in self.policy.tiers:
            met = sum(finding.kind in tier.kinds for finding in hidden)
            if not tier.kinds or met >= tier.at_least:
                return tier.name
        raise AssertionError  # a policy's last tier takes the rest


def _anything(text: str, finding: Finding) -> bool:
    _ = (text, finding)
    return True


def redact(text: str, policy: Policy, secrets: Secrets, *, subject: str = "") -> Outcome:
    """Redact one text under a policy; for many texts keep a `Redactor`."""
    return Redactor(policy, secrets).redact(Source(text=text, subject=subject))


def _assembled(text: str, replacements: Sequence[_Replacement]) -> tuple[str, Alignment]:
    out: list[str] = []
    replaced: list[Replaced] = []
    done = length = 0
    for replacement in replacements:
        start, end = replacement.finding.start, replacement.finding.end
        length += start - done
        out += (text[done:start], replacement.text)
        replaced.append(
            Replaced(
                rendition_start=length,
                rendition_end=length + len(replacement.text),
                original_start=start,
                original_end=end,
            )
        )
        length, done = length + len(replacement.text), end
    rendition = "".join((*out, text[done:]))
    alignment = Alignment(
        replaced=tuple(replaced), rendition_length=len(rendition), original_length=len(text)
    )
    return rendition, alignment


def _chips(replacements: Sequence[_Replacement], alignment: Alignment) -> tuple[Chip, ...]:
    return tuple(
        Chip(start=r.rendition_start, end=r.rendition_end, kind=made.finding.kind, text=made.text)
        for made, r in zip(replacements, alignment.replaced, strict=True)
    )


def _apart(findings: Sequence[Finding], hidden: Sequence[Finding]) -> list[Finding]:
    return _apart_from(findings, [(finding.start, finding.end) for finding in hidden])


def _apart_from(findings: Sequence[Finding], places: Sequence[tuple[int, int]]) -> list[Finding]:
    """Return the findings that touch none of `places`, which are in order and do not overlap."""
    apart: list[Finding] = []
    at = 0
    for finding in sorted(findings, key=lambda f: f.start):
        while at < len(places) and places[at][1] <= finding.start:
            at += 1
        if at == len(places) or places[at][0] >= finding.end:
            apart.append(finding)
    return apart
