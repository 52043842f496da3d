import assert from "node:assert/strict";
import { test } from "node:test";
import { createHandOver, type HandOverEnd } from "../../../../components/terminal/hand-over.ts";
import { openSession, type TerminalSession } from "../../../../components/terminal/session.ts";
import { type LentTerminal, openLentTerminal } from "../../../support/lent-terminal.ts";
import { until } from "../../../support/until.ts";

const SIZE = { columns: 60, rows: 10 };

/** What a program may leave behind, and how the terminal's state shows it. */
const LEFT_BEHIND: [what: string, sequence: string][] = [
  ["its title", "\x1b]2;vim\x07"],
  ["both titles", "\x1b]0;ssh\x07"],
  ["a colour of the palette", "\x1b]4;1;#aa0000\x07"],
  ["several at once", "\x1b]4;1;#aa0000;17;rgb:00/11/22\x1b\\"],
  ["the colour of text", "\x1b]10;#ffffff\x07"],
  ["the background", "\x1b]11;black\x07"],
  ["the caret's colour", "\x1b]12;rgb:ff/80/00\x07"],
  ["three in a row", "\x1b]10;#111111;#222222;#333333\x07"],
  ["the selection", "\x1b]17;#444444\x07\x1b]19;#555555\x07"],
  ["the caret's shape", "\x1b[5 q"],
  ["no caret", "\x1b[?25l"],
  ["mouse, focus and pastes", "\x1b[?1003h\x1b[?1006h\x1b[?1004h\x1b[?2004h"],
  ["older spellings of the mouse", "\x1b[?1000;1005;1015;1016h"],
  ["application keys", "\x1b[?1h\x1b=\x1b[?66h"],
  ["a screen in reverse, without wrapping, in origin mode", "\x1b[?5h\x1b[?7l\x1b[?6h"],
  ["insertion, and a locked keyboard", "\x1b[4h\x1b[20h\x1b[2h"],
  ["the kitty protocol, and modifyOtherKeys", "\x1b[>1u\x1b[>5u\x1b[>4;2m"],
  ["margins and protected cells", '\x1b[?69h\x1b[3;5r\x1b[1"q'],
  ["reports of theme and size", "\x1b[?2031h\x1b[?2048h"],
  ["an open link", "\x1b]8;;https://example.org\x1b\\"],
  ["a batch that was not closed", "\x1b[?2026h"],
];

test("what a program set while it had the terminal is as it was once the loan is over", async (t) => {
  for (const [what, sequence] of LEFT_BEHIND) {
    await t.test(what, async () => {
      await using loan = await lend();
      const before = loan.terminal.state;
      await loan.begin();
      await loan.program(sequence);
      assert.notDeepEqual(loan.terminal.state, before, "it does something");
      await loan.end();
      assert.deepEqual(loan.terminal.state, before);
    });
  }
});

test("colours that no program changed are not touched: the person may have set their own", async () => {
  await using loan = await lend();
  await loan.begin();
  await loan.program(
    "\x1b]10;?\x07\x1b]4;1;?\x07\x1b]4;2;#123456\x07\x1b]104;2\x07\x1b]11;#000000\x07\x1b]111\x07",
  );
  const before = loan.terminal.written.length;
  await loan.end();
  assert.doesNotMatch(loan.terminal.written.slice(before), /\]1[01]\d/);
});

test("a program that has set title, colours, caret and modes before finds them on the lent terminal", async () => {
  await using loan = await lend();
  await loan.program(
    "\x1b]2;mine\x07\x1b]4;1;#aa0000\x07\x1b]11;#102030\x07\x1b[5 q\x1b[?2004h\x1b[?1000h\x1b[?1006h",
  );
  const before = loan.terminal.state;
  await loan.begin();
  const { window, colours, caret, modes } = loan.terminal.state;
  assert.deepEqual(
    { window, colours, caret, modes },
    {
      window: "mine",
      colours: [
        ["4;1", "#aa0000"],
        ["11", "#102030"],
      ],
      caret: 5,
      modes: { "?1049": true, "?2004": true, "?1000": true, "?1006": true },
    },
  );
  await loan.end();
  assert.deepEqual(loan.terminal.state, { ...before, modes: {} });
});

test("what only the real terminal knows survives that the screen is drawn anew", async () => {
  await using loan = await lend();
  await loan.begin();
  await loan.program("\x1b[>1u\x1b[?2031h\x1b[?1049h");
  const { kitty, modes } = loan.terminal.state;
  loan.terminal.stdout.emit("resize");
  await loan.program("again");
  assert.equal(kitty, 1);
  assert.deepEqual([loan.terminal.state.kitty, loan.terminal.state.modes], [kitty, modes]);
  await loan.end();
});

interface Loan extends AsyncDisposable {
  readonly terminal: LentTerminal;
  begin(): Promise<void>;
  /** Lets the program write it, and waits until all of it is read. */
  program(bytes: string): Promise<void>;
  end(): Promise<void>;
}

/** A session on a program that writes what is typed into it, and a terminal to lend to it. */
async function lend(): Promise<Loan> {
  const terminal = openLentTerminal(SIZE);
  const command = { file: "bash", args: ["-c", "stty raw -echo; echo ready; exec cat"] };
  const session = openSession({ command, size: SIZE });
  await shows(session, "ready");
  let ended: HandOverEnd | undefined;
  const handOver = createHandOver({
    session,
    stdout: terminal.stdout,
    hints: { first: "z comes back", prefix: "z or d" },
    ended: (how) => {
      ended = how;
    },
  });
  let shown: Promise<void> | undefined;
  let count = 0;
  return {
    terminal,
    async begin() {
      shown = handOver.show();
      await until("the first hint", async () => terminal.text().includes("z comes back") || undefined);
    },
    async program(bytes) {
      count += 1;
      session.write(`${bytes}\r\n<${count}>`);
      await shows(session, `<${count}>`);
      const isShown = shown === undefined || (() => terminal.text().includes(`<${count}>`));
      await until("the terminal", async () => isShown === true || isShown() || undefined);
    },
    async end() {
      handOver.end();
      await shown;
      assert.equal(ended, "taken-back");
      await new Promise<void>((resolve) => terminal.stdout.write("", () => resolve()));
    },
    async [Symbol.asyncDispose]() {
      handOver.end();
      await shown;
      await session[Symbol.asyncDispose]();
      terminal[Symbol.dispose]();
    },
  };
}

async function shows({ emulator: { terminal } }: TerminalSession, text: string): Promise<void> {
  const rows = () =>
    Array.from({ length: terminal.rows }, (_, y) =>
      terminal.buffer.active.getLine(terminal.buffer.active.baseY + y)?.translateToString(true),
    );
  await until(text, async () => rows().join("\n").includes(text) || undefined);
}
