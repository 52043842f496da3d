import { existsSync } from "node:fs";
import { join } from "node:path";

/** The compiled helpers and what was made with them, wherever this module runs from: its source folder, or the bundle in dist/. */
export function nativeProgram(name: "launcher" | "jailfs" | "syscalls.json"): string {
  const fromSource = join(import.meta.dirname, "native/out", name);
  return existsSync(fromSource) ? fromSource : join(import.meta.dirname, "../runtime/native/out", name);
}
