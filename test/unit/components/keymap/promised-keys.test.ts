import assert from "node:assert/strict";
import { test } from "node:test";
import { openDesk } from "../../../support/desk.ts";

/** What the design of the TUI promises of each place. */
const PROMISED: Readonly<Record<string, readonly string[]>> = {
  everywhere: [
    ...["j", "k", "up", "down", "g", "G", "ctrl-d", "ctrl-u", "pageup", "pagedown"],
    ...["tab", "shift-tab", "1", "2", "3", "4", "5", "h", "l", "left", "right", "[", "]"],
    ...["/", "n", "N", "esc", "space", "+", "_", "y", ":", "?", "q", "ctrl-c", "ctrl-z"],
  ],
  containers: ["enter", "a", "e", "E", "l", "m", "s", "r", "p", "K", "c", "R", "d", "u"],
  images: ["enter", "r", "p", "P", "t", "b", "S", "c", "d"],
  layers: ["enter", "e", "c"],
  logs: ["/", "n", "N", "esc", "f", "&", "t", "o", "w", "m", "S", "y"],
};

for (const [place, keys] of Object.entries(PROMISED)) {
  test(`every key promised of ${place} does something there`, (t) => {
    const { actions } = openDesk(t);
    const bound = actions.filter(({ where }) => where === place).flatMap((action) => action.keys);
    assert.deepEqual(
      keys.filter((key) => !bound.includes(key)),
      [],
    );
  });
}
