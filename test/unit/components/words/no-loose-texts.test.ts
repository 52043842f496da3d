import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const root = join(import.meta.dirname, "../../../..");
const files = globSync("components/**/*.{ts,tsx}", { cwd: root })
  .filter((file) => !file.startsWith("components/words/"))
  .sort();

/** Looks like a text, and is none. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  "components/input/key-name.ts": [
    "up down left right home end pageup pagedown insert delete backspace enter tab esc space",
  ],
  // The program's name, and what is worded already.
  "components/wanted-modes.ts": ["wherry: {} {}"],
};

test("the texts of the screens stand in components/words, where every language has them", () => {
  assert.ok(files.length > 50, `${files.length} files`);
  const loose = files.flatMap((file) =>
    textsIn(readFileSync(join(root, file), "utf8"))
      .filter((text) => !ALLOWED[file]?.includes(text))
      .map((text) => `${file}: ${text}`),
  );
  assert.deepEqual(loose, []);
});

test("the guard knows a text when it sees one", () => {
  const texts = [
    'text: "Nothing here yet."',
    'title: "Images",',
    "`$" + "{count} layers`",
    "`copied $" + "{id}`",
    'return "loading…";',
    "<Text>Press enter</Text>",
    'say("도움말")',
  ];
  for (const code of texts) assert.equal(textsIn(code).length, 1, code);
  const others = [
    'case "added":',
    'import { a } from "../some words/a.ts";',
    '// It says "Nothing here yet."',
    'messages.attempt("read image", work)',
    'asCodedError(thrown, "open a shell")',
    "`$" + "{glyph} $" + "{name}`",
    'keys: ["ctrl-d", "G"]',
    '"\\x1b[?1049h"',
  ];
  for (const code of others) assert.deepEqual(textsIn(code), [], code);
});

/** The literals of a file that read like words for a person. */
function textsIn(code: string): string[] {
  const plain = code
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|\s)\/\/.*$/gm, "$1")
    .replace(/^(import|export) [^;]*? from "[^"]*";$/gm, "")
    // Errors stay in the engine's language, and so does what begins one.
    .replace(/\bnew (Coded)?Error\([\s\S]*?\);/g, "")
    .replace(/\b(attempt|asCodedError|fail)\(\s*(thrown,\s*)?"[^"]*"/g, "$1(");
  const literals = [
    ...plain.matchAll(/"((?:[^"\\\n]|\\.)*)"/g),
    ...plain.matchAll(/`((?:[^`\\]|\\.)*)`/g),
    ...plain.matchAll(/<[A-Z]\w*[^<>{}]*>([^<>{}();=]+)</g),
  ];
  return literals.map(([, text = ""]) => withoutValues(text)).filter(isText);
}

/** Of a template, what stands between its values, each of which becomes {}. */
function withoutValues(literal: string): string {
  let text = literal.replace(/\\(x1b[^ ]*|u\{?[0-9a-f]+\}?|.)/gi, "");
  for (let before = ""; before !== text; ) {
    before = text;
    // The innermost first: values hold objects and other templates.
    text = text.replace(/\$?\{[^{}]*\}/g, "\0");
  }
  return text.replaceAll("\0", "{}");
}

function isText(text: string): boolean {
  return (
    /[가-힣]|\p{Letter}…/u.test(text) ||
    /^[A-Z][a-z]{2,}$/.test(text) ||
    /[A-Za-z]{2,}[,;:.]? ([A-Za-z]|\{\})|([A-Za-z]|\{\}) [A-Za-z]{2,}/.test(text)
  );
}
