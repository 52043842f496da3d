/** A file's bytes as lines to look at, taken in slice by slice. */
export interface FileText {
  /** Whole lines so far, and what of the last one is there; tabs stand as spaces. */
  readonly lines: readonly string[];
  /** Characters that stand for bytes which are no UTF-8. */
  readonly strange: number;
  add(bytes: Uint8Array, isLast: boolean): void;
}

/** Whether the beginning of a file is that of a binary one: it has a zero byte, or is mostly no text. */
export function looksBinary(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, LOOKED_AT_BYTES);
  if (start.includes(0)) return true;
  const text = new TextDecoder("utf-8").decode(start, { stream: true });
  return countStrange(text) * 10 > text.length * 3;
}

export function createFileText(): FileText {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const lines: string[] = [];
  let rest = "";
  let strange = 0;
  return {
    lines,
    get strange() {
      return strange;
    },
    add(bytes, isLast) {
      const text = decoder.decode(bytes, { stream: !isLast });
      strange += countStrange(text);
      if (rest !== "") lines.pop();
      const parts = (rest + text).split("\n");
      rest = parts.pop() ?? "";
      for (const part of parts) lines.push(expandTabs(part.endsWith("\r") ? part.slice(0, -1) : part));
      if (rest !== "") lines.push(expandTabs(rest));
    },
  };
}

/** So many rows of 16 bytes each, as hexdump -C has them. */
export function hexRows(bytes: Uint8Array, firstRow: number, count: number): string[] {
  const rows: string[] = [];
  for (let at = firstRow * 16; at < bytes.length && rows.length < count; at += 16) {
    const part = [...bytes.subarray(at, at + 16)];
    const hex = Array.from({ length: 16 }, (_, n) => {
      const byte = part[n];
      return `${byte === undefined ? "  " : byte.toString(16).padStart(2, "0")}${n === 7 ? " " : ""}`;
    }).join(" ");
    const text = part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join("");
    rows.push(`${at.toString(16).padStart(8, "0")}  ${hex}  ${text}`);
  }
  return rows;
}

const LOOKED_AT_BYTES = 8192;
const TAB = 8;

function expandTabs(line: string): string {
  if (!line.includes("\t")) return line;
  let out = "";
  for (const part of line.split(/(\t)/)) out += part === "\t" ? " ".repeat(TAB - (out.length % TAB)) : part;
  return out;
}

function countStrange(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\ufffd"); at >= 0; at = text.indexOf("\ufffd", at + 1)) count += 1;
  return count;
}
