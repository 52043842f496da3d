import assert from "node:assert/strict";
import { test } from "node:test";
import { characterKey, controlKey } from "../../../../components/input/keys.ts";
import { type Action, bindActions } from "../../../../components/keymap/action.ts";
import { findClashes } from "../../../../components/keymap/clashes.ts";
import { resolveAction, visibleActions } from "../../../../components/keymap/resolve.ts";
import { showKey } from "../../../../components/keymap/show-key.ts";

function row(id: string, keys: readonly string[], where: string, reason?: string): Action {
  const disabled = reason === undefined ? {} : { disabledReason: () => reason };
  return { id, keys, where, label: id, description: id, run: () => {}, ...disabled };
}

const ROWS = bindActions([
  row("quit", ["q", "ctrl-c"], "everywhere"),
  row("remove", ["d"], "containers"),
  row("stop", ["s"], "containers", "it does not run"),
  row("delete", ["d"], "images"),
  row("close", ["q"], "help"),
]);

test("an event means the action of the nearest place", () => {
  const q = characterKey("q", Buffer.from("q"));
  assert.equal(resolveAction(ROWS, ["containers", "everywhere"], q)?.action.id, "quit");
  assert.equal(resolveAction(ROWS, ["help", "everywhere"], q)?.action.id, "close");
  assert.equal(resolveAction(ROWS, ["images"], q), undefined);
  const ctrlC = controlKey(3, Uint8Array.of(3));
  assert.equal(resolveAction(ROWS, ["containers", "everywhere"], ctrlC)?.action.id, "quit");
});

test("an action that cannot run says why", () => {
  const found = resolveAction(ROWS, ["containers"], characterKey("s", Buffer.from("s")));
  assert.deepEqual(found, { status: "disabled", action: ROWS[2], reason: "it does not run" });
});

test("a released key means nothing", () => {
  const event = { ...characterKey("q", Buffer.from("q")), action: "release" as const };
  assert.equal(resolveAction(ROWS, ["everywhere"], event), undefined);
});

test("two actions on one key in one place clash; in two places they do not", () => {
  assert.deepEqual(findClashes(ROWS), []);
  const more = [
    ...ROWS,
    ...bindActions([row("drop", ["x", "D"], "containers"), row("dance", ["shift-d"], "containers")]),
  ];
  assert.deepEqual(findClashes(more), [{ where: "containers", key: "D", actions: ["drop", "dance"] }]);
});

test("the config file rebinds an action, and a bad key in it is refused", () => {
  const [rebound] = bindActions([row("quit", ["q"], "everywhere")], { quit: ["Ctrl-Q", "F10"] });
  assert.deepEqual(rebound?.keys, ["ctrl-q", "f10"]);
  assert.throws(() => bindActions([row("quit", ["q"], "everywhere")], { quit: ["nokey"] }), {
    kind: "invalid",
  });
});

test("an action whose every key a nearer place took is not shown", () => {
  const shown = visibleActions(
    [...ROWS, ...bindActions([row("go", ["d"], "everywhere")])],
    ["containers", "everywhere"],
  );
  assert.deepEqual(
    shown.map(({ id }) => id),
    ["remove", "stop", "quit"],
  );
});

test("keys are printed short", () => {
  assert.deepEqual(
    ["ctrl-d", "up", "pageup", "ctrl--", "-", "shift-tab"].map((key) => showKey(key)),
    ["ctrl-d", "↑", "pgup", "ctrl--", "-", "shift-tab"],
  );
  assert.equal(showKey("ctrl-up", { ascii: true }), "ctrl-up");
});
