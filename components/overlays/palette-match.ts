import fuzzysort from "fuzzysort";
import { splitWords } from "../../src/base/shell-words.ts";
import type { PaletteEntry } from "./palette.ts";

export interface PaletteMatch {
  readonly entry: PaletteEntry;
  /** Which characters of title and detail the query found. */
  readonly inTitle: readonly number[];
  readonly inDetail: readonly number[];
}

/** What fits the query, the best first; all in their own order while there is none. */
export function matchEntries(entries: readonly PaletteEntry[], query: string): PaletteMatch[] {
  const text = query.trim();
  if (text === "") return entries.map(unmarked);
  const line = readCommandLine(entries, query);
  if (line !== undefined && /\s/.test(query.trimStart())) return [unmarked(line.entry)];
  const wanted = VI_WORDS[text] ?? text;
  const exact = entries.filter(({ name }) => name === wanted);
  const found = fuzzysort.go(text, entries, {
    keys: ["title", "name", "detail"],
    limit: 0,
    threshold: LEAST_SCORE,
    // A word of the description weighs less than the name of the thing.
    scoreFn: ([title, name, detail]) =>
      Math.max(title?.score ?? 0, (name?.score ?? 0) * 0.95, (detail?.score ?? 0) * 0.7),
  });
  const close = found.flatMap(({ obj: entry, 0: title, 2: detail }) =>
    exact.includes(entry) ? [] : [{ entry, inTitle: title?.indexes ?? [], inDetail: detail?.indexes ?? [] }],
  );
  return [...exact.map(unmarked), ...close];
}

/** `args`: what follows the command's name. */
export type CommandLine = { readonly entry: Extract<PaletteEntry, { kind: "command" }> } & (
  | { readonly status: "command"; readonly args: readonly string[] }
  | { readonly status: "open"; readonly quote: string }
);

/** Reads the query as a line for the command line, with or without the program's name; undefined when it is none. */
export function readCommandLine(entries: readonly PaletteEntry[], query: string): CommandLine | undefined {
  const split = splitWords(query);
  const words = split.status === "read" ? split.words : query.trim().split(/\s+/);
  const [name, ...args] = words[0] === "wherry" ? words.slice(1) : words;
  for (const entry of entries) {
    if (entry.kind !== "command") continue;
    if (entry.name !== name && !entry.command.aliases.includes(name ?? "")) continue;
    return split.status === "read"
      ? { status: "command", entry, args }
      : { status: "open", entry, quote: split.quote };
  }
  return undefined;
}

function unmarked(entry: PaletteEntry): PaletteMatch {
  return { entry, inTitle: [], inDetail: [] };
}

const LEAST_SCORE = 0.3;

/** What fingers type behind a colon. */
const VI_WORDS: Readonly<Record<string, string>> = {
  q: "everywhere.quit",
  "q!": "everywhere.quit",
  quit: "everywhere.quit",
  help: "everywhere.help",
};
