import { closeSync, openSync, readFileSync, readSync, realpathSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { CodedError } from "../../base/errors.ts";
import { type ElfFile, isElf, parseElf } from "./elf.ts";
import type { HostFiles } from "./host-files.ts";
import { type LibraryPath, readLibraryPath, searchFolders } from "./library-path.ts";

/** A library that the linker would find only by its cache, which the image does not have. */
export interface StrayLibrary {
  readonly name: string;
  readonly path: string;
  /** A folder that the linker knows by itself: a symlink there makes the library found. */
  readonly builtInFolder: string;
}

/**
 * Adds a program and all that the kernel and the dynamic linker load to run it: its interpreter and libraries for
 * ELF, the named interpreter for a script. Nothing is executed to learn it. Throws when a part is missing here.
 */
export function addProgram(program: string, files: HostFiles): StrayLibrary[] {
  const real = files.add(program);
  if (real === undefined)
    throw new CodedError("invalid", "not-a-program", `read program ${program}: it is a folder`);
  const head = readHead(real);
  if (isElf(head)) return addElf(real, files);
  const interpreter = shebangInterpreter(head);
  return interpreter === undefined || interpreter === program ? [] : addProgram(interpreter, files);
}

/** Adds a library that programs load by name at run time (NSS modules), with its own needs. */
export function addLibrary(path: string, interpreter: string, files: HostFiles): StrayLibrary[] {
  const real = files.add(path);
  return real === undefined ? [] : addNeeds(real, parse(real), readLibraryPath(interpreter), files);
}

/** The interpreter that a program asks the kernel for; undefined for static programs and scripts. */
export function interpreterOf(path: string): string | undefined {
  return isElf(readHead(path)) ? parse(path).interpreter : undefined;
}

function addElf(path: string, files: HostFiles): StrayLibrary[] {
  const elf = parse(path);
  if (elf.interpreter === undefined) return [];
  files.add(elf.interpreter);
  return addNeeds(path, elf, readLibraryPath(elf.interpreter), files);
}

function addNeeds(path: string, elf: ElfFile, library: LibraryPath, files: HostFiles): StrayLibrary[] {
  const folders = searchFolders(elf, path, library);
  return elf.needed.flatMap((name) => {
    const found = name.includes("/") ? name : findLibrary(name, folders, elf);
    if (found === undefined) {
      throw new CodedError(
        "not-found",
        "library-missing",
        `read program ${path}: its library ${name} is not on this machine`,
        {
          hint: `does ${basename(path)} start here? Install what it needs, or leave it out`,
        },
      );
    }
    const before = files.count;
    const real = files.add(found);
    const stray = straysOf(name, found, library, elf);
    // Libraries need each other in circles: one that added nothing new has been here before.
    if (real === undefined || files.count === before) return stray;
    return [...stray, ...addNeeds(real, parse(real), library, files)];
  });
}

function straysOf(
  name: string,
  found: string,
  { builtIn, configured }: LibraryPath,
  elf: ElfFile,
): StrayLibrary[] {
  const isOwn = [...elf.runpath, ...elf.rpath].length > 0;
  const folder = found.slice(0, -basename(found).length - 1);
  const home = builtIn.find((candidate) => isFolder(candidate));
  if (isOwn || home === undefined || !configured.includes(folder) || builtIn.includes(folder)) return [];
  return [{ name, path: found, builtInFolder: realpathSync(home) }];
}

/** The first file of that name that fits the program: the linker passes over other machines' libraries. */
function findLibrary(name: string, folders: readonly string[], wanted: ElfFile): string | undefined {
  return folders
    .map((folder) => join(folder, name))
    .find((path) => {
      const head = readHead(path);
      if (!isElf(head)) return false;
      return (
        head[4] === (wanted.bits === 64 ? 2 : 1) && (head[18] ?? 0) + 256 * (head[19] ?? 0) === wanted.machine
      );
    });
}

/** The program in a script's first line; the kernel reads no further than 256 bytes (execve(2)). */
function shebangInterpreter(head: Uint8Array): string | undefined {
  const match = /^#![ \t]*([^\s]+)/.exec(Buffer.from(head).toString("utf8"));
  return match?.[1];
}

function parse(path: string): ElfFile {
  return parseElf(readFileSync(path), path);
}

/** The first 256 bytes; empty when there is no such file. */
function readHead(path: string): Uint8Array {
  const head = Buffer.alloc(256);
  try {
    const descriptor = openSync(path, "r");
    try {
      return head.subarray(0, readSync(descriptor, head));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return head.subarray(0, 0);
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
