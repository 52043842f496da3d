import assert from "node:assert/strict";
import { test } from "node:test";
import { createDispatcher, type LayerKind } from "../../../../components/input/dispatch.ts";
import { characterKey } from "../../../../components/input/keys.ts";

const key = characterKey("a", Buffer.from("a"));
const ORDER: readonly LayerKind[] = ["overlay", "text", "terminal", "panel", "global"];

test("the first layer in the order of kinds that takes an event is the only one", () => {
  for (const [index, kind] of ORDER.entries()) {
    const heard: string[] = [];
    const dispatcher = createDispatcher();
    for (const other of [...ORDER].reverse()) {
      if (other === "overlay" && kind !== "overlay") continue;
      dispatcher.add({
        kind: other,
        handle: () => {
          heard.push(other);
          return ORDER.indexOf(other) >= index;
        },
      });
    }
    assert.equal(dispatcher.dispatch(key), true);
    assert.equal(heard.at(-1), kind);
    assert.equal(heard.length, kind === "overlay" ? 1 : index);
  }
});

test("under an overlay nothing but its own text hears", () => {
  const dispatcher = createDispatcher();
  const heard: string[] = [];
  const quiet = (kind: LayerKind) => ({ kind, handle: () => heard.push(kind) < 0 });
  for (const kind of ORDER) dispatcher.add(quiet(kind));
  assert.equal(dispatcher.dispatch(key), false);
  assert.deepEqual(heard, ["overlay", "text"]);
});

test("of two layers of a kind the newer is asked first, and one that left is not asked", () => {
  const dispatcher = createDispatcher();
  const heard: string[] = [];
  const layer = (name: string, takes: boolean) => ({
    kind: "panel" as const,
    handle: () => {
      heard.push(name);
      return takes;
    },
  });
  dispatcher.add(layer("older", true));
  const remove = dispatcher.add(layer("newer", false));
  dispatcher.dispatch(key);
  remove();
  dispatcher.dispatch(key);
  assert.deepEqual(heard, ["newer", "older", "older"]);
});

test("an answer of the terminal is nobody's key", () => {
  const dispatcher = createDispatcher();
  dispatcher.add({ kind: "terminal", handle: () => assert.fail("it was typed into the program") });
  assert.equal(dispatcher.dispatch({ type: "reply", raw: Buffer.from("\x1b[?1u") }), false);
});
