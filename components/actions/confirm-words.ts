import type { Desk } from "./desk.ts";

const MOST_NAMES = 12;

/** "Remove web?", "Remove 5 of them?" */
export function removeTitle({ words: { questions } }: Desk, names: readonly string[]): string {
  return names.length === 1 ? questions.removeTitle(names[0] ?? "") : questions.removeManyTitle(names.length);
}

/** "web, db, and 3 more". */
export function nameList({ words: { questions } }: Desk, names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(", ");
  return names.length > MOST_NAMES ? questions.andMore(shown, names.length - MOST_NAMES) : shown;
}
