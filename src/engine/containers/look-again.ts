import { existsSync } from "node:fs";
import { join } from "node:path";
import type { HostProgram } from "../../../runtime/index.ts";
import type { StoreRoot } from "../../base/store-root.ts";

/**
 * A command that opens the root, and by that takes in what has ended: what is to go with its exit goes at once, though
 * no daemon waits for it and nobody may look for days.
 */
export function lookAgain({ dataDir }: StoreRoot): HostProgram {
  return {
    args: [program(), "--root", dataDir, "ps", "--quiet"],
    environment: PASSED_ON.flatMap((name) =>
      process.env[name] === undefined ? [] : [`${name}=${process.env[name]}`],
    ),
  };
}

/** What decides where wherry finds Node and keeps its files. */
const PASSED_ON = ["PATH", "HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"];

/** Wherever this module runs from: its source folder, or the bundle in dist/. */
function program(): string {
  const fromSource = join(import.meta.dirname, "../../../bin/wherry");
  return existsSync(fromSource) ? fromSource : join(import.meta.dirname, "../bin/wherry");
}
