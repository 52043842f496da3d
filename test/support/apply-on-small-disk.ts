// Run by a test inside a mount namespace of its own: unpacks 4 MiB onto 1 MiB, and prints how that went.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { applyLayer } from "../../src/image/layer/apply.ts";
import { createLayerStore } from "../../src/image/layer/layer-store.ts";
import { pieces } from "./layers.ts";
import { tar } from "./tar.ts";

const dir = join(process.argv[2]!, "small");
mkdirSync(dir);
const { status, stderr } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "small", dir], {
  encoding: "utf8",
});
if (status !== 0) throw new Error(stderr);
const bytes = tar({ name: "d/small" }, { name: "d/big", body: Buffer.alloc(4 << 20, 1) });
try {
  await applyLayer({ store: createLayerStore({ dir }), source: { stream: pieces(bytes, 65536) }, below: [] });
} catch (error) {
  const { kind, code, message, hint } = error as Record<string, string>;
  console.log(JSON.stringify({ kind, code, message, hint, left: readdirSync(dir) }));
}
