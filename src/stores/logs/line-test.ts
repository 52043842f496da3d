/** What lines are looked for: a text, or with slashes around it a regular expression; `!` before means the others. */
export interface LineTest {
  /** As it was typed. */
  readonly typed: string;
  matches(text: string): boolean;
  /** Where it stands in the text; none for what is negated. */
  places(text: string): readonly (readonly [from: number, to: number])[];
}

export type ParsedTest =
  | { readonly ok: true; readonly test: LineTest | undefined }
  /** A regular expression that is wrong, or not finished so far. */
  | { readonly ok: false; readonly problem: string };

/** Capitals count only when one was typed. Undefined for an empty text, which looks for nothing. */
export function parseLineTest(typed: string): ParsedTest {
  const negated = typed.startsWith("!");
  const wanted = negated ? typed.slice(1) : typed;
  if (wanted === "" || wanted === "/") return { ok: true, test: undefined };
  const expression = /^\/(.+?)(?:\/([a-z]*))?$/s.exec(wanted);
  const [source, flags] =
    expression === null ? [escaped(wanted), ""] : [expression[1] ?? "", expression[2] ?? ""];
  const exact = flags.includes("i") ? false : /\p{Lu}/u.test(wanted.replace(/\\./g, ""));
  try {
    const once = new RegExp(source, exact ? "u" : "iu");
    const all = new RegExp(source, exact ? "gu" : "giu");
    return {
      ok: true,
      test: {
        typed,
        matches: (text) => once.test(text) !== negated,
        places: (text) => (negated ? [] : placesOf(all, text)),
      },
    };
  } catch (error) {
    return { ok: false, problem: (error as Error).message };
  }
}

function placesOf(pattern: RegExp, text: string): (readonly [number, number])[] {
  return [...text.matchAll(pattern)].flatMap(({ index, 0: found }) =>
    // An expression that fits nothing, such as a*, has no place to show.
    found === "" ? [] : [[index, index + found.length] as const],
  );
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
