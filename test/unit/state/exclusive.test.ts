import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { createExclusive } from "../../../src/state/exclusive.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wherry-exclusive-"));
  file = join(folder, "lock");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("work of one lock never overlaps, from however many doors it comes", async () => {
  const doors = [createExclusive(file), createExclusive(file), createExclusive(file)];
  let inside = 0;
  let most = 0;
  const results = await Promise.all(
    Array.from({ length: 12 }, (_, n) =>
      doors[n % 3]!(async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setImmediate(resolve));
        inside -= 1;
        return n;
      }),
    ),
  );
  assert.equal(most, 1);
  assert.deepEqual(
    results,
    Array.from({ length: 12 }, (_, n) => n),
  );
});

test("work that fails lets the next one in, and its error out", async () => {
  const exclusive = createExclusive(file);
  await assert.rejects(
    exclusive(async () => {
      throw new Error("broken work");
    }),
    /broken work/,
  );
  assert.equal(await createExclusive(file)(async () => "in"), "in");
});

test("the lock of a killed process is free", async () => {
  const script = `
    import { createExclusive } from ${JSON.stringify(join(import.meta.dirname, "../../../src/state/exclusive.ts"))};
    await createExclusive(${JSON.stringify(file)})(async () => {
      console.log("held");
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    });
  `;
  const holder = spawn(
    process.execPath,
    ["--import", "tsx", "--disable-warning=ExperimentalWarning", "--input-type=module", "-e", script],
    { cwd: join(import.meta.dirname, "../../.."), stdio: ["ignore", "pipe", "inherit"] },
  );
  await once(holder.stdout, "data");
  const impatient = new AbortController();
  const refused = createExclusive(file)(async () => "in", { signal: impatient.signal });
  setImmediate(() => impatient.abort());
  await assert.rejects(refused, { name: "AbortError" });

  let turns = 0;
  const counting = setInterval(() => {
    turns += 1;
    if (turns === 3) holder.kill("SIGKILL");
  }, 1);
  assert.equal(await createExclusive(file)(async () => "in"), "in");
  clearInterval(counting);
  assert.ok(turns >= 3, "the event loop turned while the lock was awaited");
});
