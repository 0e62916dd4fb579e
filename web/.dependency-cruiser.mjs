// Who may import whom in the browser app; imports go down only.
// SPDX-License-Identifier: Apache-2.0
const layer = (name, comment, from, to) => ({ name, severity: "error", comment, from, to });

export default {
  forbidden: [
    layer("no-cycles", "a cycle has no first file to read", {}, { circular: true }),
    layer(
      "features-stand-alone",
      "features share through ui, api and lib",
      { path: "^src/features/([^/]+)/" },
      { path: "^src/features/", pathNot: "^src/features/$1/" },
    ),
    layer(
      "editors-never-fetch",
      "what an editor shows is handed in",
      { path: "^src/editors/" },
      { path: "^src/(api|app|features|ui)/" },
    ),
    layer(
      "editors-import-core-only",
      "one editor never leans on another",
      { path: "^src/editors/([^/]+)/", pathNot: "^src/editors/core/" },
      { path: "^src/editors/", pathNot: "^src/editors/(core|$1)/" },
    ),
    layer(
      "core-is-the-ground",
      "the editors' core knows no editor",
      { path: "^src/editors/core/" },
      { path: "^src/editors/", pathNot: "^src/editors/core/" },
    ),
    layer(
      "api-is-low",
      "the API knows lib and texts only",
      { path: "^src/api/" },
      { path: "^src/", pathNot: "^src/(api|lib|i18n)/" },
    ),
    layer(
      "ui-is-low",
      "shared parts know lib and texts only",
      { path: "^src/ui/" },
      { path: "^src/", pathNot: "^src/(ui|lib|i18n)/" },
    ),
    layer(
      "lib-is-lowest",
      "lib knows texts only",
      { path: "^src/lib/" },
      { path: "^src/", pathNot: "^src/(lib|i18n)/" },
    ),
    layer(
      "texts-are-the-ground",
      "texts know nothing of ours",
      { path: "^src/i18n/" },
      { path: "^src/", pathNot: "^src/i18n/" },
    ),
    layer(
      "the-verifier-stands-alone",
      "whoever audits it reads its folder and texts, nothing else",
      { path: "^src/verifier/" },
      { path: "^src/", pathNot: "^src/(verifier|i18n)/" },
    ),
    layer(
      "nobody-leans-on-the-verifier",
      "it is a page of its own",
      { path: "^src/", pathNot: "^src/verifier/" },
      { path: "^src/verifier/" },
    ),
    layer(
      "app-is-the-root",
      "only main starts the app",
      { path: "^src/(?!app/)" },
      { path: "^src/app/" },
    ),
    layer(
      "no-orphans",
      "code nobody reaches",
      { orphan: true, pathNot: "\\.(d\\.ts|test\\.tsx?|css)$" },
      {},
    ),
    layer(
      "no-dev-packages",
      "a build tool is not shipped",
      { path: "^src/", pathNot: "\\.test\\.tsx?$" },
      { dependencyTypes: ["npm-dev"], pathNot: "@types/|^node_modules/vite/" },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "default"],
    },
  },
};
