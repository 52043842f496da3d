import { useStore } from "zustand";
import { formatBytes } from "../src/base/units.ts";
import type { ContainerState } from "../src/engine/containers/containers.ts";
import type { EngineState } from "../src/stores/engine-door.ts";
import type { Rectangle } from "./layout.ts";
import { Region } from "./region.tsx";
import type { Theme } from "./theme/theme.ts";
import { useUi } from "./ui.ts";
import { columnsOf, cut } from "./widgets/text.ts";
import type { Words } from "./words/words.ts";

export function Header({ at }: { readonly at: Rectangle }) {
  const { stores, theme, words, actions, configProblems } = useUi();
  const engine = useStore(stores.engine);
  const containers = useStore(stores.containers.store, ({ items }) => items);
  const images = useStore(stores.images.store, ({ items }) => items);
  const count = (status: ContainerState["status"]): number =>
    containers.reduce((sum, { state }) => sum + Number(state.status === status), 0);
  const row = headerRow({
    columns: at.columns,
    theme,
    words: words.header,
    engine,
    configLines: configProblems.map(({ line }) => line),
    running: count("running"),
    paused: count("paused"),
    created: count("created"),
    stopped: count("exited"),
    images: images.length,
    imageBytes: images.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    doctorKey: actions.find(({ id }) => id === "everywhere.doctor")?.keys[0],
  });
  return <Region at={at} rows={[row]} />;
}

interface HeaderFacts {
  readonly columns: number;
  readonly theme: Theme;
  readonly words: Words["header"];
  readonly engine: EngineState;
  /** Where the config file is wrong; undefined in it is the whole file. */
  readonly configLines?: readonly (number | undefined)[];
  readonly running: number;
  readonly paused: number;
  readonly created: number;
  readonly stopped: number;
  readonly images: number;
  readonly imageBytes: number;
  /** The key that shows all of what the doctor found. */
  readonly doctorKey?: string | undefined;
}

/** ` wherry  root · native    ● 2 running  ○ 1 stopped  3 images 412MB  doctor: ok`, shortened until it fits. */
export function headerRow(facts: HeaderFacts): string {
  const { columns, theme, words } = facts;
  const left = ` ${theme.accent(theme.strong("wherry"))}  ${theme.muted(identity(facts.engine, words, theme.glyphs.separator))}`;
  for (const wording of wordings(facts)) {
    const right = `${wording.join("  ")} `;
    const gap = columns - columnsOf(left) - columnsOf(right);
    if (gap >= 2) return left + " ".repeat(gap) + right;
  }
  const shown = cut(left, columns);
  return shown + " ".repeat(columns - columnsOf(shown));
}

/** The longest first. What the doctor found goes last: the counts stand in the panels too. */
function wordings(facts: HeaderFacts): string[][] {
  const { named, bare } = countWords(facts);
  const images = imageWords(facts);
  const found = doctorWords(facts);
  const doctor = found.length === 0 ? [[]] : found.map((word) => [word]);
  const shortest = doctor.at(-1)!;
  return [
    ...doctor.map((word) => [...named, images, ...word]),
    ...doctor.map((word) => [...bare, images, ...word]),
    [...bare, ...shortest],
    shortest,
  ];
}

/** How many containers there are of each status. Without its word a glyph still says which. */
function countWords({ theme, words, running, paused, created, stopped }: HeaderFacts) {
  const { glyphs, status } = theme;
  const rows = [
    { count: running, style: status.running, glyph: glyphs.running, name: words.running, always: true },
    { count: paused, style: status.paused, glyph: glyphs.paused, name: words.paused, always: false },
    { count: created, style: theme.muted, glyph: glyphs.created, name: words.created, always: false },
    { count: stopped, style: theme.muted, glyph: glyphs.stopped, name: words.stopped, always: true },
  ].filter(({ count, always }) => always || count > 0);
  return {
    named: rows.map(({ count, style, glyph, name }) => style(`${glyph} ${name(count)}`)),
    bare: rows.map(({ count, style, glyph }) => style(`${glyph} ${count}`)),
  };
}

function imageWords({ theme, words, images, imageBytes }: HeaderFacts): string {
  return theme.muted(words.images(images, formatBytes(imageBytes)));
}

function identity(engine: EngineState, words: Words["header"], separator: string): string {
  if (engine.status === "opening") return words.opening;
  if (engine.status === "failed") return words.notOpen;
  return `${engine.info.rootless ? words.rootless : words.root} ${separator} ${engine.info.driver}`;
}

/** What the doctor found, the longest wording first. */
function doctorWords({ engine, configLines = [], doctorKey, theme, words }: HeaderFacts): string[] {
  const findings = engine.status === "open" ? engine.findings : undefined;
  if (findings === undefined && configLines.length === 0) return [];
  const troubles = findings?.filter(({ verdict }) => verdict !== "ok").map(({ subject }) => subject);
  const key = doctorKey === undefined ? "" : `${theme.key(doctorKey)} `;
  const [first] = configLines;
  const config = configLines.length === 0 ? [] : [words.config(first, configLines.length)];
  const all = [...config, ...(troubles ?? [])];
  if (all.length === 0) return [key + theme.muted(words.doctor(words.doctorOk))];
  return [all.join(", "), words.lacks(all.length)].map(
    (found) => key + theme.status.warning(words.doctor(found)),
  );
}
