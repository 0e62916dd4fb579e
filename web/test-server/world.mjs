// A made-up project for looking at pages while the real server is not there. Never shipped.
// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from "node:crypto";

const SENTENCES = [
  "Dear Dr. [NAME_1], thank you for seeing [NAME_2], a 54-year-old teacher from [PLACE_1].",
  "She was given amoxicillin 500 mg three times a day from [DATE_1], and paracetamol 1 g as needed.",
  "The pain in the left knee began about three weeks ago and is worse on the stairs.",
  "No known allergies. Blood pressure 128/82, pulse 76, temperature 36.9.",
  "I stopped the ibuprofen 400 mg because of heartburn; omeprazole 20 mg once a day was started.",
  "Please call [PHONE_1] to arrange a follow-up on [DATE_2]; her record number is [ID_1].",
  "שלום, המטופלת דיברה עברית ואנגלית during the visit.",
  "The mood was fine 🙂 and the family 👩‍👩‍👧 helps at home.",
  "X-ray shows mild degenerative change. No fracture was seen.",
  "Kind regards, [NAME_3], physiotherapist at [ORGANIZATION_1].",
];

export const ONTOLOGY = {
  classes: [
    {
      id: "drug",
      name: "Drug",
      color: "#0b63a5",
      hotkey: "1",
      description: "A medicine, by any name.",
    },
    {
      id: "dose",
      name: "Dose",
      color: "#b34700",
      hotkey: "2",
      description: "How much, with its unit.",
    },
    {
      id: "frequency",
      name: "Frequency",
      color: "#00734f",
      hotkey: "3",
      description: "How often.",
    },
    {
      id: "symptom",
      name: "Symptom",
      color: "#a0336f",
      hotkey: "4",
      description: "What the patient feels.",
    },
    {
      id: "test",
      name: "Test or finding",
      color: "#5f3dc4",
      hotkey: null,
      description: "A measurement.",
    },
  ],
  questions: [
    {
      id: "setting",
      kind: "single",
      title: "Where was the patient seen?",
      required: true,
      options: [
        { id: "practice", name: "Practice", hotkey: "p" },
        { id: "hospital", name: "Hospital", hotkey: "h" },
        { id: "home", name: "At home", hotkey: null },
      ],
    },
    {
      id: "themes",
      kind: "multiple",
      title: "What is it about?",
      required: false,
      options: [
        { id: "medication", name: "Medication" },
        { id: "referral", name: "Referral" },
        { id: "results", name: "Results" },
      ],
    },
    { id: "clarity", kind: "rating", title: "How clear is the text?", required: false, max: 5 },
    { id: "note", kind: "text", title: "Anything the next person should know?", required: false },
  ],
};

const GUIDELINE = `# What to mark

Mark **every** drug, dose and frequency, also when it is negated.

- A dose has a number and a unit: \`500 mg\`, \`2 puffs\`.
- A frequency says *how often*: "three times a day", "as needed".

## Not marked

1. Drug classes ("painkillers").
2. Numbers of a measurement.

| text | label |
|---|---|
| amoxicillin | Drug |
| 128/82 | Test or finding |
`;

const POLICY = `name: gdpr-basic
languages: [en]
kinds:
  NAME: {strategy: token}
  PLACE: {strategy: generalize, to: region}
  DATE: {strategy: date-shift}
  PHONE: {strategy: mask}
  ID: {strategy: drop}
threshold: 0.35
`;

function textOf(seed) {
  const lines = [];
  for (let i = 0; i < 7; i++)
    lines.push(SENTENCES[(seed + i * (1 + (seed % 3))) % SENTENCES.length]);
  return `${lines.slice(0, 3).join(" ")}\n\n${lines.slice(3).join(" ")}`;
}

/** Chips are whatever looks like [KIND_1]; offsets in code points. */
export function chipsOf(text) {
  let at = 0;
  let points = 0;
  return [...text.matchAll(/\[([A-Z]+)_\d+\]/g)].map((match) => {
    points += [...text.slice(at, match.index)].length;
    at = match.index;
    return { start: points, end: points + match[0].length, kind: match[1], label: match[0] };
  });
}

function spanOf(text, words, class_id) {
  const at = text.indexOf(words);
  if (at < 0) return [];
  const start = [...text.slice(0, at)].length;
  return [{ id: randomUUID(), start, end: start + [...words].length, class_id, attributes: {} }];
}

function reviewLabels(text) {
  return {
    spans: [
      ...spanOf(text, "amoxicillin", "drug"),
      ...spanOf(text, "amoxicillin 500 mg", "dose"),
      ...spanOf(text, "three times a day", "frequency"),
      ...spanOf(text, "pain in the left knee", "symptom"),
    ],
    answers: [
      { question_id: "setting", value: "practice" },
      { question_id: "themes", value: ["medication"] },
    ],
  };
}

const person = (name, email, roles, role = "member") => ({
  id: randomUUID(),
  name,
  email,
  roles,
  role,
});

export function createWorld() {
  const world = {
    project: randomUUID(),
    other: randomUUID(),
    organization: randomUUID(),
    people: [
      person(
        "Ada Admin",
        "admin@example.org",
        ["project_admin", "team_manager", "data_steward"],
        "owner",
      ),
      person("Lena Labeler", "labeler@example.org", ["labeler"]),
      person("Rafi Reviewer", "reviewer@example.org", ["reviewer"]),
      person("Sam Steward", "steward@example.org", ["data_steward"]),
      person("Nora New", "new@example.org", []),
      person("Both Duties", "both@example.org", ["labeler", "reviewer"]),
    ],
    ontology: [ONTOLOGY],
    guideline: [GUIDELINE],
    policy: [POLICY],
    steps: { review_share_percent: 100, lease_minutes: 20 },
    datasets: [{ id: randomUUID(), name: "Letters" }],
    invitations: [],
    uploads: new Map(),
    jobs: [],
    exports: [],
    views: new Map(),
    tasks: [],
    leases: new Map(),
    down: new Set(),
    leaseMs: 20 * 60_000,
    totp: new Set(),
  };
  for (let i = 0; i < 8; i++) {
    world.tasks.push({
      id: randomUUID(),
      duty: "label",
      text: textOf(i + 1),
      state: "open",
      seq: 0,
      draft: null,
    });
    const text = textOf(i * 3);
    const given = reviewLabels(text);
    world.tasks.push({
      id: randomUUID(),
      duty: "review",
      text,
      state: "open",
      seq: 0,
      draft: null,
      given,
    });
  }
  world.quarantine = [0, 1, 2].map((i) => ({
    asset_id: randomUUID(),
    reason: ["risk-above-threshold", "language", "new-pattern"][i],
    risk: [0.41, 0.2, 0.66][i],
    tier: "sensitive",
    language: ["en", "de", "en"][i],
    since: new Date(Date.now() - (i + 1) * 3_600_000).toISOString(),
    text: textOf(i),
  }));
  return world;
}
