// Whether the window is too narrow for panels on both sides; they fold into tabs then.
// - The stylesheets change at the same width.
// SPDX-License-Identifier: Apache-2.0
import { useMediaQuery } from "@mantine/hooks";

// i18n-exempt: a media query
const NARROW = "(max-width: 1180px)";

export const useNarrow = () =>
  useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false }) === true;
