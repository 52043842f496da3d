import assert from "node:assert/strict";
import { test } from "node:test";
import { toasts } from "../../../../components/overlays/toasts.tsx";
import { columnsOf } from "../../../../components/widgets/text.ts";
import { english } from "../../../../components/words/english.ts";
import { CodedError } from "../../../../src/base/errors.ts";
import type { Message } from "../../../../src/stores/messages-store.ts";
import { PLAIN_THEME as theme } from "../../../support/desk.ts";

const hint = "start it first";
const failure: Message = {
  tone: "danger",
  text: "stop web: it does not run",
  hint,
  error: new CodedError("conflict", "not-running", "stop web: it does not run", { hint }),
};
const news: Message = { tone: "success", text: "loaded a" };
const facts = {
  earlier: [],
  typing: false,
  screen: { columns: 60, rows: 16 },
  theme,
  keyOf: (id: string) => (id === "everywhere.error" ? "!" : "esc"),
  words: english.messages,
};

test("an error says what, why and what to do in a line each, and where to read more", () => {
  const made = toasts({ ...facts, shown: failure });
  assert.deepEqual(made?.rows, [
    "╭──────────────────────────╮",
    "│ ✗ stop web               │",
    "│   it does not run        │",
    "│   start it first         │",
    "╰─ ! details  esc dismiss ─╯",
  ]);
  assert.deepEqual(made?.at, { left: 31, top: 10, columns: 28, rows: 5 });
});

test("it names the keys as they are bound", () => {
  const bound = toasts({
    ...facts,
    shown: failure,
    keyOf: (id) => (id === "everywhere.error" ? "f2" : undefined),
  });
  assert.match(bound?.rows.at(-1) ?? "", /─ f2 details ─╯$/);
  assert.doesNotMatch(
    toasts({ ...facts, shown: failure, keyOf: () => undefined })?.rows.at(-1) ?? "",
    /details/,
  );
});

test("the newest line stands in the footer, what came before it in a box; a program's screen is left alone", () => {
  assert.equal(toasts({ ...facts, shown: undefined }), undefined);
  assert.equal(toasts({ ...facts, shown: news }), undefined);
  const both = toasts({ ...facts, shown: news, earlier: [failure] });
  assert.match(both?.rows.join("\n") ?? "", /✗ stop web/);
  assert.equal(toasts({ ...facts, shown: failure, typing: true }), undefined);
});

test("however long and many, they stay on the screen", () => {
  const long = {
    ...failure,
    error: new CodedError("internal", "x", `${"wide ".repeat(50)}: ${"한글".repeat(90)}`),
  };
  const made = toasts({ ...facts, shown: long, earlier: [long, long, long, long, long] });
  assert.ok(made !== undefined && made.at.top >= 1 && made.at.left >= 1);
  for (const row of made?.rows ?? []) assert.equal(columnsOf(row), made?.at.columns, row);
});
