import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type Cli, openCli, wherryProgram } from "../support/cli.ts";
import { openScreen, type Screen } from "../support/screen.ts";

interface Shell {
  readonly cli: Cli;
  readonly screen: Screen;
}

/** A shell with job control on a terminal, and what it started goes with the test. */
async function openShell(t: TestContext, env: Record<string, string> = {}): Promise<Shell> {
  const { cli, close } = openCli();
  const screen = openScreen({
    file: "bash",
    args: ["--norc", "--noprofile", "-i"],
    columns: 100,
    rows: 30,
    cwd: cli.dir,
    env: {
      PS1: "shell> ",
      HISTFILE: "/dev/null",
      INPUTRC: "/dev/null",
      XDG_CONFIG_HOME: cli.dir,
      WHERRY: `${wherryProgram} --root ${cli.root.dataDir}`,
      ...env,
    },
  });
  t.after(async () => {
    await screen[Symbol.asyncDispose]();
    await close();
  });
  await screen.waitFor("shell>");
  // Readline switches this mode for itself; here it shall tell of nobody but Wherry.
  screen.type("bind 'set enable-bracketed-paste off'; clear\r");
  await screen.waitFor(/^shell>\s*$/);
  return { cli, screen };
}

/** The terminal as a shell's child finds it: lines, echo, signals. */
async function expectCooked(screen: Screen): Promise<void> {
  assert.equal(screen.modes.bracketedPaste, false);
  assert.equal(screen.modes.alternate, false);
  assert.equal(screen.cursor.visible, true);
  screen.type(
    "clear; stty -a | tr ' ;' '\\n\\n' | grep -xE -- '-?(icanon|echo|isig)' | sort | tr '\\n' ' '\r",
  );
  await screen.waitFor("echo icanon isig");
  assert.doesNotMatch(screen.text(), /-(echo|icanon|isig)\b/);
}

async function openTui(screen: Screen): Promise<void> {
  screen.type("$WHERRY\r");
  await screen.waitFor("Nothing here yet");
  await screen.waitFor(({ modes }) => modes.bracketedPaste && modes.alternate);
}

/** The process of the TUI: the shell's one child. */
function tuiPid({ pid }: Screen): number {
  const children = readdirSync("/proc").filter((name) => {
    try {
      return (
        /^\d+$/.test(name) &&
        readFileSync(`/proc/${name}/stat`, "utf8").split(") ")[1]?.split(" ")[1] === `${pid}`
      );
    } catch {
      return false;
    }
  });
  assert.equal(children.length, 1, `children: ${children.join(" ")}`);
  return Number(children[0]);
}

test("ctrl-z gives the terminal to the shell, fg brings the screen and the keys back, twice", async (t) => {
  const { screen } = await openShell(t);
  await openTui(screen);
  for (const round of [1, 2]) {
    screen.press("ctrl-z");
    await screen.waitFor(/Stopped/);
    await expectCooked(screen);
    screen.type("clear; jobs\r");
    await screen.waitFor(/\[1\]\+ +Stopped +\$WHERRY/);
    // A window that was resized meanwhile is drawn as large as it is.
    screen.resize(100 + round, 30);
    screen.type("fg\r");
    await screen.waitFor("Nothing here yet");
    await screen.waitFor(({ modes }) => modes.bracketedPaste && modes.alternate);
    await screen.waitFor((now) => now.row(1).length === 100 + round);
    screen.press("?");
    await screen.waitFor("─ Keys ─");
    screen.press("esc");
    await screen.waitForGone("─ Keys ─");
  }
  screen.press("q");
  await screen.waitFor("shell>");
  await expectCooked(screen);
});

test("SIGHUP gives the terminal back, and the shell goes on", async (t) => {
  const { screen } = await openShell(t);
  await openTui(screen);
  process.kill(tuiPid(screen), "SIGHUP");
  await screen.waitFor("shell>");
  screen.type("echo code=$?\r");
  await screen.waitFor("code=129");
  await expectCooked(screen);
});

test("a crash gives the terminal back, with one line and no stack trace", async (t) => {
  const { cli, screen } = await openShell(t);
  const crash = join(cli.dir, "crash.mjs");
  writeFileSync(crash, 'process.on("SIGUSR2", () => { throw new Error("broken on purpose"); });\n');
  screen.type(`export NODE_OPTIONS="--import file://${crash}"; clear\r`);
  await screen.waitFor(/^shell>\s*$/);
  await openTui(screen);
  process.kill(tuiPid(screen), "SIGUSR2");
  // On the shell's own screen, where it stays.
  await screen.waitFor(/broken on purpose\s[\s\S]*shell>/);
  assert.doesNotMatch(screen.text(), /\n\s+at /);
  await expectCooked(screen);
});

test("without a shell that could continue it, ctrl-z leaves everything as it is", async (t) => {
  const { cli, close } = openCli();
  const screen = openScreen({
    file: wherryProgram,
    args: ["--root", cli.root.dataDir],
    cwd: cli.dir,
    env: { XDG_CONFIG_HOME: cli.dir },
  });
  t.after(async () => {
    await screen[Symbol.asyncDispose]();
    await close();
  });
  await screen.waitFor("Nothing here yet");
  screen.press("ctrl-z");
  screen.press("?");
  await screen.waitFor("─ Keys ─");
  screen.press("esc");
  await screen.waitForGone("─ Keys ─");
  screen.press("q");
  assert.deepEqual(await screen.exit(), { code: 0, signal: 0 });
});
