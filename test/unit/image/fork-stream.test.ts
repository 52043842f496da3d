import assert from "node:assert/strict";
import { test } from "node:test";
import { forkStream } from "../../../src/image/fork-stream.ts";

const MIB = 1024 ** 2;

async function* chunks(count: number, sent: { count: number } = { count: 0 }): AsyncGenerator<Buffer> {
  for (; sent.count < count; sent.count += 1) yield Buffer.alloc(MIB, sent.count);
}

async function readAll(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}

test("both readers get the same bytes from one reading", async () => {
  const fork = forkStream(chunks(40));
  const [main, side] = await Promise.all([readAll(fork.main), readAll(fork.side)]);
  assert.equal(main.length, 40 * MIB);
  assert.ok(main.equals(side));
});

test("the main reader waits for a side that is slow, so that memory does not fill", async () => {
  const sent = { count: 0 };
  const fork = forkStream(chunks(100, sent));
  const main = readAll(fork.main);
  await new Promise((resolve) => setImmediate(resolve));
  await fork.side.next();
  await new Promise((resolve) => setImmediate(resolve));
  assert.ok(sent.count < 20, `${sent.count} MiB were read ahead`);
  assert.equal((await readAll(fork.side)).length, 99 * MIB);
  assert.equal((await main).length, 100 * MIB);
});

test("a side that leaves, or never begins, holds nobody up", async () => {
  const fork = forkStream(chunks(100));
  const main = readAll(fork.main);
  fork.closeSide();
  assert.equal((await main).length, 100 * MIB);
});

test("a source that fails fails both", async () => {
  async function* failing(): AsyncGenerator<Buffer> {
    yield Buffer.from("a");
    throw new Error("torn");
  }
  const fork = forkStream(failing());
  const side = assert.rejects(readAll(fork.side), { message: "torn" });
  await assert.rejects(readAll(fork.main), { message: "torn" });
  await side;
});

test("a main reader that stops early fails the side instead of leaving it waiting", async () => {
  const fork = forkStream(chunks(3));
  const side = assert.rejects(readAll(fork.side), /stopped before the end/);
  await fork.main.next();
  fork.closeMain();
  await side;
});
