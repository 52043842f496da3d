import assert from "node:assert/strict";
import { test } from "node:test";
import type { Action } from "../../../../components/keymap/action.ts";
import { findClashes } from "../../../../components/keymap/clashes.ts";
import { PRESET_NAMES, PRESETS } from "../../../../components/keymap/presets.ts";
import { rebindActions } from "../../../../components/keymap/rebind.ts";
import { openDesk } from "../../../support/desk.ts";

const row = (id: string, keys: readonly string[], where = "list"): Action => ({
  id,
  keys,
  where,
  label: id,
  description: id,
  run: () => {},
});
const ROWS = [row("remove", ["d"]), row("stop", ["s"]), row("run", ["r"]), row("quit", ["q"], "everywhere")];

const keysOf = (actions: readonly Action[]): Record<string, readonly string[]> =>
  Object.fromEntries(actions.map(({ id, keys }) => [id, keys]));

test("own keys go before the preset's, the preset's before the table's", () => {
  const { actions, refused } = rebindActions(
    ROWS,
    { remove: ["x"], stop: ["S"] },
    { remove: ["D"], quit: [] },
  );
  assert.deepEqual(keysOf(actions), { remove: ["D"], stop: ["S"], run: ["r"], quit: [] });
  assert.deepEqual(refused, []);
});

test("two actions may swap their keys", () => {
  const { actions, refused } = rebindActions(ROWS, {}, { remove: ["s"], stop: ["d"] });
  assert.deepEqual(keysOf(actions), { remove: ["s"], stop: ["d"], run: ["r"], quit: ["q"] });
  assert.deepEqual(refused, []);
});

test("an own key that another action of the place has is refused, and told with whose it is", () => {
  const { actions, refused } = rebindActions(ROWS, {}, { stop: ["d", "z"], run: ["R"], quit: ["d"] });
  assert.deepEqual(keysOf(actions), { remove: ["d"], stop: ["s"], run: ["R"], quit: ["d"] });
  assert.deepEqual(refused, [{ id: "stop", key: "d", other: "remove" }]);
});

test("what falls back may clash in its turn; in the end nothing does", () => {
  const { actions, refused } = rebindActions(ROWS, {}, { remove: ["s"], stop: ["r"] });
  assert.deepEqual(findClashes(actions), []);
  assert.deepEqual(keysOf(actions), { remove: ["d"], stop: ["s"], run: ["r"], quit: ["q"] });
  assert.deepEqual(
    refused.map(({ id }) => id),
    ["stop", "remove"],
  );
});

for (const name of PRESET_NAMES) {
  test(`the preset ${name} names actions that exist, and no key of it has two meanings in one place`, (t) => {
    const { actions } = openDesk(t);
    const ids = actions.map(({ id }) => id);
    assert.deepEqual(
      Object.keys(PRESETS[name]).filter((id) => !ids.includes(id)),
      [],
    );
    assert.deepEqual(findClashes(rebindActions(actions, PRESETS[name], {}).actions), []);
  });
}
