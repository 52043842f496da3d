import assert from "node:assert/strict";
import { test } from "node:test";
import type { InputEvent } from "../../../../components/input/event.ts";
import { createParser } from "../../../../components/input/parse.ts";

const KEYS: readonly [bytes: string, ...keys: string[]][] = [
  ["a", "a"],
  ["G", "G"],
  ["[", "["],
  [" ", "space"],
  ["\r", "enter"],
  ["\n", "enter"],
  ["\t", "tab"],
  ["\x1b[Z", "shift-tab"],
  ["\x7f", "backspace"],
  ["\x04", "ctrl-d"],
  ["\x03", "ctrl-c"],
  ["\x00", "ctrl-space"],
  ["\x1d", "ctrl-]"],
  ["\x1f", "ctrl-_"],
  ["\x1bx", "alt-x"],
  ["\x1b\x7f", "alt-backspace"],
  ["\x1b한", "alt-한"],
  ["한", "한"],
  ["🦭", "🦭"],
  ["\x1b[A", "up"],
  ["\x1bOA", "up"],
  ["\x1b[1;5C", "ctrl-right"],
  ["\x1b[1;3D", "alt-left"],
  ["\x1b[1;6A", "ctrl-shift-up"],
  ["\x1b[H", "home"],
  ["\x1b[1~", "home"],
  ["\x1b[7~", "home"],
  ["\x1b[3~", "delete"],
  ["\x1b[3;5~", "ctrl-delete"],
  ["\x1b[5~", "pageup"],
  ["\x1bOP", "f1"],
  ["\x1b[[A", "f1"],
  ["\x1b[[E", "f5"],
  ["\x1b[11~", "f1"],
  ["\x1b[15~", "f5"],
  ["\x1b[24~", "f12"],
  ["\x1b[1;2P", "shift-f1"],
  ["\x1bOM", "enter"],
  ["\x1bOp", "0"],
  ["\x1b[27u", "esc"],
  ["\x1b[97;5u", "ctrl-a"],
  ["\x1b[93;5u", "ctrl-]"],
  ["\x1b[105;5u", "ctrl-i"],
  ["\x1b[9;2u", "shift-tab"],
  ["\x1b[13;5u", "ctrl-enter"],
  ["\x1b[103;6u", "ctrl-shift-g"],
  ["\x1b[97:65;2u", "A"],
  ["\x1b[57399u", "0"],
  ["\x1b[57376u", "f13"],
  ["\x1b[27;5;105~", "ctrl-i"],
  ["\x1b\x1b[A", "esc", "up"],
  ["ls\r", "l", "s", "enter"],
  ["\x1b[A\x1b[Bq", "up", "down", "q"],
];

test("bytes become keys, in one piece and byte by byte", () => {
  for (const [bytes, ...keys] of KEYS) {
    const whole = feedAll([Buffer.from(bytes)]);
    assert.deepEqual(whole.map(name), keys, JSON.stringify(bytes));
    const single = feedAll([...Buffer.from(bytes)].map((byte) => Uint8Array.of(byte)));
    assert.deepEqual(single.map(name), keys, `byte by byte ${JSON.stringify(bytes)}`);
  }
});

test("all keys in one burst, cut anywhere, give the same keys", () => {
  const bytes = Buffer.from(KEYS.map(([each]) => each).join(""));
  const keys = KEYS.flatMap(([, ...each]) => each);
  for (let at = 0; at <= bytes.length; at++) {
    const events = feedAll([bytes.subarray(0, at), bytes.subarray(at)]);
    assert.deepEqual(events.map(name), keys, `cut at ${at}`);
  }
});

test("a lone esc waits for its timer, and then is esc", () => {
  const parser = createParser();
  assert.deepEqual(parser.feed(Buffer.from("\x1b")), []);
  assert.equal(parser.pendingMs, 50);
  assert.deepEqual(parser.flush().map(name), ["esc"]);
  assert.equal(parser.pendingMs, undefined);
});

test("an opener that nothing follows was a key with alt", () => {
  for (const sign of ["[", "O", "]", "P"]) {
    const parser = createParser();
    parser.feed(Buffer.from(`\x1b${sign}`));
    assert.deepEqual(parser.flush().map(name), [`alt-${sign}`]);
  }
});

test("a paste is one event whatever it holds", () => {
  const content = "rm -rf /\r\n\x1b[A한\x03";
  const bytes = Buffer.from(`x\x1b[200~${content}\x1b[201~y`);
  for (const chunks of [[bytes], [...bytes].map((byte) => Uint8Array.of(byte))]) {
    const events = feedAll(chunks);
    assert.deepEqual(events.map(name), ["x", "paste", "y"]);
    assert.equal(events[1]?.type === "paste" && events[1].text, content);
  }
});

test("a paste whose end never comes lets go of the keyboard", () => {
  const parser = createParser();
  assert.deepEqual(parser.feed(Buffer.from("\x1b[200~half")), []);
  assert.ok(parser.pendingMs !== undefined);
  const [event] = parser.flush();
  assert.equal(event?.type === "paste" && event.text, "half");
  assert.deepEqual(parser.feed(Buffer.from("q")).map(name), ["q"]);
});

test("a large paste in small pieces arrives whole", () => {
  const content = "0123456789abcdef".repeat(64 * 1024);
  const bytes = Buffer.from(`\x1b[200~${content}\x1b[201~`);
  const pieces = Array.from({ length: Math.ceil(bytes.length / 1000) }, (_, index) =>
    bytes.subarray(index * 1000, (index + 1) * 1000),
  );
  const events = feedAll(pieces);
  assert.equal(events.length, 1);
  assert.ok(events[0]?.type === "paste" && events[0].text === content);
});

test("mouse reports tell button, action, modifiers and a place counted from 0", () => {
  const table: [string, object][] = [
    ["\x1b[<0;3;5M", { action: "press", button: "left", x: 2, y: 4 }],
    ["\x1b[<0;3;5m", { action: "release", button: "left", x: 2, y: 4 }],
    ["\x1b[<18;1;1M", { action: "press", button: "right", ctrl: true, x: 0, y: 0 }],
    ["\x1b[<32;10;10M", { action: "move", button: "left" }],
    ["\x1b[<35;10;10M", { action: "move", button: "none" }],
    ["\x1b[<64;10;10M", { action: "wheel", button: "up" }],
    ["\x1b[<65;10;10M", { action: "wheel", button: "down" }],
    ["\x1b[M !!", { action: "press", button: "left", x: 0, y: 0 }],
    ["\x1b[M#!!", { action: "release" }],
  ];
  for (const [bytes, expected] of table) {
    const [event, ...others] = feedAll([Buffer.from(bytes)]);
    assert.deepEqual(others, []);
    assert.equal(event?.type, "mouse", JSON.stringify(bytes));
    assert.deepEqual({ ...event, ...expected }, event, JSON.stringify(bytes));
  }
});

test("focus reports and answers of the terminal are never keys", () => {
  const replies = [
    "\x1b[?1;2c",
    "\x1b[?1u",
    "\x1b[?2026;2$y",
    "\x1b]11;rgb:0000/0000/0000\x1b\\",
    "\x1bP>|tmux\x1b\\",
  ];
  assert.deepEqual(
    feedAll(replies.map((reply) => Buffer.from(reply))).map(name),
    replies.map(() => "reply"),
  );
  const events = feedAll([Buffer.from("\x1b[I\x1b[O")]);
  assert.deepEqual(
    events.map((event) => event.type === "focus" && event.focused),
    [true, false],
  );
});

test("releases and repetitions of the kitty protocol are told apart", () => {
  const actions = feedAll([Buffer.from("\x1b[97;1:1u\x1b[97;1:2u\x1b[97;1:3u\x1b[1;1:3A")]);
  assert.deepEqual(
    actions.map((event) => event.type === "key" && event.action),
    ["press", "repeat", "release", "release"],
  );
});

test("no byte is lost or doubled, whatever comes and however it is cut", () => {
  const random = createRandom(42);
  const alphabet = [
    0x1b, 0x1b, 0x5b, 0x4f, 0x5d, 0x3b, 0x31, 0x32, 0x30, 0x7e, 0x4d, 0x3c, 0x75, 0x07, 0x41, 0xe2, 0x80,
  ];
  for (let round = 0; round < 2000; round++) {
    const bytes = Uint8Array.from({ length: 1 + random(40) }, () =>
      random(3) === 0 ? random(256) : alphabet[random(alphabet.length)]!,
    );
    const parser = createParser();
    const events: InputEvent[] = [];
    let at = 0;
    while (at < bytes.length) {
      const next = at + 1 + random(8);
      events.push(...parser.feed(bytes.slice(at, next)));
      if (random(6) === 0) events.push(...parser.flush());
      at = next;
    }
    events.push(...parser.flush());
    assert.equal(parser.pendingMs, undefined);
    assert.deepEqual(Buffer.concat(events.map(({ raw }) => raw)), Buffer.from(bytes), `round ${round}`);
  }
});

function feedAll(chunks: readonly Uint8Array[]): InputEvent[] {
  const parser = createParser();
  const events = chunks.flatMap((chunk) => parser.feed(chunk));
  return [...events, ...parser.flush()];
}

function name(event: InputEvent): string {
  return event.type === "key" ? event.key : event.type;
}

/** The same numbers in every run, so that a failure can be looked at. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
