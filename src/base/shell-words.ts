export type Words =
  | { readonly status: "read"; readonly words: readonly string[] }
  | { readonly status: "open"; readonly quote: string };

/** Splits a line into words as a shell does: quotes and backslashes count; nothing is expanded. */
export function splitWords(line: string): Words {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let i = 0; i < line.length; i += 1) {
    const character = line.charAt(i);
    const next = line.charAt(i + 1);
    if (
      character === "\\" &&
      quote !== "'" &&
      next !== "" &&
      (quote === "" || next === '"' || next === "\\")
    ) {
      word = (word ?? "") + next;
      i += 1;
    } else if (quote !== "") {
      if (character === quote) quote = "";
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= "";
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? "") + character;
    }
  }
  if (quote !== "") return { status: "open", quote };
  if (word !== undefined) words.push(word);
  return { status: "read", words };
}

/** A line that `splitWords` takes apart into these words again. */
export function joinWords(words: readonly string[]): string {
  return words.map((word) => (PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(" ");
}

const PLAIN = /^[\w@%+=:,./^~-]+$/;
