// The REST contract, as far as pages need it to be looked at. Never shipped.
// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from "node:crypto";
import { chipsOf } from "./world.mjs";

const iso = (ms = Date.now()) => new Date(ms).toISOString();
const refuse = (status, error, message, remedy = null) => ({
  status,
  body: { error, message, field: null, remedy },
});
const ok = (body, status = 200) => ({ status, body });
const PASSWORD = "correct horse battery";

const sessionOf = (world, who, csrf) => ({
  user: who && { id: who.id, name: who.name, email: who.email },
  organizations: who ? [{ id: world.organization, name: "St. Example", role: who.role }] : [],
  projects:
    who && who.roles.length > 0
      ? [
          {
            id: world.project,
            name: "Medication in letters",
            organization_id: world.organization,
            roles: who.roles,
            state: "active",
          },
          ...(who.role === "owner"
            ? [
                {
                  id: world.other,
                  name: "Support chats, pilot",
                  organization_id: world.organization,
                  roles: ["project_admin"],
                  state: "active",
                },
              ]
            : []),
        ]
      : [],
  csrf,
  idle_minutes: 60,
  expires_at: iso(Date.now() + 12 * 3_600_000),
  totp_enabled: who ? world.totp.has(who.id) : false,
});

function workOf(world, task, who) {
  const lease = { id: randomUUID(), expires_at: iso(Date.now() + world.leaseMs) };
  world.leases.set(task.id, { who: who.id, until: Date.now() + world.leaseMs });
  task.state = "leased";
  const document = task.draft ?? task.given ?? null;
  return {
    task_id: task.id,
    lease,
    duty: task.duty,
    step: { position: task.duty === "label" ? 1 : 2, of: 2, name: task.duty },
    text: task.text,
    chips: chipsOf(task.text),
    shown: { channel: "letter", year: "2024" },
    language: "en",
    document,
    document_of: task.draft ? (task.comment ? "returned" : "draft") : task.given ? "review" : null,
    draft_seq: task.seq,
    comment: task.duty === "label" ? (task.comment ?? null) : null,
    ontology: { number: world.ontology.length, digest: "x" },
    guideline: { number: world.guideline.length },
    policy: { number: world.policy.length },
  };
}

function holds(world, task, who) {
  const lease = world.leases.get(task.id);
  return lease && lease.who === who.id && lease.until > Date.now();
}

const LOST = refuse(409, "lease-lost", "This text is not yours any more.", "Take it again.");

function next(world, duty, who) {
  const mine = world.tasks.find(
    (task) => task.duty === duty && task.state === "leased" && holds(world, task, who),
  );
  const expired = world.tasks.find(
    (t) => t.duty === duty && t.state === "leased" && world.leases.get(t.id)?.who === who.id,
  );
  const task =
    mine ?? expired ?? world.tasks.find((each) => each.duty === duty && each.state === "open");
  return task ? ok(workOf(world, task, who)) : { status: 204, body: null };
}

const looksPersonal = /\b(?:Mr|Mrs|Dr)\. [A-Z]\w+/;

function findingsOf(document) {
  return document.answers.flatMap(({ question_id, value }) => {
    const match = typeof value === "string" ? looksPersonal.exec(value) : null;
    return match
      ? [{ question_id, start: match.index, end: match.index + match[0].length, kind: "NAME" }]
      : [];
  });
}

function onTask(world, who, id, verb, body) {
  const task = world.tasks.find((each) => each.id === id);
  if (!task) return refuse(404, "not-found", "There is nothing here, or it is not yours.");
  if (verb === "reopen") return ok(workOf(world, task, who));
  if (!holds(world, task, who)) return LOST;
  const end = (state) => {
    task.state = state;
    world.leases.delete(id);
    return ok({});
  };
  switch (verb) {
    case "heartbeat": {
      const until = Date.now() + world.leaseMs;
      world.leases.set(id, { who: who.id, until });
      return ok({ expires_at: iso(until) });
    }
    case "draft":
      task.draft = body.document;
      task.seq = Math.max(task.seq, body.seq);
      return ok({ saved_at: iso(), seq: task.seq, findings: findingsOf(body.document) });
    case "submit": {
      if (findingsOf(body.document).length > 0) {
        return refuse(
          422,
          "findings",
          "An answer seems to name somebody.",
          "Take the name out, then hand in.",
        );
      }
      task.by = who.id;
      task.draft = body.document;
      end("done");
      return ok({ revision_id: randomUUID(), number: 1, next: null });
    }
    case "verdict":
      return end("done");
    case "skip":
      return end("skipped");
    case "release":
      return end("open");
    default:
      return refuse(404, "not-found", "There is nothing here.");
  }
}

function counts(world) {
  const of = (state) => world.tasks.filter((task) => task.state === state).length;
  return {
    assets: {
      received: 3,
      ready: world.tasks.length,
      quarantined: world.quarantine.length,
      failed: 0,
    },
    tasks: { open: of("open"), leased: of("leased"), done: of("done"), skipped: of("skipped") },
  };
}

function versioned(list, body, key) {
  if (body) list.push(body[key] ?? body);
  if (list.length === 0) return refuse(404, "not-found", "There is none yet.");
  return ok({ number: list.length, digest: "sha256:0", [key]: list.at(-1), state: "in_force" });
}

function startJob(world, kind, total) {
  const job = {
    id: randomUUID(),
    kind,
    state: "running",
    done: 0,
    total,
    problems: 0,
    failure: null,
    created_at: iso(),
    finished_at: null,
    cancellable: true,
  };
  world.jobs.unshift(job);
  const timer = setInterval(() => {
    if (job.state !== "running") return clearInterval(timer);
    job.done = Math.min(job.total, job.done + Math.ceil(job.total / 12));
    if (job.done === job.total)
      Object.assign(job, { state: "done", finished_at: iso(), cancellable: false });
  }, 400);
  timer.unref();
  return job;
}

function onUpload(world, rest, method, body, bytes) {
  if (rest.length === 0) {
    const files = body.files.map((file, ordinal) => ({
      id: randomUUID(),
      ordinal,
      size: file.size,
      parts: new Set(),
      received: 0,
    }));
    const upload = { id: randomUUID(), state: "open", files, job_id: null };
    world.uploads.set(upload.id, upload);
    return ok({
      id: upload.id,
      part_size: 65536,
      files: files.map(({ id, ordinal }) => ({ id, ordinal, received: 0 })),
    });
  }
  const upload = world.uploads.get(rest[0]);
  if (!upload) return refuse(404, "not-found", "There is nothing here, or it is not yours.");
  if (rest[1] === "files") {
    const file = upload.files.find((each) => each.id === rest[2]);
    if (!file.parts.has(rest[4])) file.received += bytes;
    file.parts.add(rest[4]);
    return ok({ received: file.received });
  }
  if (rest[1] === "complete") {
    const job = startJob(world, "ingest", 240);
    Object.assign(upload, { state: "complete", job_id: job.id });
    return ok({ job_id: job.id });
  }
  if (rest[1] === "problems") {
    const items = [
      {
        file_ordinal: 0,
        row: 3,
        reason: "empty",
        message: "The text is empty.",
        remedy: "Fill it in or leave the row out.",
      },
      {
        file_ordinal: 0,
        row: 17,
        reason: "encoding",
        message: "The row is not UTF-8 or UTF-16.",
        remedy: "Save the file as UTF-8.",
      },
    ];
    return ok({ items, next: null });
  }
  if (method === "DELETE") {
    world.uploads.delete(rest[0]);
    return ok(null, 200);
  }
  const files = upload.files.map((file) => ({ ...file, parts: [...file.parts].map(Number) }));
  return ok({
    ...upload,
    part_size: 65536,
    files,
    problems_count: upload.job_id ? 2 : 0,
    duplicates: upload.job_id ? 1 : 0,
  });
}

function onQuarantine(world, rest, body) {
  if (rest.length === 0) {
    return ok({
      items: world.quarantine.map(({ text, ...item }) => item),
      total: world.quarantine.length,
      next: null,
    });
  }
  const item = world.quarantine.find((each) => each.asset_id === rest[0]);
  if (!item) return refuse(404, "not-found", "There is nothing here, or it is not yours.");
  if (rest[1] === "view" && rest.length === 2) {
    const view_id = randomUUID();
    world.views.set(view_id, Date.now() + 900);
    return ok({ view_id }, 202);
  }
  if (rest[1] === "view") {
    if (world.views.get(rest[2]) > Date.now()) return ok({ state: "preparing" }, 202);
    const at = [...item.text.split("left knee")[0]].length;
    return ok({
      text: item.text,
      chips: chipsOf(item.text),
      shown: { channel: "letter" },
      expires_at: iso(Date.now() + 600_000),
      doubts: [{ start: at, end: at + 9, kind: "PLACE", score_percent: 41 }],
    });
  }
  if (rest[1] === "release") world.quarantine = world.quarantine.filter((each) => each !== item);
  return ok({ state: rest[1] === "release" ? "ready" : "quarantined", places: body?.places });
}

function onExports(world, rest, method, body) {
  if (rest.length === 0 && method === "GET") return ok(world.exports);
  if (rest.length === 0) {
    const aligned = body.content === "aligned";
    const made = {
      id: randomUUID(),
      format: body.format,
      content: body.content,
      requested_at: iso(),
      mine: true,
      state: aligned ? "waiting_for_approval" : "building",
      counts: null,
      size: null,
      failure: null,
      approvals_needed: aligned ? 1 : 0,
      can_approve: false,
      job_id: null,
    };
    world.exports.unshift(made);
    const finish = () =>
      Object.assign(made, { state: "ready", counts: { labels: 812, texts: 120 }, size: 734003 });
    if (!aligned) setTimeout(finish, 2500).unref();
    return ok(made);
  }
  const one = world.exports.find((each) => each.id === rest[0]);
  one.state = rest[1] === "approve" ? "waiting_for_log" : "refused";
  return ok(one);
}

function onProject(world, who, [part, ...rest], { method, body, bytes }) {
  switch (part) {
    case undefined:
      return ok({
        id: world.project,
        name: "Medication in letters",
        state: "active",
        separates_steps: true,
        my_roles: who.roles,
        counts: counts(world),
        ontology_version: world.ontology.length || null,
        guideline_version: world.guideline.length || null,
        policy_version: world.policy.length || null,
        vault_ready: true,
      });
    case "members": {
      const asMember = ({ id, name, email, roles, suspended, until }) => ({
        user_id: id,
        name,
        email,
        roles,
        suspended: suspended ?? false,
        until: until ?? null,
      });
      if (method === "PATCH")
        return ok(
          asMember(
            Object.assign(
              world.people.find((each) => each.id === rest[0]),
              body,
            ),
          ),
        );
      return ok(world.people.filter((each) => each.roles.length > 0).map(asMember));
    }
    case "invitations": {
      if (method === "DELETE")
        world.invitations = world.invitations.filter((each) => each.id !== rest[0]);
      if (method !== "POST") return ok(world.invitations);
      world.invitations.push({
        id: randomUUID(),
        ...body,
        expires_at: iso(Date.now() + 7 * 86_400_000),
      });
      return ok({ link: `http://localhost/link#${randomUUID()}` });
    }
    case "ontology":
      return versioned(world.ontology, method === "POST" ? body : null, "document");
    case "guideline":
      return versioned(world.guideline, method === "POST" ? body : null, "body");
    case "policy":
      return versioned(world.policy, method === "POST" ? body : null, "yaml");
    case "steps":
      if (method === "PUT") world.steps = body;
      return ok(world.steps);
    case "datasets":
      if (method === "POST") world.datasets.push({ id: randomUUID(), name: body.name });
      return ok(method === "POST" ? world.datasets.at(-1) : world.datasets);
    case "uploads":
      return onUpload(world, rest, method, body, bytes);
    case "jobs":
      if (rest.length === 2)
        Object.assign(
          world.jobs.find((job) => job.id === rest[0]),
          { state: rest[1] === "cancel" ? "cancelled" : "running" },
        );
      return ok(rest.length === 0 ? world.jobs : world.jobs.find((job) => job.id === rest[0]));
    case "quarantine":
      return onQuarantine(world, rest, body);
    case "exports":
      return onExports(world, rest, method, body);
    case "work": {
      const of = (duty, state) =>
        world.tasks.filter((t) => t.duty === duty && t.state === state).length;
      const duties = [
        who.roles.includes("labeler") && "label",
        who.roles.includes("reviewer") && "review",
      ].filter(Boolean);
      return ok({
        label: { open: of("label", "open"), mine_recent: 2, returned: 1 },
        review: { open: of("review", "open") },
        pace_today: world.tasks.filter((task) => task.by === who.id).length,
        duties,
      });
    }
    case "recent":
      return ok(
        world.tasks
          .filter((task) => task.by === who.id)
          .map((task) => ({
            task_id: task.id,
            submitted_day: iso().slice(0, 10),
            state: "submitted",
            can_reopen: true,
          })),
      );
    case "tasks":
      return rest[0] === "next"
        ? next(world, body.duty, who)
        : onTask(world, who, rest[0], rest[1], body);
    default:
      return refuse(404, "not-found", "There is nothing here, or it is not yours.");
  }
}

function signIn(world, session, body) {
  const who = world.people.find((each) => each.email === body.email);
  if (!who || body.password !== PASSWORD) {
    return {
      status: 400,
      body: {
        errors: [
          { message: "The e-mail or the password is not right.", code: "email_password_mismatch" },
        ],
      },
    };
  }
  if (who.email === "new@example.org") {
    session.pending = who;
    return {
      status: 401,
      body: { data: { flows: [{ id: "mfa_authenticate", is_pending: true }] } },
    };
  }
  session.who = who;
  return ok({ data: {} });
}

function onAllauth(world, session, path, method, body) {
  if (path === "auth/login") return signIn(world, session, body);
  if (path === "auth/2fa/authenticate") {
    if (body.code !== "123456")
      return {
        status: 400,
        body: { errors: [{ message: "This code is not right.", code: "incorrect_code" }] },
      };
    session.who = session.pending;
    return ok({});
  }
  if (path === "auth/session" && method === "DELETE") session.who = null;
  if (path === "account/authenticators/totp") {
    if (method === "GET" && !world.totp.has(session.who.id)) {
      return {
        status: 404,
        body: {
          meta: {
            secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
            totp_url: "otpauth://totp/Sealmark:a?secret=JBSWY3DP&issuer=Sealmark",
          },
        },
      };
    }
    if (method === "POST" && body.code !== "123456")
      return {
        status: 400,
        body: { errors: [{ message: "This code is not right.", code: "incorrect_code" }] },
      };
    world.totp[method === "DELETE" ? "delete" : "add"](session.who.id);
  }
  return ok({});
}

/** Knobs that tests turn: end sessions, take leases away, stop parts. */
function onKnob(world, session, knob, body) {
  if (knob === "sign-out") session.who = null;
  if (knob === "lose-leases") for (const lease of world.leases.values()) lease.until = 0;
  if (knob === "lease-ms") world.leaseMs = body.ms;
  if (knob === "down") world.down = new Set(body.parts);
  if (knob === "big") {
    const task = world.tasks.find((each) => each.duty === "label" && each.state === "open");
    task.text = Array.from({ length: body.lines ?? 1200 }, (_, i) =>
      world.tasks[i % 8].text.replace(/\n/g, " ").slice(0, 170),
    ).join("\n");
    const spans = Array.from({ length: body.spans ?? 5000 }, (_, i) => ({
      id: `s${i}`,
      start: i * 40,
      end: i * 40 + 9,
      class_id: ["drug", "dose", "symptom"][i % 3],
      attributes: {},
    }));
    task.draft = { spans, answers: [] };
  }
  if (knob === "empty") world.tasks.length = 0;
  if (knob === "bare")
    Object.assign(world, {
      tasks: [],
      quarantine: [],
      jobs: [],
      exports: [],
      ontology: [],
      guideline: [],
      policy: [],
    });
  if (knob === "return")
    Object.assign(
      world.tasks.find((t) => t.duty === "label" && t.state === "open"),
      {
        comment: "The dose is missing from the second sentence.",
        draft: { spans: [], answers: [] },
      },
    );
  return ok({});
}

export function answer(world, session, { method, path, body, bytes }) {
  if (path.startsWith("/pretend/")) return onKnob(world, session, path.slice(9), body);
  if (path.startsWith("/_allauth/browser/v1/"))
    return onAllauth(world, session, path.slice(21), method, body);
  if (path === "/readyz") {
    const state = (part) => ({ state: world.down.has(part) ? "failed" : "ready", detail: null });
    const parts = Object.fromEntries(
      ["database", "redactor", "worker", "sequencer"].map((part) => [part, state(part)]),
    );
    return ok({ ready: world.down.size === 0, parts }, world.down.size === 0 ? 200 : 503);
  }
  if (path === "/api/links/redeem") {
    if (body.token === "used")
      return refuse(410, "link-used", "This link was used before.", "Ask for a new one.");
    session.who = world.people[1];
  }
  if (!session.who) return refuse(401, "signed-out", "Nobody is signed in.");
  if (path === "/api/session" || path === "/api/links/redeem")
    return ok(sessionOf(world, session.who, session.csrf));
  if (path === "/api/sessions") {
    const at = (hours) => iso(Date.now() - hours * 3_600_000);
    return ok([
      {
        id: "1",
        current: true,
        created_at: at(1),
        last_seen_at: at(0),
        agent: "Chromium on Linux",
      },
      {
        id: "2",
        current: false,
        created_at: at(90),
        last_seen_at: at(20),
        agent: "Firefox on Windows",
      },
    ]);
  }
  if (path === "/api/policy-packs") {
    const yaml = (name) => `name: ${name}\nkinds:\n  NAME: {strategy: token}\n`;
    return ok([
      { name: "gdpr-basic", title: "GDPR, basic", yaml: yaml("gdpr-basic") },
      { name: "hipaa", title: "HIPAA, 18 identifiers", yaml: yaml("hipaa") },
      { name: "pci", title: "PCI", yaml: yaml("pci") },
    ]);
  }
  const [, , area, id, ...rest] = path.split("/");
  if (area === "organizations") return ok({ id: world.project, name: body.name });
  if (area === "projects" && (id === world.project || id === world.other)) {
    return onProject(world, session.who, rest, { method, body, bytes });
  }
  return refuse(404, "not-found", "There is nothing here, or it is not yours.");
}
