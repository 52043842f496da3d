import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { filesNow } from "../../../../components/actions/desk.ts";
import { filesShown } from "../../../../components/panels/files-shown.ts";
import { historyShown, wasteShown } from "../../../../components/panels/pane-list.ts";
import { fileKey } from "../../../../src/stores/details-store.ts";
import { layerIndex } from "../../../../src/stores/view/listed-layer.ts";
import { openDesk, type TestDesk } from "../../../support/desk.ts";
import { writeTwoImages } from "../../../support/two-images.ts";

test("files are sorted, jumped through, looked at and copied out by keys", async (t) => {
  const { desk, dir } = await loaded(t);
  await openLayer(desk, 1);
  assert.deepEqual(tree(desk), ["big", "etc", "etc/gone", "etc/motd"]);
  desk.type("s");
  assert.deepEqual(tree(desk), ["big", "etc", "etc/motd", "etc/gone"], "the largest first");
  desk.type("s");
  assert.deepEqual(tree(desk), ["big", "etc/gone", "etc/motd"], "no tree");
  desk.type("s");
  desk.type("g n");
  assert.equal(cursor(desk), "etc/gone");
  desk.type("n");
  assert.equal(cursor(desk), "etc/motd");
  desk.type("n");
  assert.equal(cursor(desk), "big", "round at the end");

  desk.type("N\r");
  await desk.until(() => text(desk) !== undefined);
  assert.deepEqual(text(desk), ["one", "2", "three"]);
  desk.type("\x1b");
  desk.type("k\r");
  await desk.until(() => text(desk) !== undefined);
  assert.deepEqual(text(desk), ["was here"], "what was removed is read from below");

  const target = join(dir, "copy");
  desk.type(`x\x15${target}\r`);
  await desk.until(() => existsSync(target));
  assert.equal(readFileSync(target, "utf8"), "was here\n");
  desk.type("\x1b");
  desk.type("j");
  desk.type(`x\x15${target}\r`);
  await desk.until(() => desk.desk.stores.messages.store.getState().shown?.tone === "danger");
  assert.match(desk.desk.stores.messages.store.getState().shown?.text ?? "", /already there/);
  desk.type(`x\x15${join(dir, "motd")}\r`);
  await desk.until(() => desk.desk.stores.messages.store.getState().shown?.tone === "success");
  assert.equal(statSync(join(dir, "motd")).mode & 0o7777, 0o640);
});

test("a filter goes to what it finds, and leaves it where it lies in the tree", async (t) => {
  const { desk } = await loaded(t);
  await openLayer(desk, 1);
  desk.type("Ghh");
  assert.deepEqual(tree(desk), ["big", "etc"], "folded");
  desk.type("g/mot");
  assert.deepEqual(tree(desk), ["etc", "etc/motd"]);
  assert.equal(cursor(desk), "etc/motd");
  desk.type("\r");
  desk.type("\x1b");
  assert.deepEqual(tree(desk), ["big", "etc", "etc/gone", "etc/motd"]);
  assert.equal(cursor(desk), "etc/motd");
});

test("a layer shows the whole stack down from it, and its changes alone again, from layer to layer", async (t) => {
  const { desk } = await loaded(t);
  await openLayer(desk, 1);
  desk.type("G");
  assert.equal(cursor(desk), "etc/motd");
  desk.type("o");
  await desk.until(() => tree(desk).includes("tabs"));
  assert.deepEqual(tree(desk), ["big", "etc", "etc/gone", "etc/host", "etc/motd", "raw", "tabs"]);
  await desk.until(() => cursor(desk) === "etc/motd");
  desk.type("n");
  assert.equal(cursor(desk), "big", "round, past what was left alone");
  desk.type("3");
  desk.type("j");
  await desk.until(() => tree(desk).length === 6);
  desk.type("k");
  await desk.until(() => tree(desk).length === 7);
  desk.type("\r");
  desk.type("/raw\r\r");
  await desk.until(() => desk.desk.stores.viewer.store.getState().viewed?.body.status === "file");
  desk.type("\x1b");
  desk.type("\x1b");
  desk.type("o");
  await desk.until(() => tree(desk).length === 4);
});

test("a binary file is shown as hex, a symlink that leads out of the image leads nowhere", async (t) => {
  const { desk } = await loaded(t);
  await openLayer(desk, 0);
  desk.type("/raw\r\r");
  await desk.until(() => desk.desk.stores.viewer.store.getState().viewed?.body.status === "file");
  const body = () => desk.desk.stores.viewer.store.getState().viewed?.body;
  let shown = body();
  assert.ok(shown?.status === "file");
  assert.equal(shown.as, "hex");
  desk.type("b");
  shown = body();
  assert.ok(shown?.status === "file");
  assert.equal(shown.as, "text");
  desk.type("\x1b");
  desk.type("\x1b");
  desk.type("/tabs\r\r");
  await desk.until(() => text(desk)?.[0]?.startsWith("a") === true);
  assert.equal(text(desk)?.[0], "a       b");
  desk.type("\x1b");
  desk.type("\x1b");
  desk.type("/host\r\r");
  await desk.until(() => body()?.status === "failed");
  shown = body();
  assert.ok(shown?.status === "failed");
  assert.equal(shown.error.kind, "not-found");
  desk.type("3");
  assert.equal(desk.navigation.viewing, true, "another panel may have the keys meanwhile");
  desk.type("k");
  assert.equal(desk.navigation.viewing, false, "another layer shows its own files");
});

test("waste leads to the layer that did it, and to the file", async (t) => {
  const { desk } = await loaded(t);
  select(desk, "first:1");
  show(desk, "waste");
  const waste = () => wasteShown(desk.desk.stores);
  await desk.until(() => waste().status === "ready");
  const shown = waste();
  assert.ok(shown.status === "ready");
  assert.deepEqual(
    shown.value.rows.map(({ path, sizeBytes }) => `${path} ${sizeBytes}`),
    ["etc/motd 14", "etc/gone 9"],
  );
  desk.type("j\r");
  await desk.until(() => desk.navigation.panel === "layers" && cursor(desk) === "etc/gone");
  assert.equal(layerNow(desk), 1);
  assert.equal(desk.navigation.focus, "main");
});

test("two images are compared, and a changed file by its text", async (t) => {
  const { desk } = await loaded(t);
  select(desk, "second:1");
  desk.type("c");
  assert.match(desk.desk.stores.messages.store.getState().shown?.text ?? "", /second:1 is chosen/);
  select(desk, "first:1");
  desk.type("c");
  assert.equal(desk.navigation.tabs.images, "compare");
  await desk.until(() => tree(desk).length > 0);
  assert.deepEqual(tree(desk), ["big", "etc", "etc/gone", "etc/motd", "srv", "srv/page"]);
  desk.type("/motd\r\r");
  await desk.until(() => desk.desk.stores.viewer.store.getState().viewed?.body.status === "diff");
  const body = desk.desk.stores.viewer.store.getState().viewed?.body;
  assert.ok(body?.status === "diff");
  assert.deepEqual(
    body.lines.map(({ kind, text: line }) => `${kind} ${line}`),
    ["hunk @@ -1,3 +1,3 @@", "same one", "removed two", "added 2", "same three"],
  );
});

test("the one marked image is what c compares with", async (t) => {
  const { desk } = await loaded(t);
  select(desk, "second:1");
  desk.type(" ");
  select(desk, "first:1");
  desk.type("c");
  await desk.until(() => tree(desk).length > 0);
  assert.equal(filesNow(desk.desk)?.of, "comparison");
});

test("the history of all images leads to a layer", async (t) => {
  const { desk } = await loaded(t);
  select(desk, "first:1");
  show(desk, "history");
  const history = () => historyShown(desk.desk.stores);
  await desk.until(() => history().status === "ready");
  const shown = history();
  assert.ok(shown.status === "ready");
  assert.equal(shown.value.rows.length, 3, "the base stands once");
  assert.equal(shown.value.rows[shown.value.cursor]?.images[0]?.references[0], "first:1");
  desk.type("G\r");
  await desk.until(() => desk.navigation.panel === "layers" && tree(desk).length > 3);
  assert.equal(layerNow(desk), 0);
});

async function loaded(t: TestContext): Promise<{ desk: TestDesk; dir: string }> {
  const dir = mkdtempSync(join(tmpdir(), "wherry-dive-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const desk = openDesk(t);
  writeTwoImages(join(dir, "two.tar"));
  await desk.desk.stores.images.load(join(dir, "two.tar"));
  await desk.until(() => desk.desk.stores.listing.getState().images.length === 2);
  return { desk, dir };
}

/** Goes to the files of a layer of first:1. */
async function openLayer(desk: TestDesk, index: number): Promise<void> {
  select(desk, "first:1");
  await desk.until(() => desk.desk.stores.listing.getState().layers.length === 2);
  desk.type("3");
  desk.type(index === 1 ? "g" : "G");
  desk.type("\r");
  await desk.until(() => tree(desk).length > 0);
}

function select(desk: TestDesk, reference: string): void {
  const { images } = desk.desk.stores.listing.getState();
  const index = images.findIndex(({ references }) => references.includes(reference));
  desk.type("2");
  const selection = { id: images[index]!.id, index };
  desk.desk.stores.view.navigate({ type: "select", panel: "images", selection });
}

function show(desk: TestDesk, tab: "waste" | "history"): void {
  desk.desk.stores.view.navigate({ type: "show-tab", tab });
  desk.desk.stores.view.navigate({ type: "focus", focus: "main" });
}

function tree({ desk }: TestDesk): string[] {
  const source = filesNow(desk);
  const shown = source && filesShown(desk.stores, fileKey(source));
  if (shown?.status !== "ready") return [];
  return shown.rows.map((row) => shown.model.nodes[row]!.path);
}

function cursor(desk: TestDesk): string | undefined {
  const source = filesNow(desk.desk);
  const shown = source && filesShown(desk.desk.stores, fileKey(source));
  if (source === undefined || shown?.status !== "ready") return undefined;
  return tree(desk)[shown.cursor];
}

function layerNow({ desk }: TestDesk): number | undefined {
  const { layer } = desk.stores.listing.getState();
  return layer && layerIndex(layer);
}

function text({ desk }: TestDesk): readonly string[] | undefined {
  const body = desk.stores.viewer.store.getState().viewed?.body;
  return body?.status === "file" ? body.lines : undefined;
}
