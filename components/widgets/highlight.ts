import type { Style } from "../theme/style.ts";

/**
 * `shown` (a text that was cut anywhere, or filled up to its place) with the letters at these places of the text styled;
 * letters that were cut away are left out.
 */
export function highlight(shown: string, text: string, places: readonly number[], style: Style): string {
  const kept = shown.trimEnd();
  const head = commonLength(kept.length, (at) => kept[at] === text[at]);
  const tail = commonLength(kept.length - head, (at) => kept.at(-1 - at) === text.at(-1 - at));
  const cutAway = text.length - kept.length;
  const lit = places.flatMap((at) => (at < head ? [at] : at >= text.length - tail ? [at - cutAway] : []));
  let out = "";
  let from = 0;
  for (let next = 0; next < lit.length; ) {
    const start = lit[next] ?? 0;
    let end = start;
    while (lit[next] === end) {
      end += 1;
      next += 1;
    }
    out += shown.slice(from, start) + style(shown.slice(start, end));
    from = end;
  }
  return out + shown.slice(from);
}

/** How many there are, from the first one on, of which it holds. */
function commonLength(most: number, holds: (at: number) => boolean): number {
  let length = 0;
  while (length < most && holds(length)) length += 1;
  return length;
}
