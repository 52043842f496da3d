import { structuredPatch } from "diff";

export interface DiffLine {
  readonly kind: "same" | "added" | "removed" | "hunk";
  /** Without the sign. */
  readonly text: string;
}

/** What makes one text of the other, with three lines around each change. Undefined when it takes too long to find. */
export async function diffTexts(before: string, after: string): Promise<readonly DiffLine[] | undefined> {
  const patch = await new Promise<ReturnType<typeof structuredPatch> | undefined>((resolve) => {
    // With a callback it works in turns, and lets others work in between.
    structuredPatch("", "", before, after, "", "", { context: 3, timeout: TIMEOUT_MS, callback: resolve });
  });
  return patch?.hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    { kind: "hunk" as const, text: `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@` },
    ...lines.map(toLine),
  ]);
}

const TIMEOUT_MS = 5000;

function toLine(line: string): DiffLine {
  const kind = ({ "+": "added", "-": "removed", " ": "same" } as const)[line[0] ?? " "] ?? "hunk";
  return { kind, text: line.slice(1) };
}
