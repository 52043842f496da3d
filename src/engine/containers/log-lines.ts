/** A line of a log as it was written: records of one stream, up to one that ends the line. */
export interface PagedLine {
  /** Where its first record begins in the file. */
  readonly offset: number;
  /** RFC 3339 in UTC with nanoseconds: sorts as text. */
  readonly time: string;
  readonly stream: "stdout" | "stderr";
  /** Without the newline, and no more of it than anyone reads; control characters are as they came. */
  readonly text: string;
  /** It stands at the end of the log, and its own end has not been written so far. */
  readonly open: boolean;
}

/** A record's text has 16 KiB at most. */
export const LONGEST_RECORD_BYTES = 17 * 1024;
/**
 * A part of a line is joined with the next one of its stream if that comes within so many bytes. So whether a record
 * begins a line can be told from what stands right before it, in a log of any size.
 */
export const JOIN_REACH_BYTES = 32 * 1024;
const LONGEST_TEXT_BYTES = 16 * 1024;

/** "2026-01-02T03:04:05.123456789Z stdout F ": the monitor writes every prefix with one length. */
const TIME_LENGTH = 30;
const PREFIX_LENGTH = TIME_LENGTH + " stdout F ".length;

/** The lines in a part of a log that begins with a whole record; `atEnd`: the log has nothing behind it. */
export function joinRecords(
  chunk: Buffer,
  { offset, atEnd }: { readonly offset: number; readonly atEnd: boolean },
): PagedLine[] {
  const lines: Unfinished[] = [];
  const latest: (Unfinished | undefined)[] = [undefined, undefined];
  const { end, open } = walkRecords(chunk, ({ start, end: behind, stream, begins }) => {
    const text = chunk.subarray(start + PREFIX_LENGTH, behind);
    const before = latest[stream];
    if (begins || before === undefined) {
      const line = { start, stream, parts: [text], bytes: text.length };
      lines.push(line);
      latest[stream] = line;
    } else {
      if (before.bytes < LONGEST_TEXT_BYTES) before.parts.push(text);
      before.bytes += text.length;
    }
  });
  const isOpen = (line: Unfinished): boolean =>
    latest[line.stream] === line && end - open[line.stream]! <= JOIN_REACH_BYTES;
  return lines.map((line) => ({
    offset: offset + line.start,
    time: chunk.toString("latin1", line.start, line.start + TIME_LENGTH),
    stream: line.stream === 1 ? "stderr" : "stdout",
    text: textOf(line.parts),
    open: atEnd && isOpen(line),
  }));
}

/** How many lines begin at or behind `from` and before `to` in the chunk, without reading them. */
export function countLines(chunk: Buffer, from: number, to: number): number {
  let count = 0;
  walkRecords(chunk, ({ start, begins }) => {
    if (begins && start >= from && start < to) count += 1;
  });
  return count;
}

interface Unfinished {
  readonly start: number;
  readonly stream: 0 | 1;
  readonly parts: Buffer[];
  bytes: number;
}

interface Walked {
  start: number;
  /** Where its newline stands. */
  end: number;
  stream: 0 | 1;
  begins: boolean;
}

/**
 * Tells of each record whether it begins a line. Gives where the last record ends, and for both streams where the
 * last part without an end ended; infinitely far back when there is none.
 */
function walkRecords(chunk: Buffer, visit: (record: Walked) => void): { end: number; open: number[] } {
  const open = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  // One object for all: a log has millions of records.
  const record: Walked = { start: 0, end: 0, stream: 0, begins: true };
  let start = 0;
  for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
    if (isRecord(chunk, start, end)) {
      const stream = chunk[start + TIME_LENGTH + 4] === LETTER_E ? 1 : 0;
      record.start = start;
      record.end = end;
      record.stream = stream;
      record.begins = start - open[stream]! > JOIN_REACH_BYTES;
      visit(record);
      open[stream] = chunk[start + TIME_LENGTH + 8] === LETTER_P ? end + 1 : Number.NEGATIVE_INFINITY;
    }
    start = end + 1;
  }
  return { end: start, open };
}

const LETTER_E = 0x65;
const LETTER_P = 0x50;
const LETTER_F = 0x46;
const BLANK = 0x20;

/** Looks at the places where blanks and letters must be. What a crash of the machine tore is passed over. */
function isRecord(chunk: Buffer, start: number, end: number): boolean {
  const at = start + TIME_LENGTH;
  if (end - start < PREFIX_LENGTH || chunk[at] !== BLANK || chunk[at + 7] !== BLANK) return false;
  const tag = chunk[at + 8];
  return chunk[at + 9] === BLANK && (tag === LETTER_F || tag === LETTER_P);
}

function textOf(parts: readonly Buffer[]): string {
  const [first] = parts;
  const bytes = parts.length === 1 && first !== undefined ? first : Buffer.concat(parts);
  return bytes.toString("utf8", 0, LONGEST_TEXT_BYTES);
}
