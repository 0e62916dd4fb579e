// What stewards at the quarantine wish the policy to do: kinds in doubt, counts and their reason.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { closeWish, type Wish, wishesQuery } from "#api/quarantine";
import { useText } from "#i18n/Text";
import { ago } from "#lib/time";
import { ButtonLink } from "#ui/ButtonLink";
import { Failed } from "#ui/states";
import { kindWords } from "./kinds";
import styles from "./wishes.module.css";

interface WishesProps {
  readonly project: string;
  readonly mayEdit: boolean;
}

interface ItemProps extends WishesProps {
  readonly wish: Wish;
  readonly now: number;
}

function Item({ project, mayEdit, wish, now }: ItemProps) {
  const t = useText("policy");
  const queries = useQueryClient();
  const close = useMutation({
    mutationFn: (state: "done" | "declined") => closeWish(project, wish.id, state),
    onSettled: () => queries.invalidateQueries({ queryKey: wishesQuery(project).queryKey }),
  });
  const kind = wish.kinds[0];
  return (
    <li className={styles["wish"]}>
      <p dir="auto">{wish.reason}</p>
      <p className={styles["quiet"]}>
        {wish.kinds.length > 0
          ? t("wishes.kinds", {
              kinds: wish.kinds.map(kindWords).join(", "),
              places: wish.places,
              texts: wish.texts,
            })
          : t("wishes.texts", { texts: wish.texts })}{" "}
        · {ago(wish.at, now)}
      </p>
      {close.isError && <Failed error={close.error} />}
      {mayEdit && (
        <Group gap="xs">
          <Button size="compact-sm" variant="default" onClick={() => close.mutate("done")}>
            {t("wishes.done")}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => close.mutate("declined")}>
            {t("wishes.declined")}
          </Button>
          <ButtonLink
            size="compact-sm"
            variant="subtle"
            to="/projects/$projectId/quarantine"
            params={{ projectId: project }}
            search={kind === undefined ? {} : { kind }}
          >
            {t("wishes.look")}
          </ButtonLink>
        </Group>
      )}
    </li>
  );
}

export function Wishes({ project, mayEdit }: WishesProps) {
  const t = useText("policy");
  const { data } = useQuery(wishesQuery(project));
  if (data === undefined || data.length === 0) return null;
  const now = Date.now();
  return (
    <section className={styles["wishes"]} aria-labelledby="wishes-title">
      <h2 id="wishes-title">{t("wishes.title", { count: data.length })}</h2>
      <ul>
        {data.map((wish) => (
          <Item key={wish.id} project={project} mayEdit={mayEdit} wish={wish} now={now} />
        ))}
      </ul>
    </section>
  );
}
