import { readFileSync } from "node:fs";
import { CodedError } from "../../base/errors.ts";

/** The lines of a file that list something, without comments (#) and empty ones, as Docker's --env-file. Throws `invalid`. */
export function readLines(file: string, flag: string): string[] {
  return readFlagFile(file, flag, "name a text file with one NAME=value in each line")
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line) => line.trimStart())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/** The text of a file that a flag names. Throws `invalid`. */
export function readFlagFile(file: string, flag: string, hint: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CodedError(
      "invalid",
      "unreadable-file",
      `read ${flag} ${file}: ${REASONS[code ?? ""] ?? message}`,
      {
        cause: error,
        exitCode: 125,
        hint,
      },
    );
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EISDIR: "it is a directory",
  EACCES: "you may not read it",
};
