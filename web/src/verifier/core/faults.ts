// What is wrong with a bundle, and where: a code with values; the words stand in `i18n`.
// - A `Fault` knows no place; `located` gives it one, and leaves the place that it has.
// SPDX-License-Identifier: Apache-2.0
import type { Key, Values } from "#i18n/namespaces";

type Named<K, P extends string> = K extends `${P}${infer Rest}` ? Rest : never;
export type FaultCode = Named<Key<"verifier">, "fault.">;

/** A file of the bundle, perhaps a line and the revision in it; or what surrounds all files. */
export interface Where {
  readonly file: string;
  readonly line?: number;
  readonly revision?: string;
}

export const CONTAINER: Where = { file: "the zip container" }; // i18n-exempt: a name, see `texts`
export const FOLDER: Where = { file: "the folder" }; // i18n-exempt: a name, see `texts`

export class Fault extends Error {
  readonly code: FaultCode;
  readonly values: Values;
  readonly where: Where | undefined;

  constructor(code: FaultCode, values: Values = {}, where?: Where) {
    super(code);
    this.code = code;
    this.values = values;
    this.where = where;
  }
}

/** Say `where` a fault is that is thrown inside, unless it says so already. */
export function located<T>(where: Where, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw placed(cause, where);
  }
}

export async function locatedLater<T>(where: Where, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw placed(cause, where);
  }
}

function placed(cause: unknown, where: Where): unknown {
  const isBare = cause instanceof Fault && cause.where === undefined;
  return isBare ? new Fault(cause.code, cause.values, where) : cause;
}
