// Whose a key is: a dialog that stands over the page, or that it was pressed in, keeps all of its keys.
// SPDX-License-Identifier: Apache-2.0

// i18n-exempt: selectors
const [STANDING, DIALOG] = ["dialog:modal", 'dialog, [role="dialog"]'];

export const isForDialog = ({ target }: Event): boolean =>
  document.querySelector(STANDING) !== null ||
  (target instanceof Element && target.closest(DIALOG) !== null);
