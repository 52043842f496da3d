import { closeSync, constants, mkdirSync, openSync, readFileSync, rmdirSync, writeSync } from "node:fs";

/** What building a control group does to the kernel's files. Calls throw Node's errors with `code`. */
export interface CgroupFiles {
  makeFolder(path: string): void;
  removeFolder(path: string): void;
  read(path: string): string;
  write(path: string, value: string): void;
}

/**
 * Synchronous on purpose: each call takes microseconds in the kernel and none in a disk, so that a dozen in a
 * row are done before one round through the event loop would be.
 */
export const kernelFiles: CgroupFiles = {
  makeFolder: (path) => mkdirSync(path),
  removeFolder: (path) => rmdirSync(path),
  read: (path) => readFileSync(path, "utf8"),
  write: (path, value) => {
    // Not writeFileSync: its O_CREAT turns "this kernel has no such file" into "permission denied".
    const descriptor = openSync(path, constants.O_WRONLY);
    try {
      writeSync(descriptor, value);
    } finally {
      closeSync(descriptor);
    }
  },
};
