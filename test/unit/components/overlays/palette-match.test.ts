import assert from "node:assert/strict";
import { test } from "node:test";
import type { PaletteEntry } from "../../../../components/overlays/palette.ts";
import { matchEntries, readCommandLine } from "../../../../components/overlays/palette-match.ts";

function action(name: string, title: string, detail: string): PaletteEntry {
  const run = { id: name, keys: [], label: title, description: detail, where: "here", run: () => {} };
  return { kind: "action", name, title, detail, action: run, way: [], reason: undefined };
}

function command(name: string, detail: string, aliases: readonly string[] = []): PaletteEntry {
  const summary = { name, aliases, description: detail, usage: `wherry ${name}`, needsArguments: false };
  return { kind: "command", name, title: `wherry ${name}`, detail, command: summary };
}

const ENTRIES = [
  action("containers.remove", "remove", "Remove it with all that it wrote"),
  action("containers.restart", "restart", "Stop it and start it again"),
  action("everywhere.quit", "leave", "Leave Wherry; containers go on"),
  action("everywhere.next-theme", "다음 테마", "다음 테마로 표시"),
  command("ps", "List containers", ["ls"]),
  command("rm", "Remove containers"),
];

const names = (query: string): string[] => matchEntries(ENTRIES, query).map(({ entry }) => entry.name);

test("without a query everything is there, in its order", () => {
  assert.deepEqual(
    names("  "),
    ENTRIES.map(({ name }) => name),
  );
});

test("letters in between may be left out, and the best comes first", () => {
  const table: readonly [query: string, first: string][] = [
    ["remove", "containers.remove"],
    ["rstart", "containers.restart"],
    ["containers.rem", "containers.remove"],
    ["ps", "ps"],
    ["테마", "everywhere.next-theme"],
    ["q", "everywhere.quit"],
    ["q!", "everywhere.quit"],
    ["rm", "rm"],
  ];
  for (const [query, first] of table) assert.equal(names(query)[0], first, query);
  assert.deepEqual(names("zzzz"), []);
});

test("what was found is told by its places", () => {
  const [match] = matchEntries(ENTRIES, "rem");
  assert.deepEqual(match?.inTitle, [0, 1, 2]);
  const [theme] = matchEntries(ENTRIES, "테마");
  assert.deepEqual(theme?.inTitle, [3, 4]);
});

test("a command with arguments is a line for the command line and nothing else", () => {
  assert.deepEqual(names("ps -a --filter x"), ["ps"]);
  assert.deepEqual(names("wherry rm web"), ["rm"]);
  const line = readCommandLine(ENTRIES, "ls -a --format 'a b'");
  assert.ok(line?.status === "command");
  assert.deepEqual([line.entry.name, line.args], ["ps", ["-a", "--format", "a b"]]);
  assert.equal(readCommandLine(ENTRIES, "remove it"), undefined);
  assert.partialDeepStrictEqual(readCommandLine(ENTRIES, "ps 'a"), { status: "open", quote: "'" });
});
