import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { helpLines, helpRows } from "../../../../components/overlays/help-dialog.ts";
import { openDesk, PLAIN_THEME, type TestDesk } from "../../../support/desk.ts";

function helpDesk(t: TestContext): TestDesk & { lines(): string[] } {
  const desk = openDesk(t);
  return Object.assign(Object.create(desk) as TestDesk, {
    type: desk.type,
    lines: () => {
      assert.ok(desk.overlay?.kind === "help");
      const options = {
        state: desk.overlay.state,
        actions: desk.actions,
        prefix: "ctrl-]",
        words: desk.desk.words,
      };
      return helpLines(options).map((line) => {
        if (line.kind === "key") return line.disabled ? `${line.id} (off)` : line.id;
        return line.kind === "title" ? `# ${line.text}` : `! ${line.text}`;
      });
    },
  });
}

function stateOf({ overlay }: TestDesk) {
  assert.ok(overlay?.kind === "help");
  return overlay.state;
}

test("the keys of where one is come first, then those that count everywhere, then the others", (t) => {
  const desk = helpDesk(t);
  desk.type("2?");
  const titles = desk.lines().filter((line) => /^# ./.test(line));
  assert.deepEqual(titles.slice(0, 3), ["# Images", "# Everywhere", "# While a program has the keys"]);
  assert.ok(titles.includes("# In Containers"), titles.join());
  assert.ok(desk.lines().includes("containers.attach (off)"));
});

test("the filter looks at keys, ids and descriptions; esc clears it before it closes", (t) => {
  const desk = helpDesk(t);
  desk.type("?");
  const all = desk.lines().length;
  desk.type("/rename containers\r");
  assert.deepEqual(desk.lines(), ["# Containers", "containers.rename (off)", "! no container is selected"]);
  desk.type("\x1b");
  assert.equal(desk.lines().length, all);
  desk.type("/q?\x1b");
  assert.equal(desk.lines().length, all, "while it is typed, keys are text");
  desk.type("\x1b");
  assert.equal(desk.overlay, undefined);
});

test("it scrolls to its end and no further, and shows the ids on demand", (t) => {
  const desk = helpDesk(t);
  desk.type("?G");
  const end = stateOf(desk).top;
  assert.ok(end > 0);
  desk.type("jjj");
  assert.equal(stateOf(desk).top, end);
  desk.type("k");
  assert.equal(stateOf(desk).top, end - 1);
  desk.type("gi");
  assert.deepEqual([stateOf(desk).top, stateOf(desk).ids], [0, true]);
  desk.type("i");
  assert.equal(stateOf(desk).ids, false);
});

test("on a small screen nothing that is told is cut", (t) => {
  const desk = helpDesk(t);
  desk.type("?");
  for (const ids of [false, true]) {
    const rows = helpRows({
      ...desk.desk,
      state: { ...stateOf(desk), ids },
      actions: desk.actions,
      screen: { columns: 80, rows: 24 },
      theme: PLAIN_THEME,
    });
    const told = rows.map((row) => row.slice(ids ? 46 : 18).trim()).join(" ");
    for (const { description } of desk.actions) assert.ok(told.includes(description), description);
    assert.deepEqual(
      rows.filter((row) => row.length > 72),
      [],
    );
  }
});

test("what cannot run now says why below, neighbours with one reason together, and the reason is found", (t) => {
  const desk = helpDesk(t);
  desk.type("?");
  const lines = desk.lines();
  const at = lines.indexOf("containers.open (off)");
  assert.deepEqual(lines.slice(at, at + 6), [
    "containers.open (off)",
    "containers.attach (off)",
    "containers.shell (off)",
    "containers.shell-as (off)",
    "containers.logs (off)",
    "containers.stop (off)",
  ]);
  assert.equal(
    lines.find((line) => line.startsWith("! ")),
    "! no container is selected",
  );
  desk.type("/registries\r");
  assert.deepEqual(
    desk.lines().filter((line) => line !== "# "),
    [
      "# In Images",
      "images.pull (off)",
      "images.push (off)",
      "! this wherry does not talk to registries yet; L loads an archive",
    ],
  );
});
