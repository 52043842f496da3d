const MOST_LETTERS = 60;

/** What a person gave, as an error repeats it: enough to know it by, never a screenful. */
export function echo(text: string): string {
  const letters = [...text.slice(0, 4 * MOST_LETTERS)];
  return letters.length <= MOST_LETTERS ? text : `${letters.slice(0, MOST_LETTERS - 1).join("")}…`;
}
