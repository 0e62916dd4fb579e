// Choosing files or a folder, by dialog or by dropping them.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group } from "@mantine/core";
import { type DragEvent, useRef, useState } from "react";
import { count, size } from "#lib/time";
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
  readonly why: string;
}

function LeftOut({ paths, why }: LeftOutProps) {
  if (paths.length === 0) return null;
  return (
    <Note tone="warn">
      {count(paths.length, "file")} left out, because {why}: {paths.slice(0, 3).join(", ")}
      {paths.length > 3 && " …"}
    </Note>
  );
}

function Chosen({ sorted }: { readonly sorted: Sorted }) {
  const { taken, refused, empty } = sorted;
  const total = taken.reduce((sum, each) => sum + each.file.size, 0);
  return (
    <>
      <LeftOut paths={refused} why="only .txt, .md, .jsonl, .csv, .tsv and .json are taken" />
      <LeftOut paths={empty} why="there is nothing in it" />
      {taken.length > 0 && (
        <div className={styles["chosen"]}>
          <strong>
            {count(taken.length, "file")}, {size(total)}
          </strong>
          <ul>
            {taken.slice(0, SHOWN).map((each) => (
              <li key={each.path}>
                <span>{each.path}</span> <span>{size(each.file.size)}</span>
              </li>
            ))}
          </ul>
          {taken.length > SHOWN && <p>and {count(taken.length - SHOWN, "more file")}</p>}
        </div>
      )}
    </>
  );
}

export function FilePicker({ sorted, onPick }: FilePickerProps) {
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
        <p>Drop files or a folder here, or</p>
        <Group gap="xs" justify="center">
          <Button variant="default" onClick={() => files.current?.click()}>
            Choose files
          </Button>
          <Button variant="default" onClick={() => folder.current?.click()}>
            Choose a folder
          </Button>
        </Group>
        <p className={styles["quiet"]}>
          .txt and .md: one text each. .jsonl, .csv, .tsv: one text per row. Label Studio .json and
          doccano .jsonl bring their labels along.
        </p>
        <input
          ref={files}
          type="file"
          multiple
          hidden
          accept={ACCEPT}
          aria-label="Files"
          data-testid="files"
          onChange={(event) => take(event.currentTarget.files)}
        />
        <input
          ref={folder}
          type="file"
          hidden
          aria-label="Folder"
          data-testid="folder"
          {...{ webkitdirectory: "" }}
          onChange={(event) => take(event.currentTarget.files)}
        />
      </div>
      <Chosen sorted={sorted} />
    </>
  );
}
