// Fields: reads a JSON object that has exactly the named members, each of one type.
// - A missing or an unknown member is refused; faults name the member, never its value.
// SPDX-License-Identifier: Apache-2.0
import { isDigest, isTime, isUuid, isWord } from "./bytes";
import { Fault, type FaultCode } from "./faults";

export type Members = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export class Fields {
  private readonly members: Members;

  constructor(value: unknown, ...names: readonly string[]) {
    if (!isObject(value)) throw new Fault("fields.object", { names: names.join(", ") });
    const isExact =
      Object.keys(value).length === names.length &&
      names.every((name) => Object.hasOwn(value, name));
    if (!isExact) throw new Fault("fields.members", { names: names.join(", ") });
    this.members = value;
  }

  raw(name: string): unknown {
    return this.members[name];
  }

  text(name: string): string {
    return this.checked(name, (value) => typeof value === "string", "field.text") as string;
  }

  word(name: string): string {
    this.text(name);
    return this.checked(name, isWord, "field.word") as string;
  }

  oneOf(name: string, words: readonly string[]): string {
    const value = this.text(name);
    if (!words.includes(value)) throw new Fault("field.choice", { name, words: words.join(", ") });
    return value;
  }

  uuid(name: string): string {
    this.text(name);
    return this.checked(name, isUuid, "field.uuid") as string;
  }

  digest(name: string): string {
    this.text(name);
    return this.checked(name, isDigest, "field.digest") as string;
  }

  time(name: string): string {
    this.text(name);
    return this.checked(name, isTime, "field.time") as string;
  }

  count(name: string, least = 0): number {
    const value = this.members[name];
    if (!Number.isSafeInteger(value) || (value as number) < least)
      throw new Fault("field.count", { name, least });
    return value as number;
  }

  flag(name: string): boolean {
    return this.checked(name, (value) => typeof value === "boolean", "field.flag") as boolean;
  }

  items(name: string): readonly unknown[] {
    return this.checked(name, Array.isArray, "field.list") as readonly unknown[];
  }

  /** A member that may be null, read by `read` where it is not. */
  optional<T>(name: string, read: (name: string) => T): T | null {
    return this.members[name] === null ? null : read.call(this, name);
  }

  private checked(name: string, isRight: (value: unknown) => boolean, code: FaultCode): unknown {
    const value = this.members[name];
    if (!isRight(value)) throw new Fault(code, { name });
    return value;
  }
}
