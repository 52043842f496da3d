import assert from "node:assert/strict";
import { test } from "node:test";
import { openDesk } from "../../../support/desk.ts";

test("marks survive the filter, move on with the selection, and esc takes filter, then marks away", async (t) => {
  const desk = openDesk(t);
  const { stores } = desk.desk;
  stores.containers.store.setState({
    status: "ready",
    items: ["web", "web-old", "db"].map((name) => ({
      id: name,
      name,
      image: "i",
      imageId: "i",
      argv: ["sh"],
      createdAtMs: 0,
      state: { status: "created" },
      tty: false,
      autoRemove: false,
      labels: {},
    })),
  });
  desk.type("/web\r  ");
  assert.deepEqual([...desk.navigation.marks.containers], ["web", "web-old"]);
  desk.type("/\x15!web\r*");
  assert.deepEqual([...desk.navigation.marks.containers], ["web", "web-old", "db"]);
  desk.type("*d");
  assert.ok(desk.overlay?.kind === "confirm");
  assert.equal(desk.overlay.question.names, "web, web-old");
  desk.type("n\x1b");
  assert.equal(desk.navigation.filters.containers, "");
  assert.equal(desk.navigation.marks.containers.size, 2);
  desk.type("\x1b");
  assert.equal(desk.navigation.marks.containers.size, 0);
});

test("n and N go round what a filter found, o and O turn the order", async (t) => {
  const desk = openDesk(t);
  desk.type("n");
  assert.match(desk.desk.stores.messages.store.getState().shown?.text ?? "", /nothing is filtered/);
  desk.type("oO");
  assert.deepEqual(desk.navigation.sorts.containers, { column: "name", reverse: true });
});
