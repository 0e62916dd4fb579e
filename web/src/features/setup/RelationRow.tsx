// One relation: how it looks, which labels it joins, and whether it has a direction.
// SPDX-License-Identifier: Apache-2.0
import { Checkbox } from "@mantine/core";
import { hueOf } from "#editors/core/palette";
import { useText } from "#i18n/Text";
import type { RelationClass, SpanClass } from "#lib/labels";
import { ManyField } from "#ui/ManyField";
import { LookFields } from "./LookFields";
import { RemoveButton } from "./RemoveButton";
import styles from "./setup.module.css";
import { Troubles } from "./Troubles";

interface RelationRowProps {
  readonly value: RelationClass;
  readonly classes: readonly SpanClass[];
  readonly position: number;
  readonly mayEdit: boolean;
  readonly troubles: readonly string[];
  readonly onChange: (next: RelationClass | null) => void;
}

export function RelationRow(props: RelationRowProps) {
  const { value, classes, position, mayEdit, troubles, onChange } = props;
  const t = useText("setup");
  const data = classes.map(({ id, name }) => ({ value: id, label: name || id }));
  const ends = (end: "sources" | "targets", label: string) => (
    <ManyField
      label={label}
      none={t("relation.any")}
      data={data}
      readOnly={!mayEdit}
      value={value[end]}
      onChange={(next) => onChange({ ...value, [end]: next })}
    />
  );
  return (
    <div className={`${styles["relation"]} hue-${hueOf(value, position)}`}>
      <div className={styles["classRow"]}>
        <LookFields
          value={value}
          position={position}
          mayEdit={mayEdit}
          nameLabel={t("relation.name")}
          onChange={(part) => onChange({ ...value, ...part })}
        />
        <Checkbox
          label={t("relation.directed")}
          disabled={!mayEdit}
          checked={value.directed}
          onChange={(event) => onChange({ ...value, directed: event.currentTarget.checked })}
        />
        {mayEdit && <RemoveButton name={value.name} onClick={() => onChange(null)} />}
      </div>
      <div className={styles["ends"]}>
        {ends("sources", t("relation.from"))}
        {ends("targets", t("relation.to"))}
      </div>
      <Troubles messages={troubles} />
    </div>
  );
}
