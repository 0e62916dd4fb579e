// What each part of the set-up is given.
// SPDX-License-Identifier: Apache-2.0

export interface PartProps {
  readonly project: string;
  readonly mayEdit: boolean;
}
