import fuzzysort from "fuzzysort";

/** What a row can be found by. */
export interface Findable {
  /** Found fuzzily: the letters that were typed, in this order. */
  readonly texts: readonly string[];
  /** Found by how they begin: states, ids. */
  readonly words: readonly string[];
  readonly status?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** All of its words must fit. */
export type Filter = readonly FilterWord[];

type FilterWord =
  | { readonly kind: "text"; readonly text: string; readonly inverse: boolean }
  | { readonly kind: "status"; readonly status: string; readonly inverse: boolean }
  | { readonly kind: "label"; readonly key: string; readonly value?: string; readonly inverse: boolean };

/** Reads `web !old status=running label=tier=front`. A word that is not written to its end yet asks for nothing. */
export function parseFilter(text: string): Filter {
  return text
    .toLowerCase()
    .split(/\s+/)
    .flatMap((written): FilterWord[] => {
      const inverse = written.startsWith("!");
      const word = inverse ? written.slice(1) : written;
      const [, kind, rest = ""] = /^(status|label)=(.*)$/.exec(word) ?? [];
      if (word === "" || (kind !== undefined && rest === "")) return [];
      if (kind === "status") return [{ kind, status: rest, inverse }];
      if (kind !== "label") return [{ kind: "text", text: word, inverse }];
      const [key = "", ...value] = rest.split("=");
      return [{ kind, key, inverse, ...(value.length === 0 ? {} : { value: value.join("=") }) }];
    });
}

export function fits(filter: Filter, item: Findable): boolean {
  return filter.every((word) => fitsWord(word, item) !== word.inverse);
}

/** The places of a text's letters that the filter's words found; none for a text that they did not. */
export function matchedLetters(filter: Filter, text: string): readonly number[] {
  const found = new Set<number>();
  for (const word of filter) {
    if (word.kind !== "text" || word.inverse) continue;
    const match = fuzzysort.single(word.text, text);
    if (match !== null && match.score >= LEAST_SCORE) for (const index of match.indexes) found.add(index);
  }
  return [...found].sort((a, b) => a - b);
}

/** Letters that lie far apart in a long text are an accident. */
const LEAST_SCORE = 0.25;

function fitsWord(word: FilterWord, item: Findable): boolean {
  switch (word.kind) {
    case "status":
      return item.status?.startsWith(word.status) ?? false;
    case "label": {
      const value = Object.entries(item.labels ?? {}).find(([key]) => key.toLowerCase() === word.key)?.[1];
      return value !== undefined && (word.value === undefined || value.toLowerCase() === word.value);
    }
    case "text":
      return fitsText(word, item);
  }
}

function fitsText(
  { text, inverse }: { text: string; inverse: boolean },
  { texts, words }: Findable,
): boolean {
  if (words.some((one) => one.startsWith(text))) return true;
  // What is left out must be what was written, not what resembles it.
  if (inverse) return texts.some((one) => one.toLowerCase().includes(text));
  return texts.some((one) => (fuzzysort.single(text, one)?.score ?? 0) >= LEAST_SCORE);
}
