import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Navigation,
  type NavigationEvent,
  navigate,
  START,
} from "../../../../src/stores/view/navigation.ts";

const after = (...events: NavigationEvent[]): Navigation => events.reduce(navigate, START);

test("tab goes round the side panels and the main pane, and back", () => {
  const seen: string[] = [];
  let now = START;
  for (let i = 0; i < 7; i += 1) {
    seen.push(now.focus === "side" ? now.panel : now.focus);
    now = navigate(now, { type: "cycle-panel", by: 1 });
  }
  assert.deepEqual(seen, ["containers", "images", "layers", "volumes", "networks", "main", "containers"]);
  assert.equal(navigate(START, { type: "cycle-panel", by: -1 }).focus, "main");
});

test("the Layers panel keeps showing the layers of the panel one came from", () => {
  assert.equal(
    after({ type: "choose-panel", panel: "images" }, { type: "choose-panel", panel: "layers" }).layersOf,
    "images",
  );
  assert.equal(after({ type: "choose-panel", panel: "layers" }).layersOf, "containers");
});

test("each panel remembers its own tab", () => {
  const now = after(
    { type: "cycle-tab", by: 1 },
    { type: "choose-panel", panel: "images" },
    { type: "cycle-tab", by: -1 },
  );
  assert.deepEqual(now.tabs, {
    containers: "logs",
    images: "history",
    layers: "files",
    volumes: "files",
    networks: "users",
  });
});

test("a tab that the selected thing does not have is not shown", () => {
  assert.equal(
    after({ type: "choose-panel", panel: "images" }, { type: "show-tab", tab: "logs" }).tabs.images,
    "files",
  );
});

test("leaving the terminal's tab takes the keys away from the program", () => {
  const now = after({ type: "focus", focus: "terminal" }, { type: "show-tab", tab: "logs" });
  assert.equal(now.focus, "main");
});

test("zoom goes round: none, half, full", () => {
  assert.equal(after({ type: "cycle-zoom", by: 1 }).zoom, "half");
  assert.equal(after({ type: "cycle-zoom", by: -1 }).zoom, "full");
  assert.equal(after({ type: "zoom", zoom: "full" }, { type: "cycle-zoom", by: 1 }).zoom, "none");
});

test("what changes nothing gives the same object, so that nothing is drawn", () => {
  assert.equal(navigate(START, { type: "focus", focus: "side" }), START);
  assert.equal(navigate(START, { type: "select", panel: "images", selection: START.selected.images }), START);
});
