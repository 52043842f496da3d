import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { columnsOf } from "../../../../components/widgets/text.ts";
import { LANGUAGES } from "../../../../components/words/choose-words.ts";
import { counted } from "../../../../components/words/english/plural.ts";
import { english } from "../../../../components/words/english.ts";
import { korean } from "../../../../components/words/korean.ts";
import { openDesk } from "../../../support/desk.ts";

type Text = string | ((...values: never[]) => string);

const root = join(import.meta.dirname, "../../../..");

/** Every text by its path: "panels.images". */
function textsOf(words: object, path: readonly string[] = []): [path: string, text: Text][] {
  return Object.entries(words).flatMap(([key, value]) => {
    const at = [...path, key];
    const leaf = typeof value === "string" || typeof value === "function";
    return leaf
      ? [[at.map((part) => part.replaceAll(".", ":")).join("."), value as Text]]
      : textsOf(value, at);
  });
}

test("every language has every text, and takes the same values for it", () => {
  const wanted = textsOf(english).map(([path, text]) => [path, typeof text]);
  assert.ok(wanted.length > 150, `${wanted.length} texts`);
  for (const words of Object.values(LANGUAGES)) {
    const had = textsOf(words).map(([path, text]) => [path, typeof text]);
    assert.deepEqual(had.sort(), wanted.toSorted());
    for (const [path, text] of textsOf(words))
      assert.ok(typeof text === "function" || text.trim() !== "", path);
  }
});

test("Korean texts are Korean, but for names that stay as they are", () => {
  const same = textsOf(korean).filter(([, text]) => typeof text === "string" && !/[가-힣]/.test(text));
  assert.deepEqual(
    same.map(([path]) => path),
    [
      "processes.columns.0",
      "processes.columns.3",
      "form.labels.cpus",
      "form.placeholders.environment",
      "header.rootless",
      "header.root",
    ],
  );
});

test("every text is used somewhere", (t) => {
  const actions = openDesk(t).actions;
  assert.deepEqual(Object.keys(english.actions).sort(), actions.map(({ id }) => id).sort());
  assert.deepEqual(
    Object.keys(english.places).sort(),
    [...new Set(actions.map(({ where }) => where))].sort(),
  );

  const code = globSync("{components,src/stores}/**/*.{ts,tsx}", { cwd: root })
    .filter((file) => !file.startsWith("components/words/"))
    .map((file) => readFileSync(join(root, file), "utf8"))
    .join("\n");
  const looked = textsOf(english).filter(([path]) => !/^(actions|places|signals\.details)\./.test(path));
  const unused = looked.filter(([path]) => !new RegExp(`\\b${path.split(".").at(-1)}\\b`).test(code));
  assert.deepEqual(
    unused.map(([path]) => path),
    [],
  );
});

test("the states of a container fit their column in every language", () => {
  for (const { status, ages } of Object.values(LANGUAGES)) {
    // What follows the word for work under way is an ellipsis.
    const doing = Object.values(status.doing).map((word) => `${word}…`);
    const spans = [
      `59${ages.second}`,
      `59${ages.minute}`,
      `47${ages.hour}`,
      `23${ages.month}`,
      `10${ages.year}`,
    ];
    const wide = [
      status.created,
      status.failed,
      status.outOfMemory,
      status.exited(137),
      ...doing,
      ...spans.map(status.up),
    ];
    const narrow = [status.narrow.outOfMemory, status.narrow.exited(137), ...spans.map(status.narrow.up)];
    for (const word of wide) assert.ok(columnsOf(word) <= 12, word);
    for (const word of narrow) assert.ok(columnsOf(word) <= 9, word);
  }
});

test("English tells one from many", () => {
  assert.deepEqual(
    [0, 1, 2].map((count) => counted(count, "layer", "layers")),
    ["0 layers", "1 layer", "2 layers"],
  );
  assert.equal(korean.images.layers(1), "레이어 1");
});
