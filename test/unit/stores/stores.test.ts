import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import tar from "tar-stream";
import type { StoreApi } from "zustand/vanilla";
import { locateRoot, type StoreRoot } from "../../../src/base/store-root.ts";
import type { Engine } from "../../../src/engine/engine.ts";
import { openEngine } from "../../../src/engine/open-engine.ts";
import { openStores } from "../../../src/stores/open-stores.ts";
import type { Stores, StoreWords } from "../../../src/stores/stores.ts";

const WORDS: StoreWords = {
  cancelled: ({ kind }) => `cancelled: ${kind}`,
  done: ({ kind }) => `done: ${kind}`,
  undone: ({ formerName }) => `back: ${formerName}`,
  nothingRemoved: "nothing removed",
};

test("what another process does to the root shows without being asked for", async (t) => {
  const { stores, engine } = await setUp(t);
  await until(stores.images.store, ({ status }) => status === "ready");
  await smallImage(engine, "small:1");
  await until(stores.images.store, ({ items }) => items[0]?.references[0] === "small:1");
  await engine.containers.create({ image: "small:1", name: "one" });
  await until(stores.containers.store, ({ items }) => items[0]?.name === "one");
  await engine.containers.rename("one", "two");
  await until(stores.containers.store, ({ items }) => items[0]?.name === "two");
});

test("the selection stays with its container while others come, and layers and files come when looked at", async (t) => {
  const { stores, engine } = await setUp(t);
  await smallImage(engine, "small:1");
  await engine.containers.create({ image: "small:1", name: "one" });
  await until(stores.listing, ({ container }) => container?.name === "one");
  await engine.containers.create({ image: "small:1", name: "newer" });
  await until(stores.listing, ({ containers }) => containers.length === 2);
  assert.equal(stores.listing.getState().container?.name, "one");

  await until(stores.listing, ({ layers }) => layers.length === 2);
  const [written, layer] = stores.listing.getState().layers;
  assert.deepEqual([written?.of, layer?.of], ["upper", "layer"]);
  assert.equal(stores.details.files.store.getState().size, 0, "nobody looked at files so far");
  stores.view.navigate({ type: "select", panel: "layers", selection: { id: layer?.id, index: 1 } });
  stores.view.navigate({ type: "choose-panel", panel: "layers" });
  await until(stores.details.files.store, (files) =>
    [...files.values()].some(({ status }) => status === "ready"),
  );
  const [read] = stores.details.files.store.getState().values();
  assert.ok(read?.status === "ready");
  assert.deepEqual(
    read.value.nodes.map(({ path, mark }) => `${path} ${mark}`),
    ["etc added", "etc/motd added"],
  );
});

test("an action that the engine refuses is told in one line and changes nothing", async (t) => {
  const { stores, engine } = await setUp(t);
  await smallImage(engine, "small:1");
  const { id } = await engine.containers.create({ image: "small:1", name: "one" });
  await engine.containers.create({ image: "small:1", name: "two" });
  await until(stores.containers.store, ({ items }) => items.length === 2);
  await stores.containers.rename(id, "two");
  const { shown, lastError } = stores.messages.store.getState();
  assert.equal(shown?.tone, "danger");
  assert.equal(lastError?.kind, "conflict");
  assert.equal(stores.containers.find(id)?.name, "one");
  assert.equal(stores.containers.store.getState().busy.size, 0);
});

test("what was removed together comes back together, the newest removal first", async (t) => {
  const { stores, engine } = await setUp(t);
  await smallImage(engine, "small:1");
  const names = ["one", "two", "three"];
  const made = await Promise.all(names.map((name) => engine.containers.create({ image: "small:1", name })));
  const [one = "", two = "", three = ""] = made.map(({ id }) => id);
  const { containers, messages } = stores;
  const listed = (): string[] => containers.store.getState().items.map(({ name }) => name);
  await until(containers.store, ({ items }) => items.length === 3);

  await containers.toAll("removing", [one, two]);
  await containers.remove(three);
  assert.deepEqual(listed(), []);
  await containers.undo();
  assert.deepEqual(listed(), ["three"]);
  await containers.undo();
  assert.deepEqual(listed().toSorted(), ["one", "three", "two"]);

  await containers.remove(one);
  await containers.remove(two);
  // Another wherry is faster with the newest.
  await engine.containers.undoRemoval("two");
  await containers.undo();
  assert.deepEqual(listed().toSorted(), ["one", "three", "two"]);
  assert.equal(messages.store.getState().shown?.text, "back: one");

  await containers.remove(three, { trash: false });
  await containers.undo();
  assert.deepEqual(messages.store.getState().shown, { tone: "info", text: "nothing removed" });
  assert.deepEqual(listed().toSorted(), ["one", "two"]);
});

test("a root that cannot be opened is told, and no list waits for ever", async (t) => {
  const dir = mkdtempSync(join(tmpdir(), "wherry-stores-"));
  writeFileSync(join(dir, "file"), "");
  const stores = openStores(rootAt(join(dir, "file/root")), WORDS);
  t.after(async () => {
    await stores[Symbol.asyncDispose]();
    rmSync(dir, { recursive: true, force: true });
  });
  await until(stores.images.store, ({ status }) => status === "failed");
  assert.ok(stores.images.store.getState().error?.message.includes(": "));
});

/** Stores on a root of the test's own, and a second engine on it as another process would have. */
async function setUp(t: TestContext): Promise<{ stores: Stores; engine: Engine }> {
  const dir = mkdtempSync(join(tmpdir(), "wherry-stores-"));
  const root = rootAt(join(dir, "root"));
  const stores = openStores(root, WORDS);
  const engine = await openEngine({ root });
  t.after(async () => {
    await stores[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
    rmSync(dir, { recursive: true, force: true });
    rmSync(root.runDir, { recursive: true, force: true });
  });
  return { stores, engine };
}

function rootAt(path: string): StoreRoot {
  return locateRoot(path, { uid: process.getuid?.() ?? 0, env: process.env });
}

/** Waits for a state, which is looked at after each change. */
async function until<T>(store: StoreApi<T>, condition: (state: T) => boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = store.subscribe((state) => {
    if (condition(state)) resolve();
  });
  if (condition(store.getState())) resolve();
  // A store is no handle that keeps the process up.
  const keepUp = setInterval(() => {}, 1000);
  await promise;
  clearInterval(keepUp);
  stop();
}

async function smallImage(engine: Engine, reference: string): Promise<void> {
  const pack = tar.pack();
  pack.entry({ name: "etc", type: "directory", mode: 0o755 });
  pack.entry({ name: "etc/motd", mode: 0o644 }, "hello\n");
  pack.finalize();
  await engine.images.import(
    { stream: pack as unknown as NodeJS.ReadableStream },
    { reference, changes: ["CMD sh"] },
  );
}
