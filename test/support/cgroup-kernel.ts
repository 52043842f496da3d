import { basename, dirname } from "node:path";
import type { CgroupFiles } from "../../runtime/cgroup/files.ts";

export interface KernelRules {
  /** Controllers that a v2 root offers; left out, the tree is a v1 hierarchy. */
  readonly offered?: readonly string[];
  /** Errors by path, or by a folder's path for what is in it. */
  readonly refusals?: Readonly<Record<string, "EBUSY" | "EOPNOTSUPP" | "EROFS" | "EACCES" | "EINVAL">>;
  /** Files that this kernel does not have. */
  readonly absent?: readonly string[];
}

/**
 * Control groups as the kernel's documents describe them, in memory: a v2 folder has a controller's files only
 * when the folder above enables it. For the layouts that the machine of the tests does not have.
 */
export class CgroupKernel implements CgroupFiles {
  readonly folders: Set<string>;
  readonly writes: string[] = [];
  readonly #enabled = new Map<string, string[]>();
  readonly #rules: KernelRules;
  readonly #root: string;

  constructor(root: string, rules: KernelRules = {}) {
    this.#root = root;
    this.#rules = rules;
    this.folders = new Set([root]);
  }

  makeFolder(path: string): void {
    this.#refuse(dirname(path));
    if (!this.folders.has(dirname(path))) throw systemError("ENOENT", -2);
    if (this.folders.has(path)) throw systemError("EEXIST", -17);
    this.folders.add(path);
  }

  removeFolder(path: string): void {
    if (!this.folders.has(path)) throw systemError("ENOENT", -2);
    if ([...this.folders].some((folder) => folder.startsWith(`${path}/`))) throw systemError("EBUSY", -16);
    this.folders.delete(path);
  }

  read(path: string): string {
    if (!this.folders.has(dirname(path))) throw systemError("ENOENT", -2);
    const file = basename(path);
    if (file === "cgroup.subtree_control") return `${(this.#enabled.get(dirname(path)) ?? []).join(" ")}\n`;
    if (file === "cgroup.controllers") return `${this.#controllersOf(dirname(path)).join(" ")}\n`;
    return file.startsWith("cpuset.") ? "0-1\n" : "";
  }

  write(path: string, value: string): void {
    this.#refuse(path);
    const [folder, file] = [dirname(path), basename(path)];
    if (!this.folders.has(folder) || this.#rules.absent?.includes(file)) throw systemError("ENOENT", -2);
    if (file === "cgroup.subtree_control") {
      if (!this.#controllersOf(folder).includes(value.slice(1))) throw systemError("ENOENT", -2);
      this.#enabled.set(folder, [...(this.#enabled.get(folder) ?? []), value.slice(1)]);
    } else if (this.#rules.offered !== undefined) {
      if (!this.#controllersOf(folder).includes(file.split(".")[0]!)) throw systemError("ENOENT", -2);
    }
    this.writes.push(`${path}=${value}`);
  }

  #controllersOf(folder: string): readonly string[] {
    return folder === this.#root ? (this.#rules.offered ?? []) : (this.#enabled.get(dirname(folder)) ?? []);
  }

  #refuse(path: string): void {
    const code = this.#rules.refusals?.[path];
    if (code !== undefined) throw systemError(code, NUMBERS[code]);
  }
}

const NUMBERS = { EBUSY: -16, EOPNOTSUPP: -95, EROFS: -30, EACCES: -13, EINVAL: -22 };

function systemError(code: string, errno: number): Error {
  return Object.assign(new Error(code), { code, errno });
}
