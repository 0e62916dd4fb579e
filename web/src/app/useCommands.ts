// Everything the palette can do here: the project's pages, other projects, actions of the page.
// SPDX-License-Identifier: Apache-2.0
import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { preferLanguage } from "#api/own";
import { sessionQuery } from "#api/session";
import type { ProjectListed } from "#api/types";
import { LANGUAGES, type Language } from "#i18n/language";
import type { Say } from "#i18n/namespaces";
import { useText } from "#i18n/Text";
import { keysOf, useChoice } from "#lib/keymap/keymap";
import { actionsHere } from "#lib/keymap/useActions";
import { isOffered } from "#lib/roles";
import { leave } from "./leave";
import type { Command } from "./palette";
import { WAYS } from "./ways";

type Navigate = ReturnType<typeof useNavigate>;

const pages = (t: Say<"app">, go: Navigate, project: ProjectListed): readonly Command[] =>
  WAYS.filter((way) => isOffered(way.section, project.roles)).map(({ section, to }) => ({
    id: `page.${section}`,
    group: project.name,
    name: t(`nav.${section}`),
    run: () => void go({ to, params: { projectId: project.id } }),
  }));

/** The actions that the page on screen has a key for. */
function actions(t: Say<"app">): readonly Command[] {
  const choice = useChoice.getState();
  return [...actionsHere()]
    .filter(([action]) => action !== "app.palette")
    .map(([action, run]) => ({
      id: action,
      group: t("palette.actions"),
      name: t(`action.${action}`),
      key: keysOf(choice, action)[0] ?? "",
      run,
    }));
}

function useOwn(t: Say<"app">, go: Navigate): readonly Command[] {
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme("light") === "dark";
  const group = t("palette.you");
  const languages = Object.entries(LANGUAGES) as [Language, string][];
  return [
    { id: "home", group, name: t("palette.projects"), run: () => void go({ to: "/" }) },
    { id: "account", group, name: t("account"), run: () => void go({ to: "/account" }) },
    {
      id: "look",
      group,
      name: t(isDark ? "look.light" : "look.dark"),
      run: () => setColorScheme(isDark ? "light" : "dark"),
    },
    ...languages.map(([tongue, name]) => ({
      id: `language.${tongue}`,
      group: t("language"),
      name,
      run: () => void preferLanguage(tongue),
    })),
    { id: "leave", group, name: t("signOut"), run: () => void leave() },
  ];
}

export function useCommands(): readonly Command[] {
  const t = useText("app");
  const go = useNavigate();
  const { projectId } = useParams({ strict: false });
  const { data: session } = useSuspenseQuery(sessionQuery);
  const own = useOwn(t, go);
  const here = session.projects.find((each) => each.id === projectId);
  const others = session.projects.filter((each) => each.id !== projectId);
  // The page's actions are those at the moment the palette was opened.
  const acts = useMemo(() => actions(t), [t]);
  return [
    ...acts,
    ...(here === undefined ? [] : pages(t, go, here)),
    ...others.map(({ id, name }) => ({
      id: `project.${id}`,
      group: t("palette.project"),
      name,
      run: () => void go({ to: "/projects/$projectId", params: { projectId: id } }),
    })),
    ...own,
  ];
}
