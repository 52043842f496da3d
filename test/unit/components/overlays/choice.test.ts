import assert from "node:assert/strict";
import { constants } from "node:os";
import { test } from "node:test";
import { FOR_CONTAINERS, FOR_PROCESSES, signalRows } from "../../../../components/actions/signals.ts";
import { createParser } from "../../../../components/input/parse.ts";
import { handleChoice, matchRows, openChoice } from "../../../../components/overlays/choice.ts";
import { createOverlayStore } from "../../../../components/overlays/overlay.ts";
import { english } from "../../../../components/words/english.ts";
import { parseSignal } from "../../../../src/engine/containers/signal.ts";

const SIGNALS = signalRows(english, FOR_CONTAINERS);

test("what ends comes first: KILL for a container, TERM for a process", () => {
  const first = (names: readonly string[]) =>
    signalRows(english, names)
      .slice(0, 3)
      .map(({ name }) => name);
  assert.deepEqual(first(FOR_CONTAINERS), ["KILL", "TERM", "HUP"]);
  assert.deepEqual(first(FOR_PROCESSES), ["TERM", "KILL", "HUP"]);
});

test("every signal of the system is there once, says what it does, and the engine knows all its names", () => {
  const classic = SIGNALS.filter(({ aside }) => Number(aside) < 32);
  assert.equal(classic.length, new Set(Object.values(constants.signals)).size);
  assert.deepEqual(Object.keys(english.signals.details).sort(), classic.map(({ name }) => name).sort());
  assert.equal(SIGNALS.length, 31 + 31);
  for (const { name, aside, also } of SIGNALS) {
    for (const one of [name, ...also]) assert.equal(parseSignal(one), Number(aside), one);
  }
});

const FOUND: readonly [text: string, names: readonly string[]][] = [
  ["hup", ["HUP"]],
  ["SIGhup", ["HUP"]],
  ["9", ["KILL"]],
  ["1", ["HUP", "TERM"]],
  ["term", ["TERM"]],
  ["stop", ["STOP"]],
  ["poll", ["IO"]],
  ["rtmax", ["RTMAX"]],
  ["core dump", ["QUIT", "ABRT"]],
  ["", ["KILL", "TERM"]],
];

for (const [text, names] of FOUND) {
  test(`"${text}" finds ${names.join(", ")} first`, () => {
    const found = matchRows(SIGNALS, text).map(({ name }) => name);
    assert.deepEqual(found.slice(0, names.length), names);
  });
}

const CHOSEN: readonly [typed: string, name: string | undefined][] = [
  ["\r", "KILL"],
  ["\x1b[B\r", "TERM"],
  ["\x1b[B\x1b[A\x1b[A\r", "KILL"],
  ["hup\r", "HUP"],
  ["\x1b[Bterm\r", "TERM"],
  ["9\x7f15\r", "TERM"],
  ["no such\r", undefined],
  ["hup\x1b", undefined],
];

for (const [typed, name] of CHOSEN) {
  test(`${JSON.stringify(typed)} chooses ${name ?? "nothing"}`, () => {
    const overlays = createOverlayStore();
    let chosen: string | undefined;
    const choice = {
      title: "Send a signal to web",
      rows: SIGNALS,
      yes: "send",
      choose: (row: { readonly name: string }) => {
        chosen = row.name;
      },
    };
    overlays.setState({ overlay: { kind: "choice", state: openChoice(choice) } });
    const parser = createParser();
    for (const event of [...parser.feed(Buffer.from(typed)), ...parser.flush()]) {
      const { overlay } = overlays.getState();
      assert.ok(overlay?.kind === "choice");
      handleChoice(overlays, overlay.state, event);
    }
    assert.equal(chosen, name);
    const isOpen = overlays.getState().overlay !== undefined;
    assert.equal(isOpen, typed === "no such\r", "it stays open only where there is nothing to choose");
  });
}
