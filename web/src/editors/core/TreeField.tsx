// A question whose options stand below each other: search, or walk the tree by arrows.
// - The field keeps the focus; arrows move in the tree, right and left open and close, Enter or a
//   click chooses. What is chosen stands above as a list that can be taken back.
// SPDX-License-Identifier: Apache-2.0
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useText } from "#i18n/Text";
import { chosenIn, isFull, offeredOptions, toggled } from "./answers";
import type { FieldProps } from "./fieldProps";
import styles from "./questions.module.css";
import { openRows, pathTo, searched, type Tree, type TreeRow, treeOf } from "./tree";
import look from "./tree.module.css";

const MOST_FOUND = 100;

interface ChosenProps extends FieldProps {
  readonly tree: Tree;
}

function Chosen({ question, value, tree, onValue }: ChosenProps) {
  const t = useText("editors");
  const chosen = chosenIn(value);
  if (chosen.length === 0) return null;
  return (
    <ul className={look["chosen"]} aria-label={t("core.tree.chosen", { title: question.title })}>
      {chosen.map((id) => {
        const path = pathTo(tree, id);
        const name = path.at(-1) ?? "?";
        return (
          <li key={id}>
            {path.length > 1 && (
              <span className={look["way"]}>{path.slice(0, -1).join(" › ")} › </span>
            )}
            <span>{name}</span>
            <button
              type="button"
              aria-label={t("core.tree.backOf", { name })}
              title={t("core.tree.back")}
              onClick={() => onValue(toggled(true, value, id))}
            >
              ×
            </button>
          </li>
        );
      })}
    </ul>
  );
}

interface RowProps {
  readonly row: TreeRow;
  readonly id: string;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly isBarred: boolean;
  readonly way: string;
  readonly onPress: () => void;
  readonly onOpen: () => void;
}

function Row({ row, id, isActive, isChosen, isBarred, way, onPress, onOpen }: RowProps) {
  const t = useText("editors");
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search field holds the focus and takes the keys
    <div
      ref={element}
      id={id}
      role="treeitem"
      tabIndex={-1}
      aria-level={row.level}
      aria-selected={isChosen}
      aria-expanded={row.hasBelow ? row.isOpen : undefined}
      aria-disabled={isBarred || undefined}
      className={look["treeRow"]}
      data-active={isActive || undefined}
      data-level={row.level}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      <span
        className={look["twist"]}
        aria-hidden="true"
        data-open={row.isOpen || undefined}
        onClick={(event) => {
          if (!row.hasBelow) return;
          event.stopPropagation();
          onOpen();
        }}
      >
        {row.hasBelow ? "›" : ""}
      </span>
      <span className={look["check"]} aria-hidden="true">
        {isChosen ? "✓" : ""}
      </span>
      <span>
        {row.option.name}
        {way !== "" && <span className={look["way"]}> {t("core.tree.in", { way })}</span>}
      </span>
    </div>
  );
}

function toggledIn(open: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(open);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Where the arrows lead, and what they open or close. */
function useWalk(rows: readonly TreeRow[], onOpen: (id: string) => void) {
  const [active, setActive] = useState(0);
  const at = Math.min(active, rows.length - 1);
  const row = rows[at];
  const onArrow = (key: string): boolean => {
    const last = rows.length - 1;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8 }[key];
    if (to !== undefined) setActive(Math.min(Math.max(0, to), last));
    else if (key === "ArrowRight" && row?.hasBelow && !row.isOpen) onOpen(row.option.id);
    else if (key === "ArrowLeft" && row?.isOpen) onOpen(row.option.id);
    else if (key === "ArrowLeft" && row !== undefined && row.level > 1) {
      const parent = rows.findIndex(({ option }) => option.id === row.option.parent);
      if (parent < 0) return false;
      setActive(parent);
    } else return false;
    return true;
  };
  return { at, row, setActive, onArrow };
}

export function TreeField(props: FieldProps) {
  const t = useText("editors");
  const { question, value, describedBy, onValue } = props;
  const base = useId();
  const tree = useMemo(() => treeOf(offeredOptions(question, value)), [question, value]);
  const [wanted, setWanted] = useState("");
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const isSearch = wanted.trim() !== "";
  const found = useMemo(
    () => (isSearch ? searched(tree, wanted, MOST_FOUND) : { rows: openRows(tree, open), more: 0 }),
    [tree, wanted, open, isSearch],
  );
  const onOpen = (id: string) => setOpen(toggledIn(open, id));
  const walk = useWalk(found.rows, onOpen);
  const chosen = chosenIn(value);
  const isBarred = ({ option, hasBelow }: TreeRow) =>
    !chosen.includes(option.id) &&
    ((question.leaves_only === true && hasBelow) || isFull(question, value));
  const press = (row: TreeRow) => {
    if (!isBarred(row)) onValue(toggled(true, value, row.option.id));
    else if (row.hasBelow && !isSearch) onOpen(row.option.id);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inText = isSearch && /^Arrow(Left|Right)$/.test(event.key);
    let isDone = !inText && walk.onArrow(event.key);
    if (event.key === "Enter" && walk.row !== undefined) {
      press(walk.row);
      isDone = true;
    }
    if (event.key === "Escape" && wanted !== "") {
      setWanted("");
      isDone = true;
    }
    if (!isDone) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={look["tree"]}>
      <Chosen {...props} tree={tree} />
      <input
        type="text"
        role="combobox"
        className={styles["search"]}
        placeholder={t("core.tree.walk")}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        aria-label={t("core.tree.search", { title: question.title })}
        aria-expanded="true"
        aria-haspopup="tree"
        aria-controls={`${base}-tree`}
        aria-activedescendant={walk.row && `${base}-${walk.row.option.id}`}
        aria-describedby={describedBy}
        value={wanted}
        onChange={(event) => {
          setWanted(event.currentTarget.value);
          walk.setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        id={`${base}-tree`}
        role="tree"
        tabIndex={-1}
        aria-label={question.title}
        aria-multiselectable={question.most !== 1}
        className={look["treeRows"]}
      >
        {found.rows.map((row, position) => (
          <Row
            key={row.option.id}
            id={`${base}-${row.option.id}`}
            row={row}
            isActive={position === walk.at}
            isChosen={chosen.includes(row.option.id)}
            isBarred={isBarred(row)}
            way={isSearch ? pathTo(tree, row.option.id).slice(0, -1).join(" › ") : ""}
            onPress={() => {
              walk.setActive(position);
              press(row);
            }}
            onOpen={() => onOpen(row.option.id)}
          />
        ))}
      </div>
      {found.rows.length === 0 && <p className={styles["hint"]}>{t("core.tree.none")}</p>}
      {found.more > 0 && (
        <p className={styles["hint"]}>{t("core.tree.more", { count: found.more })}</p>
      )}
      {isFull(question, value) && (
        <p className={styles["hint"]}>{t("core.answer.mostTree", { most: question.most ?? 0 })}</p>
      )}
    </div>
  );
}
