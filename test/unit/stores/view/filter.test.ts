import assert from "node:assert/strict";
import { test } from "node:test";
import { type Findable, fits, matchedLetters, parseFilter } from "../../../../src/stores/view/filter.ts";

const items: Readonly<Record<string, Findable>> = {
  front: {
    texts: ["web-front", "nginx:1.27"],
    words: ["running", "0a1b"],
    status: "running",
    labels: { tier: "front", Team: "Shop" },
  },
  back: { texts: ["web-back", "node:24"], words: ["exited", "9f00"], status: "exited", labels: { tier: "" } },
  db: { texts: ["postgres-db-main", "postgres:17"], words: ["created", "77aa"], status: "created" },
};

const cases: readonly [filter: string, found: readonly string[]][] = [
  ["", ["front", "back", "db"]],
  ["WEB", ["front", "back"]],
  ["wf", ["front"]],
  ["pgdb", ["db"]],
  ["web node", ["back"]],
  ["!web", ["db"]],
  ["web !back", ["front"]],
  ["9f", ["back"]],
  ["f0", []],
  ["status=run", ["front"]],
  ["!status=running", ["back", "db"]],
  ["label=tier", ["front", "back"]],
  ["label=tier=front", ["front"]],
  ["label=team=shop", ["front"]],
  ["!label=tier", ["db"]],
  ["label=tier=", ["back"]],
  ["label=", ["front", "back", "db"]],
  ["!", ["front", "back", "db"]],
];

test("every word of a filter must fit: fuzzy letters, !inverse, status= and label=", () => {
  for (const [text, found] of cases) {
    const filter = parseFilter(text);
    const names = Object.keys(items).filter((name) => fits(filter, items[name] as Findable));
    assert.deepEqual(names, found, text);
  }
});

test("the letters that fit are known by their places", () => {
  assert.deepEqual(matchedLetters(parseFilter("wf"), "web-front"), [0, 4]);
  assert.deepEqual(matchedLetters(parseFilter("we fr"), "web-front"), [0, 1, 4, 5]);
  assert.deepEqual(matchedLetters(parseFilter("!web status=running xyz"), "web-front"), []);
});
