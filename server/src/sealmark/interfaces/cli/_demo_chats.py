"""Support chats for the demo, made up: what is true of each turn is known exactly.

- No real person, no corpus: names, numbers and complaints are put together from short lists.
- Each turn of a customer was written in a mood; a labeler who reads well finds the same.
- The same seed always writes the same chats.
"""

# SPDX-License-Identifier: Apache-2.0
import random
from dataclasses import dataclass
from typing import Final

_FIRST = ("Nora", "Felix", "Ines", "Gideon", "Paula", "Marcus", "Rosa", "Elias", "Tara", "Victor")
_LAST = ("Whitcombe", "Adeyemi", "Ferrante", "Lundqvist", "Okonkwo", "Brandt", "Delacroix", "Moss")
_AGENT = ("Maria", "Jonas", "Leila", "Samuel")
_THING = ("blood pressure monitor", "glucose meter", "hearing aid", "thermometer", "sleep mask")
_FAULT = ("shows error E3", "does not charge", "switches itself off", "lost its settings")
_MOODS: Final = {
    "calm": ("Thank you, that helps.", "That works for me.", "All right, I will try that."),
    "annoyed": ("I have told this twice already.", "This takes longer than I was told."),
    "angry": ("This is not acceptable.", "I want to speak to somebody in charge, now."),
}
_OPENING: Final = {
    "calm": "Hello, this is {first} {last}. My {thing} {fault}, could you help me?",
    "annoyed": "It is {first} {last} again. My {thing} still {fault}, as I wrote on Monday.",
    "angry": "{first} {last} here. My {thing} {fault} for the third time. This is a disgrace.",
}
_ANSWERS = (
    "I am sorry about that, {first}. Since when does it do that?",
    "Thank you, {first}. I have sent a new one to your address.",
    "I understand. I will write that down for our workshop.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One turn; `mood` is empty where nobody is asked about it."""

    role: str
    name: str
    words: str
    mood: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """One chat, and who it is about."""

    id: str
    customer: str
    turns: tuple[Said, ...]

    def row(self) -> dict[str, object]:
        """Return it as a line of a chat file."""
        messages = [
            {"role": one.role, "name": one.name, "content": one.words} for one in self.turns
        ]
        return {"id": self.id, "customer": self.customer, "messages": messages}


def chats(count: int, *, seed: int = 11) -> list[Chat]:
    """Return `count` chats of five to nine turns."""
    pick = random.Random(seed)  # noqa: S311 - made-up chats, not secrets
    return [_chat(pick, number) for number in range(1, count + 1)]


def _chat(pick: random.Random, number: int) -> Chat:
    first, last, agent = pick.choice(_FIRST), pick.choice(_LAST), pick.choice(_AGENT)
    names = {
        "first": first,
        "last": last,
        "thing": pick.choice(_THING),
        "fault": pick.choice(_FAULT),
    }

    def customer(words: str, mood: str) -> Said:
        return Said(role="customer", name=f"{first} {last}", words=words.format(**names), mood=mood)

    def answer(words: str) -> Said:
        return Said(role="agent", name=agent, words=words.format(**names))

    mood = pick.choice(list(_MOODS))
    phone = f"555-{pick.randint(100, 999)}-{pick.randint(1000, 9999)}"
    turns = [
        answer(f"Good morning, you are speaking with {agent}. How can I help?"),
        customer(_OPENING[mood], mood),
        answer("I am sorry to hear that. May I have your phone number?"),
        customer(f"It is {phone}.", "calm"),
    ]
    for _ in range(pick.randint(0, 2)):
        mood = pick.choice(list(_MOODS))
        turns += [answer(pick.choice(_ANSWERS)), customer(pick.choice(_MOODS[mood]), mood)]
    turns.append(answer("Thank you for your call, and good-bye."))
    return Chat(id=f"chat-{number:03}", customer=f"{first} {last}", turns=tuple(turns))
