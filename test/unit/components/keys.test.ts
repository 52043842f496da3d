import assert from "node:assert/strict";
import { test } from "node:test";
import { findClashes } from "../../../components/keymap/clashes.ts";
import { fieldText } from "../../../components/widgets/text-field.ts";
import { openDesk } from "../../support/desk.ts";

test("no key has two meanings in one place, and every row tells what it does", (t) => {
  const { actions } = openDesk(t);
  assert.deepEqual(findClashes(actions), []);
  const ids = actions.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { id, label, description, keys } of actions) {
    assert.ok(label !== "" && description !== "" && keys.length > 0, id);
  }
});

test("a burst of keys acts as if each had come alone", (t) => {
  const desk = openDesk(t);
  desk.type("2/ng\r3");
  assert.equal(desk.overlay, undefined);
  assert.equal(desk.navigation.filters.images, "ng");
  assert.equal(desk.navigation.panel, "layers");
});

test("an open overlay takes all keys", (t) => {
  const desk = openDesk(t);
  desk.type("?2q");
  assert.equal(desk.navigation.panel, "containers");
  assert.equal(desk.left, false);
  assert.equal(desk.overlay, undefined, "q closes the help");
  desk.type("q");
  assert.equal(desk.left, true);
});

test("esc in the filter line clears the filter, enter keeps it, a second esc clears it later", (t) => {
  const desk = openDesk(t);
  desk.type("/web\x1b");
  assert.equal(desk.navigation.filters.containers, "");
  desk.type("/web\r");
  assert.equal(desk.navigation.filters.containers, "web");
  desk.type("\x1b");
  assert.equal(desk.navigation.filters.containers, "");
});

test("a key that cannot do anything says why", (t) => {
  const desk = openDesk(t);
  const shown = () => desk.desk.stores.messages.store.getState().shown?.text;
  desk.type("a");
  assert.equal(shown(), "attach: no container is selected");
  desk.type("2d");
  assert.equal(shown(), "remove: no image is selected");
});

test("a path that cannot be loaded becomes a failed job and one line with what to do", async (t) => {
  const desk = openDesk(t);
  desk.type("L/nowhere/archive.tar\r");
  const { jobs, messages } = desk.desk.stores;
  await desk.until(() => messages.store.getState().shown?.tone === "danger");
  const [job] = jobs.store.getState().jobs;
  assert.deepEqual(job?.work, { kind: "load", path: "/nowhere/archive.tar" });
  assert.equal(job?.state.status, "failed");
  desk.type("!");
  assert.equal(desk.overlay?.kind, "error");
});

test("an empty path is refused in place and what was typed stays", (t) => {
  const desk = openDesk(t);
  desk.type("L  \r");
  assert.ok(desk.overlay?.kind === "prompt");
  assert.equal(desk.overlay.problem, "write the path of an archive");
});

test("zoom and panels follow their keys", (t) => {
  const desk = openDesk(t);
  desk.type("+");
  assert.equal(desk.navigation.zoom, "half");
  desk.type("_");
  assert.equal(desk.navigation.zoom, "none");
  desk.type("\t\t\t\t\t");
  assert.equal(desk.navigation.focus, "main");
  desk.type("\x1b[Z\x1b[Z\x1b[Z]");
  assert.deepEqual([desk.navigation.panel, desk.navigation.tabs.layers], ["layers", "command"]);
});

test("a path that could not be loaded stands in the question again, to be mended", async (t) => {
  const desk = openDesk(t);
  desk.type("L/nowhere/archive.tar\r");
  await desk.until(() => desk.desk.stores.messages.store.getState().shown?.tone === "danger");
  desk.type("L");
  assert.ok(desk.overlay?.kind === "prompt");
  assert.equal(fieldText(desk.overlay.field), "/nowhere/archive.tar");
});

test("a failure that was read in full is no job any more", async (t) => {
  const desk = openDesk(t);
  const { jobs, messages } = desk.desk.stores;
  desk.type("L/nowhere/archive.tar\r");
  await desk.until(() => messages.store.getState().shown?.tone === "danger");
  desk.type("!\x1b");
  assert.deepEqual(jobs.store.getState().jobs, []);
});
