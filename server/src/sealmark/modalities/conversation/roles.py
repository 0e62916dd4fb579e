"""Who speaks: a role out of a closed list, and which names of speakers name nobody.

- A role is one of a few words whatever the file calls it, so that it tells nothing of anybody.
- "Customer 2", "Speaker A" and "agent" name nobody; everything else counts as somebody's name.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What somebody is in a conversation."""

    CUSTOMER = "customer"
    AGENT = "agent"
    ASSISTANT = "assistant"
    SYSTEM = "system"
    OTHER = "other"


_WORDS: Final[Mapping[Role, str]] = {
    Role.CUSTOMER: "customer client user human caller consumer visitor guest patient member"
    " requester inquirer shopper buyer tenant kunde kundin anrufer anruferin patientin nutzer",
    Role.AGENT: "agent support operator representative rep advisor adviser staff employee helpdesk"
    " clinician doctor nurse therapist physician moderator counselor berater beraterin mitarbeiter"
    " mitarbeiterin sachbearbeiter arzt",
    Role.ASSISTANT: "assistant bot chatbot ai gpt model robot voicebot assistent",
    Role.SYSTEM: "system developer tool function ipython notification",
}
_ROLES: Final = {word: role for role, words in _WORDS.items() for word in words.split()}
_NOBODY: Final = (
    "speaker person participant unknown anonymous interviewer interviewee end service desk team"
    " first second male female other sprecher sprecherin teilnehmer unbekannt"
)
_NAMES_NOBODY: Final = frozenset({*_ROLES, *_NOBODY.split()})
_WORD: Final = re.compile(r"[^\W\d_]+")


def role_of(*names: str) -> Role:
    """Return the role that the first of `names` which holds a role's word says."""
    for name in names:
        for word in _WORD.findall(name.casefold()):
            if word in _ROLES:
                return _ROLES[word]
    return Role.OTHER


def names_nobody(speaker: str) -> bool:
    """Say whether a speaker's name is a role or a number and nobody's name."""
    words = _WORD.findall(speaker.casefold())
    return all(len(word) == 1 or word in _NAMES_NOBODY for word in words)
