import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, type TestContext } from "node:test";
import { locateRoot, type StoreRoot } from "../../src/base/store-root.ts";
import { expectNoLeaks, territoryOf } from "./leaks.ts";

export interface CliResult {
  /** 128+n when a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliInput {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** The real bin/wherry on a root of its own. */
export interface Cli {
  readonly root: StoreRoot;
  /** A folder for the test's files; goes with the root. */
  readonly dir: string;
  /** Runs a command to its end. */
  run(args: readonly string[], input?: CliInput): Promise<CliResult>;
  /** Runs a command that must succeed; its standard output without the last newline. */
  ok(...args: string[]): Promise<string>;
  /** Runs a command that must end with `code`; its standard error. */
  fails(code: number, ...args: string[]): Promise<string>;
  /** Starts a command and leaves it running; ended with the test. */
  start(args: readonly string[], input?: Pick<CliInput, "env">): ChildProcess;
}

export const wherryProgram = join(import.meta.dirname, "../../bin/wherry");

/** Gives a test its own wherry. When the test is over all its containers go, and nothing may be left of it. */
export function useCli(t: TestContext): Cli {
  const { cli, close } = openCli();
  t.after(close);
  return cli;
}

/** The same for a whole file: an image made once serves many tests. With `empty`, no test sees another's containers. */
export function cliOfFile({ empty = false } = {}): Cli {
  const { cli, close } = openCli();
  if (empty) {
    afterEach(async () => {
      const ids = (await cli.ok("ps", "-aq")).split("\n").filter(Boolean);
      if (ids.length > 0) await cli.ok("rm", "-f", ...ids);
    });
  }
  after(close);
  return cli;
}

/** The same for what ends at another time; `close` ends it. */
export function openCli(): { cli: Cli; close: () => Promise<void> } {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), "wherry-cli-")));
  const dataDir = join(dir, "root");
  const root = locateRoot(dataDir, { uid: process.getuid?.() ?? 0, env: process.env });
  const started: ChildProcess[] = [];
  const begin = (args: readonly string[], input: CliInput = {}): ChildProcess => {
    const child = spawn(wherryProgram, ["--root", dataDir, ...args], {
      cwd: input.cwd ?? dir,
      env: { ...process.env, ...input.env },
    });
    started.push(child);
    return child;
  };
  const run = (args: readonly string[], input: CliInput = {}) =>
    finish(begin(args, input), input.stdin ?? "");
  const cli: Cli = {
    root,
    dir,
    run,
    ok: async (...args) => {
      const { code, stdout, stderr } = await run(args);
      assert.equal(code, 0, `wherry ${args.join(" ")} ended with ${code}: ${stderr}`);
      return stdout.replace(/\n$/, "");
    },
    fails: async (expected, ...args) => {
      const { code, stderr, stdout } = await run(args);
      assert.equal(code, expected, `wherry ${args.join(" ")} ended with ${code}: ${stdout}${stderr}`);
      assert.doesNotMatch(stderr, /\n\s+at .*[/(]/, "a stack trace reached the person");
      return stderr;
    },
    start: begin,
  };
  const close = async (): Promise<void> => {
    for (const child of started)
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    try {
      const { stdout } = await run(["ps", "-aq", "--no-trunc"]);
      const ids = stdout.split("\n").filter((id) => id !== "");
      if (ids.length > 0) await run(["rm", "-f", ...ids]);
      await expectNoLeaks(territoryOf(root));
    } finally {
      rmSync(dir, { recursive: true, force: true });
      rmSync(root.runDir, { recursive: true, force: true });
    }
  };
  return { cli, close };
}

/** Feeds a child, gathers what it says, and resolves when it has ended and its streams are closed. */
export async function finish(child: ChildProcess, stdin: string | Uint8Array = ""): Promise<CliResult> {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout?.on("data", (bytes: Buffer) => stdout.push(bytes));
  child.stderr?.on("data", (bytes: Buffer) => stderr.push(bytes));
  // A command that does not read its input may be gone before the input is written.
  child.stdin?.on("error", () => {});
  child.stdin?.end(stdin);
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (...end) => resolve(end));
  });
  return {
    code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]),
    stdout: Buffer.concat(stdout).toString("utf8"),
    stderr: Buffer.concat(stderr).toString("utf8"),
  };
}
