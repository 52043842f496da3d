import { readdir } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";

export interface Completion {
  /** The text as far as it is certain; the same text when nothing is. */
  readonly text: string;
  /** Names that go on from it, folders with a slash behind; empty when there is one at most. */
  readonly choices: readonly string[];
}

const MOST_CHOICES = 200;

/** Goes on with a path as a shell's tab does. What cannot be read has no names. */
export async function completePath(text: string, dir: string): Promise<Completion> {
  const at = text.lastIndexOf("/") + 1;
  const folder = text.slice(0, at);
  const start = text.slice(at);
  const names = (await namesIn(expandHome(folder), dir)).filter(
    (name) => name.startsWith(start) && (start.startsWith(".") || !name.startsWith(".")),
  );
  const [only] = names;
  if (names.length === 1 && only !== undefined) return { text: folder + only, choices: [] };
  return { text: folder + (commonStart(names) || start), choices: names.slice(0, MOST_CHOICES) };
}

/** `~/a` as the file system knows it. */
export function expandHome(path: string): string {
  return path === "~" || path.startsWith("~/")
    ? join(homedir(), path.slice(1), path.endsWith("/") ? "/" : "")
    : path;
}

async function namesIn(folder: string, dir: string): Promise<string[]> {
  const entries = await readdir(resolve(dir, folder === "" ? "." : folder), { withFileTypes: true }).catch(
    () => [],
  );
  return entries
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .sort((a, b) => (a < b ? -1 : 1));
}

function commonStart([first = "", ...others]: readonly string[]): string {
  let end = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, end))) end -= 1;
  return first.slice(0, end);
}
