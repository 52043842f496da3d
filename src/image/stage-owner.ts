import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { isAlive, ownMark } from "./layer/process-mark.ts";

/** A name for a temporary folder that tells which process made it. */
export function stageName(): string {
  return `${ownMark()}-${randomBytes(6).toString("hex")}`;
}

/** True when the process that made the folder is gone, even if another has its pid by now. */
export async function isAbandoned(name: string): Promise<boolean> {
  const mark = /^(\d+-\d+)-[0-9a-f]{12}$/.exec(name)?.[1];
  return mark !== undefined && !(await isAlive(mark));
}

export async function removeStage(dir: string): Promise<void> {
  await rm(dir, { recursive: true, force: true });
}
