import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { createParser } from "../../../../components/input/parse.ts";
import { createHeldKeys, DEFAULT_HELD_KEYS, heldRows } from "../../../../components/keymap/held-keys.ts";
import { rebindActions } from "../../../../components/keymap/rebind.ts";
import { confirmDialog } from "../../../../components/overlays/small-dialogs.ts";
import { readPrefix } from "../../../../components/terminal/prefix.ts";
import { LANGUAGES } from "../../../../components/words/choose-words.ts";
import { english } from "../../../../components/words/english.ts";
import { nameKeys } from "../../../../components/words/name-keys.ts";
import { openDesk, PLAIN_THEME } from "../../../support/desk.ts";

const heldBy = (own: Readonly<Record<string, readonly string[]>>) => {
  const rows = heldRows().map((row) => ({ ...row, label: row.id, description: row.id }));
  return createHeldKeys(rebindActions(rows, {}, own).actions);
};

test("a key means one thing in each place that holds the keys", () => {
  const table: [place: "look" | "prefix" | "jobs" | "dialogs", key: string, command: string | undefined][] = [
    ["look", "v", "select"],
    ["look", "enter", "take"],
    ["prefix", "[", "scroll"],
    ["jobs", "enter", "why"],
    ["dialogs", "enter", "close"],
    ["dialogs", "v", undefined],
  ];
  for (const [place, key, command] of table) assert.equal(DEFAULT_HELD_KEYS.of(place, key), command);
});

test("who binds the way out to another key is not locked in: esc stays, unless it means something else there", () => {
  const held = heldBy({
    "dialogs.close": ["Q"],
    "look.back": [],
    "prefix.leave": ["l"],
    "prefix.zoom": ["esc"],
  });
  assert.deepEqual(
    [held.of("dialogs", "Q"), held.of("dialogs", "q"), held.of("dialogs", "esc")],
    ["close", undefined, "close"],
  );
  assert.equal(held.of("look", "esc"), "back");
  assert.equal(held.of("prefix", "esc"), "zoom");
  assert.deepEqual([held.keyOf("dialogs.close"), held.keyOf("look.back")], ["Q", "esc"]);
  assert.equal(heldBy({ "look.copy": [] }).keyOf("look.copy"), undefined);
});

test("the keys behind the prefix are the person's own", () => {
  const held = heldBy({ "prefix.leave": ["l"] });
  const outcomes = [...createParser().feed(Buffer.from("\x1dl\x1dd"))];
  let open = false;
  const read = outcomes.map((event) => {
    const outcome = readPrefix(open, event, { prefix: "ctrl-]", held });
    open = outcome.status === "open";
    return outcome.status === "command" ? outcome.command : outcome.status;
  });
  assert.deepEqual(read, ["open", "leave", "open", "dropped"]);
});

test("dialogs close by their own key, by the key that opened them, and by esc, all as bound", (t) => {
  const keys = { "dialogs.close": ["Q"], "everywhere.doctor": ["X"], "everywhere.down": ["d"] };
  const table: [typed: string, open: boolean][] = [
    ["X", true],
    ["Xq", true],
    ["XD", true],
    ["XX", false],
    ["XQ", false],
    ["X\x1b", false],
  ];
  for (const [typed, open] of table) {
    const desk = openDesk(t, { keys });
    desk.type(typed);
    assert.equal(desk.overlay !== undefined, open, JSON.stringify(typed));
  }
});

test("a question is answered by the keys that it shows", (t) => {
  const keys = { "confirm.yes": ["Y"], "confirm.further": ["F"], "dialogs.close": ["N"] };
  const answered: string[] = [];
  for (const [typed, wanted] of [
    ["y", []],
    ["Y", ["yes"]],
    ["fF", ["further"]],
    ["NY", []],
    ["\x1bY", []],
  ] as const) {
    const desk = ask(t, keys, answered);
    desk.type(typed);
    assert.deepEqual(answered.splice(0), wanted, typed);
  }
  const desk = ask(t, keys, answered);
  assert.ok(desk.overlay?.kind === "confirm");
  const { rows } = confirmDialog(
    desk.overlay,
    { columns: 80, rows: 24 },
    {
      theme: PLAIN_THEME,
      words: english,
      keyOf: desk.desk.held.keyOf,
    },
  );
  assert.match(rows.at(-1) ?? "", /Y remove {2}F for good {2}N keep/);
});

test("every key that a text names is that of an action, and shown as it is bound", (t) => {
  const { actions, desk } = openDesk(t, { keys: { "containers.attach": ["f9"], "containers.shell": [] } });
  const ids = actions.map(({ id }) => id);
  for (const words of Object.values(LANGUAGES)) {
    const named = placeholdersIn(words);
    assert.ok(named.length > 10);
    assert.deepEqual(
      named.filter((id) => !ids.includes(id)),
      [],
    );
  }
  const { reasons } = nameKeys(english, desk.held.keyOf);
  assert.equal(reasons.noTerminal, "no terminal is open here; f9 attaches, containers.shell opens a shell");
});

function ask(t: TestContext, keys: Readonly<Record<string, readonly string[]>>, answered: string[]) {
  const desk = openDesk(t, { keys });
  const question = {
    title: "Remove web?",
    lines: [],
    yes: "remove",
    run: () => void answered.push("yes"),
    further: { label: "for good", run: () => void answered.push("further") },
  };
  desk.desk.overlays.setState({ overlay: { kind: "confirm", question } });
  return desk;
}

/** Of texts as they stand, and in those that functions make. */
function placeholdersIn(words: unknown): string[] {
  if (typeof words === "string" || typeof words === "function")
    return [...String(words).matchAll(/(?<!\$)\{([a-z-]+\.[a-z-]+)\}/g)].map(([, id]) => id ?? "");
  return typeof words === "object" && words !== null ? Object.values(words).flatMap(placeholdersIn) : [];
}
