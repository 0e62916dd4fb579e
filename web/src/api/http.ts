// The one way to the server.
// - Every failure is an `ApiError` with a sentence for the reader, or an `OfflineError`.
// - A 401 is announced once to whoever listens; the page on screen is kept.
// - The server's clock is remembered, so that a lease timer does not trust this machine's.
// - `call` knows the contract: which paths there are, what they take, what they answer.
// SPDX-License-Identifier: Apache-2.0
import { refusalsAtHand, say } from "#i18n/language";
import { retold } from "#i18n/refusals";
import type { paths } from "./schema.gen";

/** The server refused; `message` is a sentence, `remedy` what to do. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string | null;
  readonly remedy: string | null;

  constructor(status: number, body: Partial<ErrorBody>) {
    const { message } = body;
    super(message === undefined ? say("app")("error.server") : retold({ ...body, message }));
    this.status = status;
    this.code = body.error ?? "unknown";
    this.field = body.field ?? null;
    this.remedy = body.remedy ?? null;
  }
}

/** The server could not be reached. */
export class OfflineError extends Error {
  readonly remedy = say("app")("error.offlineAbout");
  constructor(cause: unknown) {
    super(say("app")("error.offline"), { cause });
  }
}

interface ErrorBody {
  readonly error: string;
  readonly message: string;
  readonly field: string | null;
  /** Only where the sentence does not say itself what to do. */
  readonly remedy?: string;
}

export interface Ask {
  readonly body?: unknown;
  /** Bytes sent as they are, instead of JSON. */
  readonly bytes?: Blob;
  readonly signal?: AbortSignal | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

let clockSkewMs = 0;
const signedOut = new Set<() => void>();

/** The token that state-changing requests must carry; the page sets it, signing in renews it. */
function csrfToken(): string {
  return /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}

/** Milliseconds since the epoch, by the server's clock. */
export function serverNow(): number {
  return Date.now() + clockSkewMs;
}

/** Call `listener` whenever the server says that nobody is signed in; returns how to stop. */
export function onSignedOut(listener: () => void): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

const back = new Set<() => void>();

/** Call `listener` when trying again makes sense: someone signed in, the network came back. */
export function onBack(listener: () => void): () => void {
  back.add(listener);
  return () => back.delete(listener);
}

/** Say that trying again makes sense now. */
export function announceBack(): void {
  for (const listener of back) listener();
}

function noteClock(response: Response): void {
  const date = Date.parse(response.headers.get("Date") ?? "");
  // The header has whole seconds: a smaller difference is rounding, not skew.
  if (Number.isNaN(date)) return;
  const skew = date - Date.now();
  clockSkewMs = Math.abs(skew) > 2000 ? skew : 0;
}

/** Send one request and return the answer as it came, whatever its status. */
export async function send(method: Method, path: string, ask: Ask = {}): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json", ...ask.headers };
  if (method !== "GET") headers["X-CSRFToken"] = csrfToken();
  let body: BodyInit | null = null;
  if (ask.bytes !== undefined) {
    headers["Content-Type"] = "application/octet-stream";
    body = ask.bytes;
  } else if (ask.body !== undefined) {
    headers["Content-Type"] = "application/json";
    body = JSON.stringify(ask.body);
  }
  try {
    const response = await fetch(path, {
      method,
      headers,
      body,
      credentials: "same-origin",
      cache: "no-store",
      signal: ask.signal ?? null,
    });
    noteClock(response);
    return response;
  } catch (cause) {
    if (ask.signal?.aborted) throw cause;
    throw new OfflineError(cause);
  }
}

/** Read a JSON body, or null where there is none or it is not JSON. */
export async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** Throw what an answer refuses with. */
export async function refuse(response: Response): Promise<never> {
  const body = (await readJson(response)) as Partial<ErrorBody> | null;
  if (response.status === 401) for (const listener of signedOut) listener();
  await refusalsAtHand();
  throw new ApiError(response.status, body ?? fallback(response));
}

type Operation<M extends Method, P extends keyof paths> = paths[P][Lowercase<M>];
/** The paths that have such a method. */
type PathOf<M extends Method> = {
  [P in keyof paths]: Operation<M, P> extends { responses: unknown } ? P : never;
}[keyof paths];

type Json<T> = T extends { content: { "application/json": infer Body } } ? Body : null;
type Good = 200 | 201 | 202 | 204;
/** What a path answers: as JSON, or null where it answers nothing. */
export type Answer<M extends Method, P extends PathOf<M>, Status extends number = Good> =
  Operation<M, P> extends { responses: infer Answers }
    ? { [S in keyof Answers & Status]: Json<Answers[S]> }[keyof Answers & Status]
    : never;

type Parameter<O, Where extends string> = O extends {
  parameters: { readonly [W in Where]?: infer Found };
}
  ? Exclude<Found, undefined>
  : never;

/** What a path takes: ids in the path, a query, a body. */
type Wanted<O> = Omit<Ask, "body"> &
  ([Parameter<O, "path">] extends [never]
    ? { readonly path?: never }
    : { readonly path: Parameter<O, "path"> }) & {
    readonly query?: Parameter<O, "query">;
  } & (O extends { requestBody: { content: { "application/json": infer Body } } }
    ? { readonly body: Body }
    : { readonly body?: never });

interface Places {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, unknown>>;
}

/** Fill ids into a path and append what is asked for; a query that is null is left out. */
export function address(path: string, { path: ids = {}, query = {} }: Places): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(ids[name] ?? ""));
  const asked = Object.entries(query).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, String(value)]],
  );
  return asked.length === 0 ? filled : `${filled}?${new URLSearchParams(asked)}`;
}

/** Send one request of the contract; return its answer, or throw what went wrong. */
export async function call<M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  wanted: Wanted<Operation<M, P>>,
): Promise<Answer<M, P>> {
  const { path: ids, query, ...ask } = wanted as Ask & Places;
  const response = await send(method, address(path, { path: ids ?? {}, query: query ?? {} }), ask);
  return response.ok ? ((await readJson(response)) as Answer<M, P>) : refuse(response);
}

function fallback(response: Response): Partial<ErrorBody> {
  if (response.status === 404) return { error: "not-found", message: say("app")("error.nothing") };
  if (response.status >= 500) {
    return {
      error: "unavailable",
      message: say("app")("error.problem"),
      remedy: say("app")("error.again"),
    };
  }
  return {};
}

/** A key that makes a repeated request count once. */
export function newKey(): string {
  return crypto.randomUUID();
}
