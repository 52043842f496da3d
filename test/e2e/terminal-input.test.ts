import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { openScreen, type Screen } from "../support/screen.ts";

test("keys, pastes and window focus arrive one by one, a lone esc too", async () => {
  await using screen = openProgram(LISTEN);
  await screen.waitFor("ready");
  assert.ok(screen.modes.bracketedPaste);
  screen.type("ls\r").press("esc");
  await screen.waitFor("key l, key s, key enter, key esc");
  screen.type("\x1b[A\x1b[1;5C\x1b[I").paste("two words");
  await screen.waitFor("key up, key ctrl-right, focus, paste");
});

test("a terminal that offers the kitty protocol is asked for it, and gets it taken back", async () => {
  await using screen = openProgram(LISTEN);
  await screen.waitFor("ready");
  assert.ok(screen.raw.includes("\x1b[?u"), "the question");
  assert.ok(!screen.raw.includes("\x1b[>1u"));
  screen.type("\x1b[?0u");
  await screen.waitFor(({ raw }) => raw.includes("\x1b[>1u"));
  screen.type("q");
  await screen.waitFor("icanon");
  assert.ok(screen.raw.lastIndexOf("\x1b[<u") > screen.raw.lastIndexOf("\x1b[>1u"));
});

const ENDINGS: [how: string, code: string, end: (screen: Screen) => unknown][] = [
  ["its own exit", "input.listen(() => process.exit(0))", (screen) => screen.type("x")],
  ["an error nobody caught", "input.listen(() => { throw new Error('boom') })", (screen) => screen.type("x")],
  ["SIGTERM", "console.log('pid', process.pid, '.')", (screen) => process.kill(pidIn(screen), "SIGTERM")],
  ["SIGHUP", "console.log('pid', process.pid, '.')", (screen) => process.kill(pidIn(screen), "SIGHUP")],
];

for (const [how, code, end] of ENDINGS) {
  test(`the terminal comes back after ${how}`, async () => {
    await using screen = openProgram(
      `input.setModes({ mouse: "drag", cursor: { shape: "bar", blink: false } }); ${code}; console.log("ready");`,
    );
    await screen.waitFor("ready");
    await screen.waitFor(({ modes }) => modes.mouse === "drag");
    end(screen);
    await screen.waitFor(/(^|\s)icanon/);
    assert.doesNotMatch(screen.text(), /-icanon/);
    assert.deepEqual(screen.modes, { mouse: "none", bracketedPaste: false, alternate: false });
    assert.ok(screen.raw.includes("\x1b[0 q"), "the caret has its own shape again");
  });
}

const LISTEN = `
  const seen = [];
  input.listen((event) => {
    if (event.type === "reply") return;
    if (event.key === "q") process.exit(0);
    seen.push(event.type === "key" ? "key " + event.key : event.type);
    process.stdout.write("\\x1b[2J\\x1b[H" + seen.join(", ") + " \\r\\n");
  });
  console.log("ready");
`;

/** A program that owns the terminal's input; when it has ended, the shell around it tells how the terminal is left. */
function openProgram(code: string): Screen {
  const input = join(import.meta.dirname, "../../components/input/stdin.ts");
  const program = `
    import { openTerminalInput } from ${JSON.stringify(input)};
    const input = openTerminalInput({ stdin: process.stdin, stdout: process.stdout });
    ${code}`;
  const shell = '"$0" --import tsx --input-type=module -e "$PROGRAM"; stty -a; sleep 600';
  return openScreen({
    file: "bash",
    args: ["-c", shell, process.execPath],
    env: { PROGRAM: program },
    columns: 120,
  });
}

function pidIn(screen: Screen): number {
  return Number(/pid (\d+) \./.exec(screen.text())?.[1]);
}
