import { stripVTControlCharacters } from "node:util";

/** What a terminal would leave of the line: after the last carriage return, tabs as spaces, no control characters. */
export function shownText(text: string): string {
  if (!CONTROL.test(text)) return text;
  const whole = stripVTControlCharacters(text.endsWith("\r") ? text.slice(0, -1) : text);
  const last = whole.slice(whole.lastIndexOf("\r") + 1);
  return last
    .replace(/[^\t]?\x08/g, "")
    .replaceAll("\t", "        ")
    .replace(/[\x00-\x1f\x7f-\x9f]/g, "");
}

const CONTROL = /[\x00-\x1f\x7f-\x9f]/;
