import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readlinkSync,
  readSync,
  type Stats,
} from "node:fs";
import { asCodedError, CodedError } from "../../base/errors.ts";

/** One folder of a stack in overlay form. */
export interface StackFolder {
  readonly dir: string;
  /** Whether its directory at `path` (without a leading slash) hides those of the folders below. */
  isOpaque(path: string): Promise<boolean>;
}

const MOST_LINKS = 40;

/**
 * Reads a file as the container would see it, from the folders of its stack, top first, without mounting them and
 * without trusting them: every step opens one name relative to an open directory, and follows no link by itself.
 * The calls are few and of microseconds, so they are made at once; by way of the thread pool they take longer in sum
 * than all else that a session needs.
 * Undefined when there is no such regular file. Throws `invalid` when it is larger than `limitBytes`.
 */
export async function readStackFile(
  folders: readonly StackFolder[],
  path: string,
  limitBytes = 4 * 1024 * 1024,
): Promise<Buffer | undefined> {
  const walk = new StackWalk(folders);
  try {
    const file = await walk.find(path);
    if (file === undefined) return undefined;
    if (file.stats.size > limitBytes) {
      throw new CodedError("invalid", "file-too-large", `read ${path} of the container: it is too large`, {
        hint: `wherry reads at most ${limitBytes / 1024 / 1024} MiB of it: make it shorter`,
      });
    }
    const buffer = Buffer.alloc(file.stats.size);
    return buffer.subarray(0, readSync(file.descriptor, buffer, 0, buffer.length, 0));
  } catch (error) {
    throw asCodedError(error, `read ${path} of the container`);
  } finally {
    walk.close();
  }
}

/** Whether a regular file that someone may execute stands there. */
export async function isStackProgram(folders: readonly StackFolder[], path: string): Promise<boolean> {
  const walk = new StackWalk(folders);
  try {
    const file = await walk.find(path);
    return file !== undefined && (file.stats.mode & 0o111) !== 0;
  } finally {
    walk.close();
  }
}

interface OpenNode {
  readonly descriptor: number;
  readonly stats: Stats;
}

/** A directory as the stack merges it: its parts, top first. */
interface MergedDirectory {
  readonly path: string;
  readonly parts: readonly { readonly folder: StackFolder; readonly descriptor: number }[];
}

class StackWalk {
  readonly #folders: readonly StackFolder[];
  readonly #opened: number[] = [];

  constructor(folders: readonly StackFolder[]) {
    this.#folders = folders;
  }

  async find(path: string): Promise<OpenNode | undefined> {
    const root = this.#openRoot();
    const names = splitPath(path);
    let trail: MergedDirectory[] = [root];
    for (let links = 0; names.length > 0; ) {
      const name = names.shift()!;
      const here = trail.at(-1)!;
      if (name === "..") {
        if (trail.length > 1) trail.pop();
        continue;
      }
      const found = await this.#lookUp(here, name);
      if (found === undefined) return undefined;
      if (found.kind === "directory") trail.push(found.directory);
      else if (found.kind === "file") return names.length === 0 ? found.node : undefined;
      else {
        links += 1;
        if (links > MOST_LINKS) return undefined;
        if (found.target.startsWith("/")) trail = [root];
        names.unshift(...splitPath(found.target));
      }
    }
    return undefined;
  }

  close(): void {
    for (const descriptor of this.#opened.splice(0)) closeSync(descriptor);
  }

  async #lookUp(
    here: MergedDirectory,
    name: string,
  ): Promise<
    | { kind: "directory"; directory: MergedDirectory }
    | { kind: "file"; node: OpenNode }
    | { kind: "link"; target: string }
    | undefined
  > {
    const path = here.path === "" ? name : `${here.path}/${name}`;
    const parts: { folder: StackFolder; descriptor: number }[] = [];
    for (const [n, { folder, descriptor }] of here.parts.entries()) {
      const place = `/proc/self/fd/${descriptor}/${name}`;
      const stats = ifThere(() => lstatSync(place));
      if (stats?.isDirectory()) {
        const opened = this.#open(place, constants.O_DIRECTORY);
        if (opened !== undefined) parts.push({ folder, descriptor: opened.descriptor });
      } else if (stats !== undefined) {
        // A directory above hides it, and all below it; so does a whiteout, a device with the number 0:0.
        if (parts.length > 0) break;
        if (stats.isSymbolicLink()) return { kind: "link", target: readlinkSync(place) };
        const node = stats.isFile() ? this.#open(place, constants.O_NONBLOCK) : undefined;
        return node?.stats.isFile() ? { kind: "file", node } : undefined;
      }
      const isLast = n === here.parts.length - 1;
      if (!isLast && here.path !== "" && (await folder.isOpaque(here.path))) break;
    }
    return parts.length === 0 ? undefined : { kind: "directory", directory: { path, parts } };
  }

  #openRoot(): MergedDirectory {
    const parts: { folder: StackFolder; descriptor: number }[] = [];
    for (const folder of this.#folders) {
      const opened = this.#open(folder.dir, constants.O_DIRECTORY);
      if (opened !== undefined) parts.push({ folder, descriptor: opened.descriptor });
    }
    return { path: "", parts };
  }

  /** Undefined when it went, or became a link, since it was looked at. */
  #open(path: string, flags: number): OpenNode | undefined {
    const descriptor = ifThere(() => openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | flags));
    if (descriptor === undefined) return undefined;
    this.#opened.push(descriptor);
    return { descriptor, stats: fstatSync(descriptor) };
  }
}

function splitPath(path: string): string[] {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}

function ifThere<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "ELOOP"].includes((error as NodeJS.ErrnoException).code ?? ""))
      return undefined;
    throw error;
  }
}
