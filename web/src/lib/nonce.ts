// The nonce of this response: what lets our own styles through the content security policy.
// SPDX-License-Identifier: Apache-2.0

export function cspNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
}
