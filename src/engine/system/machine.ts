import { execFile } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { userInfo } from "node:os";
import { delimiter, join } from "node:path";
import { isatty } from "node:tty";
import type { CgroupLayout } from "../../../runtime/index.ts";
import { nativeProgram, probeMachine } from "../../../runtime/index.ts";

/** What the doctor asks of a machine; tests describe machines of other kinds with it. */
export interface Machine {
  readonly uid: number;
  readonly userName: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly nodeVersion: string;
  /** Whether standard output is one. */
  readonly isTerminal: boolean;
  readonly cgroups: CgroupLayout;
  /** Names in /proc/filesystems. */
  readonly fileSystems: ReadonlySet<string>;
  /** Undefined when it cannot be read. */
  readFile(path: string): string | undefined;
  canWrite(path: string): boolean;
  /** The whole path of a program; undefined when there is none. */
  findProgram(name: string): string | undefined;
  helperPath(name: "launcher" | "jailfs"): string;
  isProgram(path: string): boolean;
  /** Resolves with standard error when it ended with another code than 0, undefined when all went well. */
  tryProgram(file: string, args: readonly string[]): Promise<string | undefined>;
}

const TRY_TIMEOUT_MS = 5000;

export function realMachine(): Machine {
  const { cgroups, fileSystems } = probeMachine();
  return {
    uid: process.geteuid?.() ?? 0,
    userName: userName(),
    env: process.env,
    nodeVersion: process.versions.node,
    isTerminal: isatty(1),
    cgroups,
    fileSystems,
    readFile,
    canWrite: (path) => allows(path, constants.W_OK),
    findProgram,
    helperPath: nativeProgram,
    isProgram: (path) => allows(path, constants.X_OK),
    tryProgram: (file, args) =>
      new Promise((resolve) => {
        execFile(file, args, { timeout: TRY_TIMEOUT_MS }, (error, _stdout, stderr) => {
          resolve(error === null ? undefined : stderr.trim() || error.message);
        });
      }),
  };
}

/** A uid need not have an entry in passwd. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.geteuid?.() ?? 0);
  }
}

function readFile(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function allows(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

/** A user's PATH often lacks the sbin folders, where these tools are. */
function findProgram(name: string): string | undefined {
  const dirs = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  return dirs
    .filter((dir) => dir !== "")
    .map((dir) => join(dir, name))
    .find((path) => existsSync(path));
}
