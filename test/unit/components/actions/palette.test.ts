import assert from "node:assert/strict";
import { test } from "node:test";
import { createPalette } from "../../../../components/actions/palette.ts";
import type { PaletteEntry } from "../../../../components/overlays/palette.ts";
import { COMMANDS } from "../../../../src/cli/registry/registry.ts";
import { summarize } from "../../../../src/cli/summarize.ts";
import { openDesk, type TestDesk } from "../../../support/desk.ts";

function entriesOf({ desk, actions }: TestDesk): readonly PaletteEntry[] {
  return createPalette(desk, actions, summarize(COMMANDS)).entries();
}

test("every action and every command of the command line is there once, but for the palette and keys of dialogs", (t) => {
  const desk = openDesk(t);
  const entries = entriesOf(desk);
  const wanted = [
    ...desk.actions.flatMap(({ id, run }) => (run === undefined || id === "everywhere.palette" ? [] : [id])),
    ...COMMANDS.map(({ name }) => name),
  ];
  assert.deepEqual(entries.map(({ name }) => name).sort(), wanted.sort());
});

test("what counts here comes first, and what cannot run says why", (t) => {
  const desk = openDesk(t);
  desk.type("2");
  const [first] = entriesOf(desk);
  assert.match(first?.name ?? "", /^images\./);
  const reasons = new Map(
    entriesOf(desk).map((entry) => [entry.name, entry.kind === "action" ? entry.reason : undefined]),
  );
  assert.equal(reasons.get("containers.attach"), "no container is selected");
  assert.match(reasons.get("logs.follow") ?? "", /counts in Logs only/);
  assert.equal(reasons.get("everywhere.help"), undefined);
});

test("an action of another panel goes there first", (t) => {
  const desk = openDesk(t);
  desk.type("3:everywhere.images\r");
  assert.equal(desk.navigation.panel, "images");
  desk.type(":next theme\r");
  assert.equal(desk.overlay, undefined);
  assert.equal(desk.desk.themes.store.getState().name, "high-contrast");
});

test("an action of a tab of this panel shows the tab", (t) => {
  const desk = openDesk(t);
  desk.type(":logs.follow\r");
  assert.deepEqual([desk.navigation.focus, desk.navigation.tabs.containers], ["main", "logs"]);
});

test("enter on what cannot run says why and keeps the palette", (t) => {
  const desk = openDesk(t);
  desk.type(":containers.attach\r");
  assert.ok(desk.overlay?.kind === "palette");
  assert.equal(desk.overlay.state.problem, "attach: no container is selected");
  desk.type("\x1b");
  assert.equal(desk.overlay, undefined);
});

test("a command that needs arguments is completed, and one with an open quote is not run", (t) => {
  const desk = openDesk(t);
  desk.type(":rmi\r");
  assert.ok(desk.overlay?.kind === "palette");
  assert.equal(desk.overlay.state.field.graphemes.join(""), "rmi ");
  desk.type("'a\r");
  assert.ok(desk.overlay?.kind === "palette");
  assert.match(desk.overlay.state.problem ?? "", /quote/);
});

test("what ran is found again with up", (t) => {
  const desk = openDesk(t);
  desk.type(":everywhere.images\r:everywhere.layers\r:\x1b[A\x1b[A\r");
  assert.equal(desk.navigation.panel, "images");
});
