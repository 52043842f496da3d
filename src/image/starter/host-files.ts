import { lstatSync, readlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CodedError } from "../../base/errors.ts";

/** A path of the host that goes into the image under the same name. */
export type HostFile =
  | {
      readonly kind: "file";
      readonly path: string;
      readonly mode: number;
      readonly sizeBytes: number;
      readonly mtimeSeconds: number;
    }
  | {
      readonly kind: "symlink";
      readonly path: string;
      readonly target: string;
      readonly mtimeSeconds: number;
    };

/**
 * Collects files of the host together with every symlink on the way to them, so that each path that worked here
 * works in the image: /bin -> usr/bin, /usr/bin/vi -> /etc/alternatives/vi -> /usr/bin/vim.basic.
 */
export class HostFiles {
  readonly #found = new Map<string, HostFile>();

  /** Adds a path and what it leads to. Gives the real path of the file, or undefined when it leads to a folder. */
  add(path: string): string | undefined {
    return this.#follow(resolve("/", path), path, 0);
  }

  get count(): number {
    return this.#found.size;
  }

  list(): HostFile[] {
    return [...this.#found.values()];
  }

  /** Walks from the root, one name at a time; a symlink is noted and the walk goes on at its target. */
  #follow(path: string, asked: string, depth: number): string | undefined {
    if (depth > MAX_LINKS) {
      throw new CodedError("invalid", "symlink-loop", `read ${asked}: too many symlinks on the way`);
    }
    const names = path.split("/").filter((name) => name !== "");
    let reached = "/";
    for (const [index, name] of names.entries()) {
      const here = join(reached, name);
      const stats = lstatSync(here);
      if (stats.isSymbolicLink()) {
        const target = readlinkSync(here);
        this.#found.set(here, {
          kind: "symlink",
          path: here,
          target,
          mtimeSeconds: Math.floor(stats.mtimeMs / 1000),
        });
        return this.#follow(resolve(dirname(here), target, ...names.slice(index + 1)), asked, depth + 1);
      }
      if (stats.isFile()) {
        if (index < names.length - 1) throw notThere(asked, `${here} is not a folder`);
        this.#found.set(here, {
          kind: "file",
          path: here,
          // A base image has no use for programs that change who runs them.
          mode: stats.mode & 0o777,
          sizeBytes: stats.size,
          mtimeSeconds: Math.floor(stats.mtimeMs / 1000),
        });
        return here;
      }
      if (!stats.isDirectory()) throw notThere(asked, `${here} is neither a file nor a folder`);
      reached = here;
    }
    return undefined;
  }
}

const MAX_LINKS = 40;

function notThere(asked: string, reason: string): CodedError {
  return new CodedError("invalid", "not-a-file", `read ${asked}: ${reason}`);
}
