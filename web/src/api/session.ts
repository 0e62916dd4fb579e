// Who is here: signing in and out, one-time links, own sessions, second factor.
// - Signing in goes through the sign-in library's own routes, which answer in their own shape.
// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from "@tanstack/react-query";
import { language, say } from "#i18n/language";
import { emptyShelf } from "#lib/shelf";
import { ApiError, call, type Method, readJson, send } from "./http";
import type { Readiness } from "./types";

const text = say("app");
const ALLAUTH = "/_allauth/browser/v1";

interface AllauthBody {
  readonly data?: { readonly flows?: readonly { id: string; is_pending?: boolean }[] };
  readonly meta?: { readonly secret?: string; readonly totp_url?: string };
  readonly errors?: readonly { message: string; code: string; param?: string }[];
}

/** What signing in led to. */
export type SignIn = "signed-in" | "code-needed";

/** What changing the second factor led to. */
export type Changed = "changed" | "password-needed";

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: () => call("GET", "/api/session", {}),
  staleTime: 60_000,
});

/** What was asked for, or null where nobody is signed in. */
export async function orSignedOut<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

export const currentSession = () => orSignedOut(call("GET", "/api/session", {}));

export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: () => call("GET", "/api/sessions", {}),
});

export const readinessQuery = queryOptions({
  queryKey: ["readiness"],
  // Not ready is an answer (503 with the same body), not a failure of this question.
  queryFn: async () => (await readJson(await send("GET", "/readyz"))) as Readiness | null,
  refetchInterval: 30_000,
});

async function allauth(method: Method, path: string, body?: unknown) {
  const response = await send(method, `${ALLAUTH}/${path}`, body === undefined ? {} : { body });
  return { status: response.status, body: ((await readJson(response)) ?? {}) as AllauthBody };
}

const pending = (body: AllauthBody, id: string) =>
  (body.data?.flows ?? []).some((flow) => flow.id === id && flow.is_pending !== false);

function refuse(status: number, body: AllauthBody, otherwise: string): never {
  if (status === 429) {
    throw new ApiError(status, {
      message: text("signIn.tooMany"),
      remedy: text("signIn.wait"),
    });
  }
  const first = body.errors?.[0];
  // Its sentences come in English only.
  const message = language() === "en" ? first?.message : undefined;
  throw new ApiError(status, { message: message ?? otherwise, field: first?.param ?? null });
}

export async function signIn(email: string, password: string): Promise<SignIn> {
  const { status, body } = await allauth("POST", "auth/login", { email, password });
  // 409: somebody is signed in already; the session that follows says who.
  if (status === 200 || status === 409) return "signed-in";
  if (status === 401 && pending(body, "mfa_authenticate")) return "code-needed";
  return refuse(status, body, text("signIn.wrong"));
}

export async function giveCode(code: string): Promise<void> {
  const { status, body } = await allauth("POST", "auth/2fa/authenticate", { code });
  if (status !== 200) refuse(status, body, text("signIn.code"));
}

/** Sign out; what this browser kept of unsaved work goes with it. */
export async function signOut(): Promise<void> {
  await emptyShelf();
  await allauth("DELETE", "auth/session");
}

export async function changePassword(current: string, next: string): Promise<void> {
  const wanted = { current_password: current, new_password: next };
  const { status, body } = await allauth("POST", "account/password/change", wanted);
  if (status !== 200) refuse(status, body, text("signIn.unchanged"));
}

export interface TotpSecret {
  readonly secret: string;
  readonly url: string;
}

/** The secret for a new authenticator app, or null if one is set up already. */
export async function newTotp(): Promise<TotpSecret | null> {
  const { status, body } = await allauth("GET", "account/authenticators/totp");
  if (status === 200) return null;
  if (status === 404 && body.meta?.secret) {
    return { secret: body.meta.secret, url: body.meta.totp_url ?? "" };
  }
  return refuse(status, body, text("signIn.noSecondStep"));
}

export const activateTotp = (code: string) => changeTotp("POST", { code });
export const removeTotp = () => changeTotp("DELETE");

async function changeTotp(method: Method, wanted?: unknown): Promise<Changed> {
  const { status, body } = await allauth(method, "account/authenticators/totp", wanted);
  if (status === 200) return "changed";
  if (status === 401 && pending(body, "reauthenticate")) return "password-needed";
  return refuse(status, body, text("signIn.code"));
}

export async function confirmPassword(password: string): Promise<void> {
  const { status, body } = await allauth("POST", "auth/reauthenticate", { password });
  if (status !== 200) refuse(status, body, text("signIn.password"));
}

/** What a one-time link is for; looking does not use it. */
export const previewLink = (token: string) =>
  call("POST", "/api/links/preview", { body: { token } });

/** Use a one-time link: it signs in, or sets the password to sign in with. */
export const redeemLink = (token: string, password: string | null) =>
  call("POST", "/api/links/redeem", { body: { token, password } });

export const previewInvitation = (token: string) =>
  call("POST", "/api/invitations/preview", { body: { token } });

/** Accept as whoever is signed in, or by making the account with `name` and `password`. */
export const acceptInvitation = (
  token: string,
  account: { readonly name: string; readonly password: string } | null,
) => call("POST", "/api/invitations/accept", { body: { token, ...account } });

export const endSession = (id: string) =>
  call("DELETE", "/api/sessions/{session_id}", { path: { session_id: id } });
