import { stripVTControlCharacters } from "node:util";
import type { LogRecord } from "../engine/containers/containers.ts";

export interface LogLine {
  /** Counts from 0 over everything read, so that a place keeps its number when old lines go. */
  readonly number: number;
  readonly stream: "stdout" | "stderr";
  /** Without control characters. */
  readonly text: string;
}

/** The lines of a log, as records come; keeps the newest `limit`. */
export interface LogLines {
  add(record: LogRecord): void;
  /** Number of the oldest line kept. */
  readonly first: number;
  /** One past the newest. */
  readonly end: number;
  /** The lines with these numbers that are still kept. */
  slice(from: number, to: number): readonly LogLine[];
}

export function createLogLines(limit: number): LogLines {
  // Old lines go in blocks, so that adding one costs nothing on average.
  let lines: LogLine[] = [];
  let first = 0;
  /** Of each stream: the text of a line whose end has not come, and where it stands. */
  const open = { stdout: { text: "", at: -1 }, stderr: { text: "", at: -1 } };
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };

  const put = (stream: LogRecord["stream"], text: string, ended: boolean): void => {
    const line = open[stream];
    // A partial line without an end must not grow for ever.
    line.text = (line.text + text).slice(-LONGEST_LINE);
    if (line.at < first) {
      line.at = first + lines.length;
      lines.push({ number: line.at, stream, text: "" });
    }
    lines[line.at - first] = { number: line.at, stream, text: shownText(line.text) };
    if (ended) open[stream] = { text: "", at: -1 };
  };

  return {
    add({ stream, bytes }) {
      const parts = decoders[stream].decode(bytes, { stream: true }).split("\n");
      for (const [index, part] of parts.entries()) {
        const ended = index < parts.length - 1;
        if (ended || part !== "") put(stream, part, ended);
      }
      if (lines.length < limit + SLACK) return;
      first += lines.length - limit;
      lines = lines.slice(lines.length - limit);
    },
    get first() {
      return first;
    },
    get end() {
      return first + lines.length;
    },
    slice: (from, to) => lines.slice(Math.max(0, from - first), Math.max(0, to - first)),
  };
}

const LONGEST_LINE = 16 * 1024;
const SLACK = 1024;

/** What a terminal would leave of the line: after the last carriage return, tabs as spaces, no control characters. */
function shownText(text: string): string {
  const whole = stripVTControlCharacters(text.endsWith("\r") ? text.slice(0, -1) : text);
  const last = whole.slice(whole.lastIndexOf("\r") + 1);
  return last
    .replace(/[^\t]?\x08/g, "")
    .replaceAll("\t", "        ")
    .replace(/[\x00-\x1f\x7f-\x9f]/g, "");
}
