import type { Times } from "./paired.ts";

/** One budget of DESIGN.md, measured. */
export interface Result {
  readonly what: string;
  /** What was measured, in words: "41.2 ms against 23.0 ms". */
  readonly measured: string;
  /** Ours against the budget's measure: a ratio, or a value in the budget's own unit. */
  readonly value: number;
  /** Left out where there is no budget: then it is told for comparison. */
  readonly limit?: number;
  readonly unit: "x" | "MiB" | "ms" | "%" | "bytes" | "frames" | "frames/s";
  /** What it is a ratio of. */
  readonly against?: string;
}

/** A budget that cannot be measured here, and why. */
export interface Skipped {
  readonly what: string;
  readonly skipped: string;
}

export type Outcome = Result | Skipped;

/** Our time as a ratio of a peer's. */
export function ratio(what: string, limit: number, [ours, peer]: readonly [Times, Times]): Result {
  return {
    what,
    measured: `${ours.medianMs.toFixed(1)} ms against ${peer.medianMs.toFixed(1)} ms (medians of ${ours.rounds})`,
    value: ours.medianMs / peer.medianMs,
    limit,
    unit: "x",
    against: peer.name,
  };
}

/** A Markdown table, for the terminal and for docs/benchmarks.md alike. */
export function resultTable(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map((outcome) =>
    "skipped" in outcome
      ? [outcome.what, `not measured: ${outcome.skipped}`, "", "", ""]
      : resultRow(outcome),
  );
  const lines = [["what", "measured", "result", "budget", ""], ["---", "---", "--:", "--:", "---"], ...rows];
  return `${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`;
}

function resultRow({ what, measured, value, limit, unit, against }: Result): string[] {
  const behind = against === undefined ? unit : `${unit} ${against}`;
  const result = `${value.toFixed(2)} ${behind}`;
  if (limit === undefined) return [what, measured, result, "", ""];
  return [what, measured, result, `<= ${limit} ${unit}`, value <= limit ? "met" : "**missed**"];
}
