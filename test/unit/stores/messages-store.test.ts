import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { CodedError } from "../../../src/base/errors.ts";
import { createMessages, readingMs } from "../../../src/stores/messages-store.ts";

function messagesAt(t: TestContext) {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
  const messages = createMessages();
  const texts = (): readonly string[] => {
    const { shown, earlier } = messages.store.getState();
    return [...earlier, ...(shown === undefined ? [] : [shown])].map(({ text }) => text);
  };
  return { messages, texts, pass: (ms: number) => t.mock.timers.tick(ms) };
}

test("a message goes by itself, a longer one later", (t) => {
  const { messages, texts, pass } = messagesAt(t);
  const short = { tone: "success", text: "saved" } as const;
  const long = { tone: "warning", text: "x".repeat(60), hint: "y".repeat(20) } as const;
  assert.ok(readingMs(long) > readingMs(short) + 2000);
  assert.ok(readingMs({ ...long, text: "x".repeat(9999) }) <= 12_000);
  messages.say(short.tone, short.text);
  pass(readingMs(short) - 1);
  assert.deepEqual(texts(), ["saved"]);
  pass(1);
  assert.deepEqual(texts(), []);
});

test("news do not push each other away before they can be read; answers to keys do", (t) => {
  const { messages, texts, pass } = messagesAt(t);
  messages.say("success", "loaded a");
  messages.say("success", "loaded b");
  messages.say("info", "stop: nothing is selected");
  messages.say("info", "kill: nothing is selected");
  assert.deepEqual(texts(), ["loaded a", "loaded b", "kill: nothing is selected"]);
  messages.say("success", "loaded c");
  assert.deepEqual(texts(), ["loaded a", "loaded b", "loaded c"]);
  pass(12_000);
  assert.deepEqual(texts(), []);
});

test("an error stays until it is dismissed, and what came before it is seen again", (t) => {
  const { messages, texts, pass } = messagesAt(t);
  messages.fail(new CodedError("conflict", "a", "stop web: it does not run"), "stop");
  pass(60_000);
  messages.passOn();
  messages.fail(new CodedError("conflict", "b", "stop db: it does not run"), "stop");
  assert.deepEqual(texts(), ["stop web: it does not run", "stop db: it does not run"]);
  messages.dismiss();
  assert.deepEqual(texts(), ["stop web: it does not run"]);
  messages.dismiss();
  messages.dismiss();
  assert.deepEqual(texts(), []);
  assert.equal(messages.store.getState().lastError?.code, "b");
});

test("a key takes away an answer at once, but news only once they were there for a glance", (t) => {
  const { messages, texts, pass } = messagesAt(t);
  messages.say("info", "nothing is selected");
  messages.passOn();
  assert.deepEqual(texts(), []);
  messages.say("success", "loaded a");
  messages.passOn();
  assert.deepEqual(texts(), ["loaded a"]);
  pass(1500);
  messages.passOn();
  assert.deepEqual(texts(), []);
});

test("a flood of errors keeps the newest few", (t) => {
  const { messages, texts } = messagesAt(t);
  for (let at = 0; at < 100; at += 1) messages.fail(new Error(`number ${at}`), "count");
  assert.deepEqual(
    texts(),
    [96, 97, 98, 99].map((at) => `count: number ${at}`),
  );
});
