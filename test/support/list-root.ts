// Run by a test inside a mount namespace of its own: prints what a stack of layer folders, mounted as an overlay,
// or a plain folder holds, a line of JSON for each path.
//   list-root.ts FOLDER            a plain folder
//   list-root.ts MOUNTPOINT LOWER… the overlay of the lower folders, base first
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { walkEntries } from "../../src/image/layer/walk.ts";

const [folder, ...lowers] = process.argv.slice(2);
if (folder === undefined) throw new Error("no folder");
if (lowers.length > 0) {
  const options = `lowerdir=${lowers.toReversed().join(":")}`;
  const { status, stderr } = spawnSync("mount", ["-t", "overlay", "-o", options, "root", folder], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
}
for await (const { entry, attributes, content } of walkEntries(folder, { content: true })) {
  const hash = createHash("sha256");
  if (content !== undefined) for await (const part of content) hash.update(part);
  const { mtimeSeconds: _, ...rest } = entry;
  console.log(JSON.stringify({ ...rest, mtime: attributes?.mtime, sha256: hash.digest("hex") }));
}
