import { rm, rmdir } from "node:fs/promises";
import { asCodedError, CodedError } from "../../base/errors.ts";
import { startJailfs } from "./jailfs.ts";

/**
 * Removes a folder with all that is in it, however deep: a container can nest folders deeper than a path may be long,
 * which Node gives up on. One that is not there is no error.
 */
export async function removeFolder(path: string): Promise<void> {
  const doing = `remove ${path}`;
  try {
    await rmdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return;
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw asCodedError(error, doing);
    await removeFull(path, doing);
  }
}

async function removeFull(path: string, doing: string): Promise<void> {
  await using jailfs = startJailfs(["remove", path], doing);
  try {
    await jailfs.finish();
    await rmdir(path);
  } catch (error) {
    // Who may not make namespaces has no folders of containers either.
    if (!(error instanceof CodedError) || error.kind !== "denied") throw asCodedError(error, doing);
    await rm(path, { recursive: true, force: true }).catch((thrown) => {
      throw asCodedError(thrown, doing);
    });
  }
}
