import type { Readable } from "node:stream";
import { setImmediate as yieldToLoop } from "node:timers/promises";
import { asCodedError, CodedError } from "../../base/errors.ts";
import type { LongAction } from "../../base/progress.ts";
import { addLibrary, addProgram, interpreterOf, type StrayLibrary } from "./closure.ts";
import { companionFiles, nameServiceModules } from "./companions.ts";
import { HostFiles } from "./host-files.ts";
import { packRoot } from "./pack-root.ts";
import { DEFAULT_PROGRAMS, findProgram, requireProgram } from "./programs.ts";
import { newestSeconds, rootEntries } from "./root-entries.ts";

export interface StarterRequest extends LongAction {
  /** Programs beside the default set: names on the search path, or paths. */
  readonly programs: readonly string[];
  /** Where to look for programs; folders separated by colons. */
  readonly searchPath?: string;
}

/** A root file system, ready to be packed, and what its image's config should say. */
export interface Starter {
  /** The layer's tar, uncompressed. The same programs give the same bytes. */
  openTar(): Readable;
  /** Of all regular files, in bytes. */
  readonly sizeBytes: number;
  readonly cmd: readonly string[];
  readonly env: readonly string[];
  /** The time of the newest file in it, in seconds since 1970: no clock, so that the image's id repeats too. */
  readonly createdSeconds: number;
  /** Names of the default set that this machine does not have. */
  readonly missing: readonly string[];
}

/**
 * Gathers this machine's own programs with all that they need to run. Reads files only; runs none.
 * Throws not-found for a program that was asked for and is not there, unavailable when there is no shell at all.
 */
export async function buildStarter({
  programs,
  searchPath = DEFAULT_SEARCH_PATH,
  signal,
  onProgress,
}: StarterRequest): Promise<Starter> {
  const files = new HostFiles();
  const strays: StrayLibrary[] = [];
  const asked = programs.map((program) => requireProgram(program, searchPath));
  const found = DEFAULT_PROGRAMS.map((name) => ({ name, path: findProgram(name, searchPath) }));
  const all = [...found.flatMap(({ path }) => path ?? []), ...asked];
  for (const [index, program] of all.entries()) {
    signal?.throwIfAborted();
    onProgress?.({ phase: "reading programs", item: program, done: index, total: all.length, unit: "items" });
    strays.push(...addOrExplain(program, files));
    await yieldToLoop();
  }
  const shell = found.find(({ name, path }) => (name === "bash" || name === "sh") && path !== undefined);
  if (shell?.path === undefined) {
    throw new CodedError(
      "unavailable",
      "no-shell",
      "make starter image: this machine has neither bash nor sh",
      {
        hint: "load an image archive instead: wherry load -i FILE",
      },
    );
  }
  const interpreter = interpreterOf(shell.path);
  if (interpreter !== undefined) {
    for (const module of nameServiceModules()) strays.push(...addLibrary(module, interpreter, files));
  }
  for (const companion of companionFiles()) files.add(companion);
  const entries = rootEntries(files, strays);
  return {
    openTar: () => packRoot(entries, signal),
    sizeBytes: entries.reduce((sum, entry) => sum + (entry.kind === "file" ? entry.sizeBytes : 0), 0),
    cmd: [shell.name],
    env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8"],
    createdSeconds: newestSeconds(files),
    missing: found.filter(({ path }) => path === undefined).map(({ name }) => name),
  };
}

const DEFAULT_SEARCH_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

function addOrExplain(program: string, files: HostFiles): StrayLibrary[] {
  try {
    return addProgram(program, files);
  } catch (error) {
    throw asCodedError(error, `read program ${program}`);
  }
}
