import assert from "node:assert/strict";
import { test } from "node:test";
import { openHelp } from "../../../../components/overlays/help.ts";
import { helpLines } from "../../../../components/overlays/help-dialog.ts";
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

/** What the engine has no operation for so far: the reason that is told, and what to do instead where there is something. */
const LATER: readonly [id: string, panel: string, key: string, reason: RegExp][] = [
  ["images.pull", "2", "p", /^pull: .* not talk to registries yet; L loads an archive$/],
  ["images.push", "2", "P", /^push: .* not talk to registries yet/],
  ["images.build", "2", "b", /^build: .* not build yet/],
  ["containers.commit", "1", "c", /^commit: .* cannot commit to an image yet$/],
];

for (const [id, panel, key, reason] of LATER) {
  test(`${id} is listed, and its key, the palette and the help say why it cannot run`, (t) => {
    const { desk, actions, palette, type } = openDesk(t);
    type(panel + key);
    const said = desk.stores.messages.store.getState().shown;
    assert.equal(said?.tone, "info");
    assert.match(said?.text ?? "", reason);

    const entry = palette.entries().find(({ name }) => name === id);
    assert.ok(entry?.kind === "action");
    assert.match(`${entry.title}: ${entry.reason}`, reason);

    const lines = helpLines({ ...desk, actions, state: openHelp([panel === "1" ? "containers" : "images"]) });
    const at = lines.findIndex((line) => line.kind === "key" && line.id === id);
    const row = lines[at];
    assert.ok(row?.kind === "key" && row.disabled);
    const why = lines.slice(at).find((line) => line.kind === "reason");
    assert.match(`${entry.title}: ${why?.text}`, reason);
  });
}

test("on an empty root every promised key does something or says why, in the words of a person", (t) => {
  const { desk, actions } = openDesk(t);
  for (const { id, label, disabledReason } of actions) {
    const reason = disabledReason?.();
    if (reason === undefined) continue;
    assert.match(reason, /^\p{Lowercase}[^A-Z_]*[a-z]/u, id);
    assert.doesNotMatch(reason, /undefined|\.$/, id);
    assert.ok(`${label}: ${reason}`.length <= 80, `${id}: ${reason}`);
  }
  assert.equal(desk.stores.messages.store.getState().shown, undefined);
});
