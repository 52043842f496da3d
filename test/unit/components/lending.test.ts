import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { createParser } from "../../../components/input/parse.ts";
import { createPaneControl } from "../../../components/terminal/pane-control.ts";
import { openSession, type TerminalSession } from "../../../components/terminal/session.ts";
import type { ContainerSummary } from "../../../src/engine/containers/containers.ts";
import { openDesk, type TestDesk } from "../../support/desk.ts";
import { openLentTerminal } from "../../support/lent-terminal.ts";

/** What is typed from the moment of a zoom on, what of it the program gets, and where the keys are then. */
const TYPED: [typed: string, program: string, after: "lent" | "pane" | "list", row?: number][] = [
  ["ls\r", "ls\r", "lent"],
  ["\x1b[A\x1bOP\x1bx\x03\t", "\x1b[A\x1bOP\x1bx\x03\t", "lent"],
  ["한글👍🏽", "한글👍🏽", "lent"],
  ["\x1b[<0;3;4M\x1b[<0;3;4m", "\x1b[<0;3;4M\x1b[<0;3;4m", "lent"],
  // A prefix within a paste is none.
  ["\x1b[200~a\x1dz\x1bb\x1b[201~", "\x1b[200~a\x1dz\x1bb\x1b[201~", "lent"],
  ["a\x1d\x1db", "a\x1db", "lent"],
  ["a\x1d]b", "a\x1db", "lent"],
  ["\x1dqb", "b", "lent"],
  ["\x1d\x1b[Ab", "b", "lent"],
  ["\x1d\x1bOPb", "b", "lent"],
  // Back to the pane: what comes behind is the program's still, the prefix too.
  ["a\x1dzb", "ab", "pane"],
  ["a\x1dz\x1bb", "a\x1bb", "pane"],
  ["\x1dz\x1d\x1dc", "\x1dc", "pane"],
  // Leaving: what comes behind is for the list, which goes down with j.
  ["a\x1ddj", "a", "list", 1],
  ["a\x1d\x1bj", "a", "list", 1],
  ["\x1d\x1bjk", "", "list", 0],
  ["\x1d\x1b\x1b[B", "", "list", 1],
  ["\x1dz\x1d\x1bj", "", "list", 1],
  // Over a line with the kitty protocol.
  ["a\x1b[93;5u\x1b[27uj", "a", "list", 1],
  ["a\x1b[93;5u\x1b[93;5ub", "a\x1db", "lent"],
];

test("what is typed while zoomed goes to its places however it is torn", async (t) => {
  const zoomed = await openZoomed(t);
  for (const [typed, program, after, row] of TYPED) {
    await t.test(JSON.stringify(typed), async () => {
      const bytes = Buffer.from(typed);
      const halves = (_: unknown, at: number) => [bytes.subarray(0, at + 1), bytes.subarray(at + 1)];
      const ways = [
        [bytes],
        [...bytes].map((byte) => Buffer.of(byte)),
        ...Array.from({ length: bytes.length - 1 }, halves),
      ];
      for (const pieces of ways) {
        await zoomed.begin();
        zoomed.feed(pieces);
        const where = pieces.map((piece) => JSON.stringify(piece.toString("latin1"))).join(" ");
        assert.equal(zoomed.written(), Buffer.from(program).toString("latin1"), where);
        assert.deepEqual(zoomed.place(), after === "list" ? { keys: after, row } : { keys: after }, where);
      }
    });
  }
});

test("behind the prefix, esc that waits for nothing more leaves, and a key that comes later is the list's", async (t) => {
  const zoomed = await openZoomed(t);
  await zoomed.begin();
  zoomed.feed([Buffer.from("\x1d\x1b")], [Buffer.from("j")]);
  assert.deepEqual(zoomed.place(), { keys: "list", row: 1 });
});

test("behind the prefix, esc and a bracket are two keys", async (t) => {
  const zoomed = await openZoomed(t);
  await zoomed.begin();
  zoomed.feed([Buffer.from("\x1d\x1b")], [Buffer.from("[")]);
  assert.equal(zoomed.desk.navigation.tabs.containers, "inspect", "the tab before the first");
});

interface Zoomed {
  readonly desk: TestDesk;
  /** Gives the pane the keys, and lends the terminal to its program. */
  begin(): Promise<void>;
  /** Bursts with time between them, in which what was torn is given up; each a row of pieces without. */
  feed(...bursts: readonly (readonly Uint8Array[])[]): void;
  /** What the program got, a character for each byte. */
  written(): string;
  place(): { keys: "lent" | "pane" } | { keys: "list"; row: number };
}

/** Two containers in a list, and a session in the first whose pane can be zoomed. */
async function openZoomed(t: TestContext): Promise<Zoomed> {
  const lent = openLentTerminal();
  const real = openSession({ command: { file: "cat", args: [] }, size: { columns: 60, rows: 10 } });
  let written = "";
  const session: TerminalSession = {
    ...real,
    emulator: real.emulator,
    write: (bytes) => {
      written += Buffer.from(bytes).toString("latin1");
    },
  };
  const control = createPaneControl(session);
  const get = (key: string) => (key === "session-1" ? { session, control } : undefined);
  const desk = openDesk(t, {
    stdout: lent.stdout,
    terminals: { ready: async () => {}, get, [Symbol.asyncDispose]: async () => {} },
  });
  t.after(async () => {
    await desk.desk.lending.end();
    await real[Symbol.asyncDispose]();
    lent[Symbol.dispose]();
  });
  const { containers, sessions, view } = desk.desk.stores;
  // The list of the test's own root is empty; it is read once, at the start.
  await desk.until(() => containers.store.getState().status === "ready");
  containers.store.setState({ items: [containerOf("one"), containerOf("two")] });
  sessions.store.setState({
    sessions: [
      {
        key: "session-1",
        containerId: "one",
        kind: "main",
        client: { file: "cat", args: [] },
        openedAtMs: 0,
        state: { status: "open" },
      },
    ],
  });
  desk.desk.lending.drawnBy((work) => work());
  return {
    desk,
    async begin() {
      await desk.desk.lending.end();
      control.reset();
      view.navigate({ type: "select", panel: "containers", selection: { id: "one", index: 0 } });
      view.navigate({ type: "show-tab", tab: "terminal" });
      view.navigate({ type: "focus", focus: "terminal" });
      desk.type("\x1dz");
      written = "";
    },
    feed(...bursts) {
      const parser = createParser();
      for (const pieces of bursts) {
        for (const event of pieces.flatMap((piece) => parser.feed(piece))) desk.dispatch(event);
        for (const event of parser.flush()) desk.dispatch(event);
      }
    },
    written: () => written,
    place() {
      const { focus, selected } = desk.navigation;
      if (focus !== "terminal") return { keys: "list", row: selected.containers.index };
      // Who has the keys takes the prefix.
      desk.type("\x1d");
      return { keys: desk.desk.lending.awaitsCommand ? "lent" : "pane" };
    },
  };
}

function containerOf(id: string): ContainerSummary {
  return {
    id,
    name: id,
    image: "small:1",
    imageId: `sha256:${"0".repeat(64)}`,
    argv: ["cat"],
    labels: {},
    tty: true,
    autoRemove: false,
    createdAtMs: 0,
    state: { status: "running", pid: 1, startedAtMs: 0 },
  };
}
