// Of how many latest days a page about time can tell.
// SPDX-License-Identifier: Apache-2.0

export const RANGES = [7, 30, 90, 365] as const;
export const USUAL_RANGE = 30;
