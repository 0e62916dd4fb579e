// Where someone may be sent after signing in.
// SPDX-License-Identifier: Apache-2.0

/** Only a path of ours: never another site, never a scheme. */
export function safePath(wanted: string | undefined): string {
  return wanted !== undefined && /^\/(?![/\\])/.test(wanted) ? wanted : "/";
}
