import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createContainers } from "../../../../src/engine/containers/create-containers.ts";
import { joinRecords } from "../../../../src/engine/containers/log-lines.ts";
import { openTestContext } from "../../../support/containers-context.ts";
import { logRecord } from "../../../support/log-file.ts";

const joined = (...records: string[]): string[] =>
  joinRecords(Buffer.from(records.join("")), { offset: 0, atEnd: true }).map(
    ({ stream, text, open }) => `${stream === "stderr" ? "!" : ""}${text}${open ? "…" : ""}`,
  );
const part = (text: string, stream = "stdout") => logRecord(text, { tag: "P", stream });
const error = (text: string) => logRecord(text, { stream: "stderr" });

test("parts of a line are joined, also around lines of the other stream", () => {
  assert.deepEqual(joined(part("tw"), logRecord("o"), logRecord("three")), ["two", "three"]);
  assert.deepEqual(joined(part("on"), error("E1"), error("E2"), logRecord("e")), ["one", "!E1", "!E2"]);
  assert.deepEqual(joined(part("prompt> "), error("E")), ["prompt> …", "!E"]);
});

test("a letter split between two records is whole again", () => {
  const bytes = Buffer.from("한글");
  const head = Buffer.from(part("")).subarray(0, -1);
  const tail = Buffer.from(logRecord("")).subarray(0, -1);
  const chunk = Buffer.concat([
    head,
    bytes.subarray(0, 4),
    Buffer.from("\n"),
    tail,
    bytes.subarray(4),
    Buffer.from("\n"),
  ]);
  assert.deepEqual(
    joinRecords(chunk, { offset: 0, atEnd: true }).map(({ text }) => text),
    ["한글"],
  );
});

test("what a crash tore is passed over, and an endless line is cut", () => {
  assert.deepEqual(joined("torn\n", logRecord("one"), "2026\n", logRecord("two")), ["one", "two"]);
  const long = joined(...Array.from({ length: 40 }, () => part("x".repeat(16 * 1024))), logRecord("end"));
  assert.deepEqual(
    long.map((text) => text.length),
    [16 * 1024],
  );
});

test("pages cut anywhere hold every line once, with the same parts", async (t) => {
  const context = openTestContext();
  t.after(() => context[Symbol.asyncDispose]());
  const containers = createContainers(context);
  mkdirSync(join(context.layerDir, "bin"), { recursive: true });
  const { id } = await containers.create({ image: "starter", name: "c", command: ["x"] });
  const records = Array.from({ length: 400 }, (_, n) =>
    n % 7 === 3
      ? part(`p${n} ${"y".repeat((n * 997) % 9000)}`)
      : n % 5 === 0
        ? error(`e${n}`)
        : logRecord(`l${n} ${"z".repeat(n)}`),
  );
  const bytes = Buffer.from(records.join(""));
  const { bundleDir } = await containers.inspect(id);
  writeFileSync(join(bundleDir, "log"), bytes);
  await using pages = await containers.openLog("c");
  const whole = joinRecords(bytes, { offset: 0, atEnd: true });
  for (const step of [311, 4096, 70_000, bytes.length]) {
    const seen: typeof whole = [];
    let count = 0;
    for (let from = 0; from < bytes.length; from += step) {
      seen.push(...(await pages.page(from, from + step)));
      count += await pages.count(from, from + step);
    }
    assert.deepEqual(seen, whole, `step ${step}`);
    assert.equal(count, whole.length, `step ${step}`);
  }
  await containers.remove(id);
});
