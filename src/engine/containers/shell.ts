import { CodedError } from "../../base/errors.ts";
import { isStackProgram, type StackFolder } from "./stack-file.ts";

/** Better ones first; a link counts as what it points to, in the container. */
const SHELLS = [
  "/bin/bash",
  "/usr/bin/bash",
  "/usr/local/bin/bash",
  "/bin/sh",
  "/usr/bin/sh",
  "/bin/ash",
  "/bin/dash",
];

/** The best shell that a container's files have. Throws `invalid` when they have none. */
export async function findShell(folders: readonly StackFolder[], name: string): Promise<string> {
  for (const path of SHELLS) if (await isStackProgram(folders, path)) return path;
  throw new CodedError("invalid", "no-shell", `open session in container ${name}: it has no shell`, {
    hint: "name a program that it has",
    exitCode: 127,
  });
}
