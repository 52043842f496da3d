import assert from "node:assert/strict";
import { test } from "node:test";
import type { InputEvent } from "../../../components/input/event.ts";
import { createParser } from "../../../components/input/parse.ts";
import { createTypedAhead } from "../../../components/typed-ahead.ts";

function setUp() {
  const ahead = createTypedAhead();
  let delivered = "";
  ahead.deliverTo((event) => {
    if (event.type === "key") delivered += event.text;
  });
  const type = (text: string): boolean[] => events(text).map((event) => ahead.hold(event));
  return { ahead, type, delivered: () => delivered };
}

test("what is typed while a terminal is on its way reaches it, in order", async () => {
  const { ahead, type, delivered } = setUp();
  const { promise, resolve } = Promise.withResolvers<void>();
  const work = ahead.during(() => promise);
  assert.deepEqual(type("ls"), [true, true]);
  assert.equal(delivered(), "");
  resolve();
  await work;
  assert.equal(delivered(), "ls");
  assert.deepEqual(type("x"), [false]);
});

test("what was typed for a terminal that never came is dropped", async () => {
  const { ahead, type, delivered } = setUp();
  const { promise, reject } = Promise.withResolvers<void>();
  const work = ahead.during(() => promise);
  type("rm");
  reject(new Error("no"));
  await assert.rejects(work, /no/);
  assert.equal(delivered(), "");
  assert.deepEqual(type("x"), [false]);
});

function events(text: string): readonly InputEvent[] {
  return createParser().feed(Buffer.from(text));
}
