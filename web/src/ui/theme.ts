// The look: quiet chrome, hairlines instead of shadows, one accent.
// SPDX-License-Identifier: Apache-2.0
import { createTheme } from "@mantine/core";

export const theme = createTheme({
  primaryColor: "indigo",
  primaryShade: 7,
  defaultRadius: 6,
  autoContrast: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, monospace',
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  headings: { fontWeight: "620", sizes: { h1: { fontSize: "22px" }, h2: { fontSize: "16px" } } },
  shadows: { xs: "none", sm: "none", md: "none" },
});
