import { readdirSync, rmdirSync, unlinkSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { asCodedError, CodedError } from "../../base/errors.ts";
import { startJailfs } from "./jailfs.ts";

/**
 * Removes a folder with all that is in it, however deep: a container can nest folders deeper than a path may be long,
 * which Node gives up on. One that is not there is no error.
 */
export async function removeFolder(path: string): Promise<void> {
  const doing = `remove ${path}`;
  try {
    if (removeFew(path, { entries: FEW_ENTRIES })) return;
  } catch (error) {
    if (!MORE_THAN_FEW.has((error as NodeJS.ErrnoException).code)) throw asCodedError(error, doing);
  }
  await removeMany(path, doing);
}

/** A container that wrote little leaves fewer; starting a program for them would take longer than they do. */
const FEW_ENTRIES = 64;

/** Names too long to be reached by a path, or more of them while we remove. */
const MORE_THAN_FEW = new Set<string | undefined>(["ENAMETOOLONG", "ENOTEMPTY", "EEXIST"]);

/** False when there are too many, having looked at no more than allowed. */
function removeFew(path: string, left: { entries: number }): boolean {
  const entries = orGone(() => readdirSync(path, { withFileTypes: true, encoding: "buffer" })) ?? [];
  left.entries -= entries.length;
  if (left.entries < 0) return false;
  for (const entry of entries) {
    const name = entry.name.toString("utf8");
    // A name that is no text would lead elsewhere.
    if (!entry.name.equals(Buffer.from(name, "utf8"))) return false;
    if (!entry.isDirectory()) orGone(() => unlinkSync(join(path, name)));
    else if (!removeFew(join(path, name), left)) return false;
  }
  orGone(() => rmdirSync(path));
  return true;
}

/** Another process may be at the same. */
function orGone<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function removeMany(path: string, doing: string): Promise<void> {
  await using jailfs = startJailfs(["remove", path], doing);
  try {
    await jailfs.finish();
    rmdirSync(path);
  } catch (error) {
    // Who may not make namespaces has no folders of containers either.
    if (!(error instanceof CodedError) || error.kind !== "denied") throw asCodedError(error, doing);
    await rm(path, { recursive: true, force: true }).catch((thrown) => {
      throw asCodedError(thrown, doing);
    });
  }
}
