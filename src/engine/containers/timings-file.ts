import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Bundle, Launched } from "../../../runtime/index.ts";

/** A step of a plan as it was performed: what it did, the place in the spec that asked for it, and the time it took. */
export type PerformedStep = Launched["timings"][number];

/** Keeps how the last start went, for whoever looks later. Losing it loses nothing else. */
export function writeTimings({ dir }: Bundle, timings: readonly PerformedStep[]): void {
  try {
    writeFileSync(join(dir, NAME), JSON.stringify(timings), { mode: 0o600 });
  } catch {
    // The container runs: a full disk is told by what needs the space.
  }
}

/** None for a container that has not started so far. */
export function readTimings({ dir }: Bundle): readonly PerformedStep[] {
  try {
    const value: unknown = JSON.parse(readFileSync(join(dir, NAME), "utf8"));
    return Array.isArray(value) ? value.filter(isStep) : [];
  } catch {
    return [];
  }
}

function isStep(value: unknown): value is PerformedStep {
  const { step, where, microseconds } = (value ?? {}) as Partial<PerformedStep>;
  return typeof step === "string" && typeof where === "string" && Number.isFinite(microseconds);
}

const NAME = "timings.json";
