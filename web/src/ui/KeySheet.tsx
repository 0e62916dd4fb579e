// The sheet of keys, drawn from the keys that are in use.
// SPDX-License-Identifier: Apache-2.0
import { useText } from "#i18n/Text";
import { actionsOf, WHERES } from "#lib/keymap/actions";
import { keysOf, useChoice } from "#lib/keymap/keymap";
import { printed } from "#lib/keymap/keys";
import { Dialog } from "./Dialog";
import styles from "./floating.module.css";
import { Key } from "./Key";

export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const t = useText("app");
  const choice = useChoice();
  return (
    <Dialog title={t("keys.title")} onClose={onClose} size="lg">
      <p>{t("keys.sheetAbout")}</p>
      {WHERES.map((where) => (
        <section key={where} className={styles["keyGroup"]}>
          <h3>{t(`keys.${where}`)}</h3>
          <dl>
            {actionsOf(where).map((action) => (
              <div key={action}>
                <dt>{t(`action.${action}`)}</dt>
                <dd>
                  {keysOf(choice, action).map((key) => (
                    <span key={key}>
                      <Key>{printed(key)}</Key>
                      <span className="sr-only">{printed(key)}</span>
                    </span>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
