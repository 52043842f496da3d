import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** Compiles test/support/NAME.c, static so that it runs in any root; the program's path, or why there is none. */
export function compileStatic(name: string, folder: string): { path: string } | { missing: string } {
  const path = join(folder, name);
  const source = join(import.meta.dirname, `${name}.c`);
  const { status, stderr, error } = spawnSync("cc", ["-static", "-O2", "-o", path, source], {
    encoding: "utf8",
  });
  if (status === 0) return { path };
  return { missing: `cc cannot make a static program: ${error?.message ?? stderr.split("\n")[0]}` };
}
