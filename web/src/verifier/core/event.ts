// Events: what is read of an audit event, whose canonical JSON is a leaf of the log.
// - Whatever else it holds is proven by the log all the same.
// SPDX-License-Identifier: Apache-2.0
import { isDigest, isUuid, isWord } from "./bytes";
import { Fault } from "./faults";
import { isObject, type Members } from "./fields";

export const EXPORT_SEALED = "export.sealed";

export interface LoggedEvent {
  readonly id: string;
  readonly kind: string;
  readonly project: string | null;
  readonly actor: string;
  readonly facts: Members;
}

export const makesRevision = ({ facts }: LoggedEvent): boolean => Object.hasOwn(facts, "statement");

export const decides = ({ facts }: LoggedEvent): boolean => Object.hasOwn(facts, "verdict");

export function parseEvent(value: unknown): LoggedEvent {
  if (!isObject(value)) throw new Fault("event.object");
  const { id, kind, actor, facts } = value as { [name: string]: unknown };
  const project = Object.hasOwn(value, "project") ? value["project"] : null;
  if (!(project === null || isUuid(project)) || !isObject(facts)) throw new Fault("event.facts");
  if (!isUuid(id) || !isUuid(actor) || !isWord(kind)) throw new Fault("event.form");
  return { id, kind, project, actor, facts };
}

const fact = ({ facts }: LoggedEvent, name: string): unknown =>
  Object.hasOwn(facts, name) ? facts[name] : undefined;

export function digestOf(event: LoggedEvent, name: string): string {
  const value = fact(event, name);
  if (!isDigest(value)) throw new Fault("event.digest", { name });
  return value;
}

export function uuidOf(event: LoggedEvent, name: string): string {
  const value = fact(event, name);
  if (!isUuid(value)) throw new Fault("event.uuid", { name });
  return value;
}

export function wordOf(event: LoggedEvent, name: string): string {
  const value = fact(event, name);
  if (!isWord(value)) throw new Fault("event.word", { name });
  return value;
}
