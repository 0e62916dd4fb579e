// The session ended while a page was open: everything is covered, nothing is lost.
// - What was on screen is kept in memory but neither shown nor reachable until the same person
//   is back; for anyone else the page starts afresh.
// - It is a dialog that cannot be closed; dialogs that were open wait below it.
// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, Suspense, useEffect, useState } from "react";
import { announceBack, onSignedOut } from "#api/http";
import { sessionQuery } from "#api/session";
import { loadTexts } from "#i18n/language";
import { useText } from "#i18n/Text";
import { later } from "#ui/Later";
import { useModal } from "#ui/modal";
import styles from "./app.module.css";

const fetchForm = () => import("#features/session/SignInForm");
const SignInForm = later(async () => (await fetchForm()).SignInForm);
/** The form and its words; one that cannot be fetched is asked for again by what shows it. */
const fetchCover = () => Promise.allSettled([loadTexts("session"), fetchForm()]);

function Cover({ onDone }: { readonly onDone: () => void }) {
  const t = useText("app");
  const { ref, isShown } = useModal(true);
  return (
    <dialog
      ref={ref}
      className={styles["cover"]}
      aria-labelledby="cover-title"
      onKeyDown={(event) => event.key === "Escape" && event.preventDefault()}
      onCancel={(event) => event.preventDefault()}
      onClose={() => isShown.current && ref.current?.open === false && ref.current.showModal()}
    >
      <div className={styles["coverBox"]}>
        <h1 id="cover-title">{t("cover.title")}</h1>
        <p>{t("cover.about")}</p>
        <Suspense fallback={null}>
          <SignInForm onDone={onDone} />
        </Suspense>
      </div>
    </dialog>
  );
}

interface SignedOutCoverProps {
  readonly userId: string;
  readonly children: ReactNode;
}

export function SignedOutCover({ userId, children }: SignedOutCoverProps) {
  const [covered, setCovered] = useState(false);
  const queries = useQueryClient();
  useEffect(() => onSignedOut(() => void fetchCover().then(() => setCovered(true))), []);
  const onDone = async () => {
    const session = await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
    if (session.user.id !== userId) return window.location.assign("/");
    setCovered(false);
    announceBack();
    await queries.refetchQueries({ predicate: (query) => query.state.status === "error" });
  };
  return (
    <>
      <div className={styles["under"]} data-covered={covered || undefined} inert={covered}>
        {children}
      </div>
      {covered && <Cover onDone={() => void onDone()} />}
    </>
  );
}
