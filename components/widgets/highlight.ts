import type { Style } from "../theme/style.ts";

/**
 * `shown` (a text cut or filled up to its place) with the letters at these places of the text styled; letters that were
 * cut away are left out.
 */
export function highlight(shown: string, text: string, places: readonly number[], style: Style): string {
  let out = "";
  let from = 0;
  for (let at = 0; at < places.length; ) {
    const start = places[at] ?? 0;
    let end = start;
    while (places[at] === end && shown[end] === text[end]) {
      end += 1;
      at += 1;
    }
    if (end === start) break;
    out += shown.slice(from, start) + style(shown.slice(start, end));
    from = end;
  }
  return out + shown.slice(from);
}
