import { readFileSync } from "node:fs";
import { CodedError } from "../../base/errors.ts";

/** The lines of a file that list something, without comments (#) and empty ones, as Docker's --env-file. Throws. */
export function readLines(file: string, flag: string): string[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = REASONS[code ?? ""] ?? message;
    throw new CodedError("invalid", "unreadable-file", `read ${flag} ${file}: ${reason}`, {
      cause: error,
      exitCode: 125,
      hint: "name a text file with one NAME=value in each line",
    });
  }
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line) => line.trimStart())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EISDIR: "it is a directory",
  EACCES: "you may not read it",
};
