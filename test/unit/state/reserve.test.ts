import assert from "node:assert/strict";
import { existsSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createReserve, withReserve } from "../../../src/state/reserve.ts";
import { temporaryFolder } from "../../support/temporary.ts";

const isFull = (error: unknown): boolean => error === "full";

test("a reserve holds space until it is released, and can be kept again", async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, "reserve");
  const reserve = createReserve(file);
  reserve.keep();
  assert.ok(statSync(file).size >= 256 * 1024);
  assert.equal(reserve.release(), true);
  assert.equal(existsSync(file), false);
  assert.equal(reserve.release(), false);
  reserve.keep();
  assert.ok(existsSync(file));
  rmSync(folder.path, { recursive: true });
  reserve.keep();
  assert.equal(existsSync(folder.path), false);
});

test("work that finds the disk full is done once more when that gave space free", async () => {
  await using folder = await temporaryFolder();
  const reserve = createReserve(join(folder.path, "reserve"));
  let runs = 0;
  const work = (): number => {
    runs += 1;
    if (runs === 1) throw "full";
    return runs;
  };
  assert.throws(() => withReserve(work, reserve, isFull), isFull, "nothing to release");
  reserve.keep();
  runs = 0;
  assert.equal(withReserve(work, reserve, isFull), 2);
  reserve.keep();
  runs = 0;
  assert.equal(await withReserve(async () => work(), reserve, isFull), 2);
  reserve.keep();
  const other = (): never => {
    throw "other";
  };
  assert.throws(
    () => withReserve(other, reserve, isFull),
    (error) => error === "other",
  );
  assert.equal(reserve.release(), true, "kept for want of space alone");
});
