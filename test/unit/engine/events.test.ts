import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { createChangeFeed, createEvents } from "../../../src/engine/events.ts";
import { bumpChangedFile } from "../../../src/state/changed-file.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "wherry-events-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test("a change is told to all who listen, in this process and in another", async () => {
  const file = join(dir, "changed");
  using here = createChangeFeed(file);
  using there = createChangeFeed(file);
  for (const publish of [() => here.publish(), () => there.publish(), () => bumpChangedFile(file)]) {
    const stops: (() => void)[] = [];
    const told = [here, there].map(
      (feed) => new Promise<void>((resolve) => void stops.push(feed.subscribe(resolve))),
    );
    publish();
    await Promise.all(told);
    for (const stop of stops) stop();
  }
});

test("who stopped listening is told no more, and nothing is watched for nobody", async () => {
  using feed = createChangeFeed(join(dir, "changed"));
  let count = 0;
  const stop = feed.subscribe(() => {
    count += 1;
  });
  stop();
  const heard = new Promise<void>((resolve) => void feed.subscribe(resolve));
  feed.publish();
  await heard;
  assert.equal(count, 0);
});

test("publishing reaches a folder that is not there yet", () => {
  using feed = createChangeFeed(join(dir, "root", "changed"));
  feed.publish();
  assert.deepEqual(readdirSync(join(dir, "root")), ["changed"]);
});

test("an event says what it is about", async () => {
  using containers = createChangeFeed(join(dir, "containers"));
  using images = createChangeFeed(join(dir, "images"));
  const events = createEvents({ containers, images });
  for (const [topic, feed] of [
    ["containers", containers],
    ["images", images],
  ] as const) {
    const told = await new Promise<string>((resolve) => {
      const stop = events.subscribe((event) => {
        stop();
        resolve(event.topic);
      });
      feed.publish();
    });
    assert.equal(told, topic);
  }
});
