// The browser app starts here.
// SPDX-License-Identifier: Apache-2.0
import "@mantine/core/styles.css";
import "#ui/global.css";
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { setNonce } from "get-nonce";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { announceBack } from "#api/http";
import { startSpeaking } from "#i18n/language";
import { cspNonce } from "#lib/nonce";
import { Toasts } from "#ui/Toasts";
import { theme } from "#ui/theme";
import { createQueries } from "./queries";
import { createAppRouter } from "./router";

// Light or dark, and the language, are all that this browser remembers of us.
const colorScheme = localStorageColorSchemeManager({ key: "sealmark-look" });
const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

setNonce(cspNonce());
window.addEventListener("online", announceBack);
const queries = createQueries();
const router = createAppRouter(queries);

await startSpeaking();
createRoot(root).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        colorSchemeManager={colorScheme}
        getStyleNonce={cspNonce}
      >
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
          <Toasts />
        </QueryClientProvider>
      </MantineProvider>
    </I18nProvider>
  </StrictMode>,
);
