import { formatBytes } from "../../src/base/units.ts";
import type { JobProgress, Step } from "../../src/stores/job-progress.ts";
import type { Job } from "../../src/stores/jobs-store.ts";
import { spinnerAt } from "../beat.ts";
import { type KeyOf, type NamedKey, namedKeys } from "../keymap/key-of.ts";
import { shortAge } from "../panels/age.ts";
import type { Theme } from "../theme/theme.ts";
import { bar, percent } from "../widgets/bar.ts";
import { columnsOf, cut, fit, printable } from "../widgets/text.ts";
import { wrapText } from "../widgets/wrap.ts";
import type { Words } from "../words/words.ts";
import { type Dialog, dialog, dialogColumns, mostRows } from "./dialog.ts";
import { amountOf, phaseOf } from "./job-row.ts";

interface JobsOptions {
  readonly jobs: readonly Job[];
  readonly selected: number;
  readonly screen: { readonly columns: number; readonly rows: number };
  readonly theme: Theme;
  readonly words: Words;
  readonly keyOf: KeyOf;
  readonly nowMs: number;
}

type Look = Pick<JobsOptions, "theme" | "words" | "nowMs"> & { readonly columns: number };

/** All long work: a bar each, and below it how far, how fast, how long; of the chosen one its steps, or why it failed. */
export function jobsDialog({ jobs, selected, screen, theme, words, keyOf, nowMs }: JobsOptions): Dialog {
  const columns = dialogColumns(screen, 90);
  const look = { theme, words, nowMs, columns: columns - 6 };
  const chosen = Math.min(selected, jobs.length - 1);
  const blocks = jobs.map((job, index) => jobBlock(job, index === chosen, look));
  const before = blocks.slice(0, Math.max(0, chosen)).reduce((sum, block) => sum + block.length, 1);
  const end = before + (blocks[chosen]?.length ?? 0);
  return dialog({
    screen,
    theme,
    title: words.jobs.title,
    columns,
    body: ["", ...(blocks.length === 0 ? [theme.muted(words.jobs.none), ""] : blocks.flat())],
    // The chosen one is seen whole, wherever in the list it stands.
    top: Math.max(0, end - mostRows(screen)),
    keys: namedKeys(keyOf, keysOf(jobs[chosen], words.dialogs)),
  });
}

function keysOf(job: Job | undefined, words: Words["dialogs"]): readonly NamedKey[] {
  if (job === undefined) return [["dialogs.close", words.close]];
  if (job.state.status === "running") {
    return [
      ["jobs.cancel", words.cancel],
      ["dialogs.close", words.hide],
    ];
  }
  return [
    ["jobs.why", words.why],
    ["jobs.cancel", words.dismiss],
    ["dialogs.close", words.hide],
  ];
}

function jobBlock(job: Job, chosen: boolean, look: Look): string[] {
  const { theme, words } = look;
  const mark = chosen ? theme.accent(theme.glyphs.selected) : " ";
  const name = printable(words.jobs.label(job.work));
  if (job.state.status === "failed") {
    const { message, hint } = job.state.error;
    const failed = `${theme.glyphs.failed} ${words.jobs.failed(name)}`;
    const advice = hint === undefined ? [] : wrapText(printable(hint), look.columns - 2).map(theme.accent);
    return [
      `${mark} ${theme.status.danger(cut(failed, look.columns))}`,
      ...[...wrapText(printable(message), look.columns - 2), ...advice].map((line) => `    ${line}`),
      "",
    ];
  }
  const { progress, cancelling } = job.state;
  const steps = chosen && progress !== undefined ? stepRows(progress, look) : [];
  return [
    `${mark} ${barRow(name, progress, look)}`,
    theme.muted(`    ${cut(facts(job, progress, cancelling, look).join(" · "), look.columns - 2)}`),
    ...steps,
    "",
  ];
}

const BAR_COLUMNS = 24;
const SHARE_COLUMNS = 6;

function barRow(name: string, progress: JobProgress | undefined, { theme, columns, nowMs }: Look): string {
  const measure = { done: progress?.done ?? 0, total: progress?.total };
  const barColumns = Math.min(BAR_COLUMNS, columns >> 2);
  const room = columns - barColumns - SHARE_COLUMNS - 3;
  const wheel = theme.accent(spinnerAt(theme.glyphs.spinner, nowMs));
  return `${wheel} ${fit(name, room)} ${bar(measure, barColumns, theme)}${fit(percent(measure), SHARE_COLUMNS, "right")}`;
}

/** Phase and part, bytes, speed, time left, time taken: as far as they are known. */
function facts(
  { startedAtMs }: Job,
  progress: JobProgress | undefined,
  cancelling: boolean,
  { words: { jobs, ages }, nowMs }: Look,
): string[] {
  const phase = phaseOf(progress, cancelling, jobs);
  const item = cancelling || progress?.item === undefined ? "" : ` ${jobs.item(printable(progress.item))}`;
  const age = (ms: number): string => shortAge(ms, ages);
  const bytes = progress?.unit !== "items";
  return [
    phase + item,
    ...(progress === undefined || amountOf(progress) === "" ? [] : [doneWords(progress, jobs)]),
    ...(progress?.perSecond && bytes ? [jobs.speed(formatBytes(rounded(progress.perSecond)))] : []),
    ...(progress?.leftMs === undefined || cancelling ? [] : [jobs.left(age(progress.leftMs))]),
    jobs.soFar(age(nowMs - startedAtMs)),
  ];
}

function doneWords(progress: JobProgress, words: Words["jobs"]): string {
  const { total, unit } = progress;
  if (total === undefined) return amountOf(progress);
  return words.doneOf(amountOf(progress), unit === "items" ? String(total) : formatBytes(total));
}

/** A speed with more digits than it can be read in only flickers. */
function rounded(perSecond: number): number {
  return Number(perSecond.toPrecision(2));
}

const MOST_STEPS = 8;

/** The steps with what each did; the last is under way. */
function stepRows({ steps, unit }: JobProgress, { theme, words: { jobs }, columns }: Look): string[] {
  const shown = steps.slice(-MOST_STEPS);
  const hidden = steps.length - shown.length;
  const rows = shown.map((step, index) => {
    const glyph =
      index < shown.length - 1 ? theme.status.success(theme.glyphs.ok) : theme.accent(theme.glyphs.running);
    const amount = amountOf({ done: step.to - step.from, ...(unit === undefined ? {} : { unit }) });
    const room = columns - 6 - columnsOf(amount) - 1;
    return `      ${glyph} ${fit(stepName(step, jobs), room)}${theme.muted(amount)}`;
  });
  return hidden > 0 ? [theme.muted(`      ${jobs.earlierSteps(hidden)}`), ...rows] : rows;
}

function stepName({ phase, item }: Step, words: Words["jobs"]): string {
  return words.phase(phase) + (item === undefined ? "" : ` ${words.item(printable(item))}`);
}
