import { posix } from "node:path";
import type { SpecMount } from "../../../runtime/index.ts";
import { CodedError } from "../../base/errors.ts";
import type { CreateOptions } from "./containers.ts";

/** Docker's own for a tmpfs; what is asked comes behind them, and the later counts. */
const DEFAULT_OPTIONS = ["rw", "noexec", "nosuid", "nodev"];
const FLAGS = new Set(
  "rw ro exec noexec suid nosuid dev nodev atime noatime diratime nodiratime relatime strictatime sync async".split(
    " ",
  ),
);
const SETTING = /^(size|nr_blocks|nr_inodes)=\d+[kmgKMG%]?$|^mode=[0-7]{3,4}$|^(uid|gid)=\d+$/;

/** Folders in memory, in the spec's form. Throws `invalid`. */
export function memoryMountsOf({ tmpfs = [] }: CreateOptions): SpecMount[] {
  return tmpfs.map(({ target, options = [] }) => {
    if (!target.startsWith("/") || target.includes("\0") || posix.normalize(target) === "/") {
      throw invalid(
        `tmpfs at ${JSON.stringify(target)}: it needs a path of its own from the root`,
        "write --tmpfs /run:size=64m",
      );
    }
    const wrong = options.find((option) => !FLAGS.has(option) && !SETTING.test(option));
    if (wrong !== undefined) {
      throw invalid(
        `tmpfs at ${target}: there is no option ${JSON.stringify(wrong)}`,
        "such as size=64m, mode=1777, uid=1000, exec, ro",
      );
    }
    return { destination: target, type: "tmpfs", source: "tmpfs", options: [...DEFAULT_OPTIONS, ...options] };
  });
}

/** The size of /dev/shm. Throws `invalid`. */
export function shmOf({ shmBytes }: CreateOptions): { shmBytes?: number } {
  if (shmBytes === undefined) return {};
  if (Number.isSafeInteger(shmBytes) && shmBytes > 0) return { shmBytes };
  throw invalid(`${shmBytes} bytes are no size for /dev/shm`, "such as 128m");
}

function invalid(reason: string, hint: string): CodedError {
  return new CodedError("invalid", "invalid-mount", `create container: ${reason}`, { hint });
}
