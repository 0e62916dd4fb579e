// Choosing files or a folder, by dialog or by dropping them.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group } from "@mantine/core";
import { type DragEvent, useRef, useState } from "react";
import { useText } from "#i18n/Text";
import { size } from "#lib/time";
import { Note } from "#ui/states";
import { ACCEPT, dropped, pathOf, type Sorted, sortOut } from "./files";
import styles from "./ingest.module.css";

interface FilePickerProps {
  readonly sorted: Sorted;
  readonly onPick: (sorted: Sorted) => void;
}

const SHOWN = 8;

interface LeftOutProps {
  readonly paths: readonly string[];
  readonly why: "empty" | "refused";
}

function LeftOut({ paths, why }: LeftOutProps) {
  const t = useText("ingest");
  if (paths.length === 0) return null;
  const named = [...paths.slice(0, 3), ...(paths.length > 3 ? ["…"] : [])].join(", ");
  return <Note tone="warn">{t(`files.${why}`, { count: paths.length, paths: named })}</Note>;
}

function Chosen({ sorted }: { readonly sorted: Sorted }) {
  const t = useText("ingest");
  const { taken, refused, empty } = sorted;
  const total = taken.reduce((sum, each) => sum + each.file.size, 0);
  return (
    <>
      <LeftOut paths={refused} why="refused" />
      <LeftOut paths={empty} why="empty" />
      {taken.length > 0 && (
        <div className={styles["chosen"]}>
          <strong>{t("files.chosen", { count: taken.length, size: size(total) })}</strong>
          <ul>
            {taken.slice(0, SHOWN).map((each) => (
              <li key={each.path}>
                <span>{each.path}</span> <span>{size(each.file.size)}</span>
              </li>
            ))}
          </ul>
          {taken.length > SHOWN && <p>{t("files.more", { count: taken.length - SHOWN })}</p>}
        </div>
      )}
    </>
  );
}

export function FilePicker({ sorted, onPick }: FilePickerProps) {
  const t = useText("ingest");
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = (list: FileList | null) =>
    onPick(sortOut([...(list ?? [])].map((file) => ({ file, path: pathOf(file) }))));
  const onDrop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onPick(sortOut(await dropped(event.dataTransfer)));
  };
  const onDragOver = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping has its own buttons inside */}
      <div
        className={styles["drop"]}
        data-over={isOver || undefined}
        onDragOver={onDragOver}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => void onDrop(event)}
      >
        <p>{t("files.drop")}</p>
        <Group gap="xs" justify="center">
          <Button variant="default" onClick={() => files.current?.click()}>
            {t("files.choose")}
          </Button>
          <Button variant="default" onClick={() => folder.current?.click()}>
            {t("files.folder")}
          </Button>
        </Group>
        <p className={styles["quiet"]}>{t("files.kinds")}</p>
        <input
          ref={files}
          type="file"
          multiple
          hidden
          accept={ACCEPT}
          aria-label={t("files.labelFiles")}
          data-testid="files"
          onChange={(event) => take(event.currentTarget.files)}
        />
        <input
          ref={folder}
          type="file"
          hidden
          aria-label={t("files.labelFolder")}
          data-testid="folder"
          {...{ webkitdirectory: "" }}
          onChange={(event) => take(event.currentTarget.files)}
        />
      </div>
      <Chosen sorted={sorted} />
    </>
  );
}
