// Times in words; "now" is always handed in.
// SPDX-License-Identifier: Apache-2.0
import { language, say } from "#i18n/language";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DATE_ONLY = "2026-01-31".length;

/** Milliseconds as `m:ss`, never below zero. */
export function minutesSeconds(left: number): string {
  const seconds = Math.max(0, Math.ceil(left / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** How long ago, roughly: "just now", "5 minutes ago", else the date. */
export function ago(iso: string, now: number): string {
  const past = now - Date.parse(iso);
  if (past < MINUTE) return say("app")("ago.now");
  if (past < HOUR) return say("app")("ago.minutes", { count: Math.floor(past / MINUTE) });
  if (past < DAY) return say("app")("ago.hours", { count: Math.floor(past / HOUR) });
  return day(iso);
}

export function day(iso: string): string {
  return new Date(iso).toLocaleDateString(language(), {
    day: "numeric",
    month: "short",
    year: "numeric",
    // A date without a time is a day, wherever it is read.
    ...(iso.length === DATE_ONLY ? { timeZone: "UTC" } : {}),
  });
}

/** The time of day: `14:05`. */
export function clock(iso: string): string {
  return new Date(iso).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

export function dayAndTime(iso: string): string {
  return new Date(iso).toLocaleString(language(), { dateStyle: "medium", timeStyle: "short" });
}

/** `1.5 MB`, in powers of 1024 as file managers show it. */
export function size(bytes: number): string {
  const units = ["B", "KB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = value >= 10 || unit === 0 ? 0 : 1;
  const shown = value.toLocaleString(language(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
  });
  return `${shown} ${units[unit]}`;
}
