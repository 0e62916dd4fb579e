// Marks that lost their exact place when more of the text was hidden: how many, of which label.
// SPDX-License-Identifier: Apache-2.0
import { useText } from "#i18n/Text";
import type { Workspace } from "./useWorkspace";

/** Which labels have no place any more, by name, each once with its number. */
function named(workspace: Workspace): string {
  const counts = new Map<string, number>();
  for (const { class_id } of workspace.work.unplaced) {
    const name = workspace.ontology.classes.find(({ id }) => id === class_id)?.name ?? class_id;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, times]) => (times > 1 ? `${name} (${times})` : name)).join(", ");
}

export function Unplaced({ workspace }: { readonly workspace: Workspace }) {
  const t = useText("work");
  const { length } = workspace.work.unplaced;
  return <>{t("unplaced", { count: length, labels: named(workspace) })}</>;
}
