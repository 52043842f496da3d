import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ElfFile } from "./elf.ts";

/** Where the dynamic linker of this machine looks for libraries, in its order. */
export interface LibraryPath {
  /** Folders that the linker knows by itself, without a cache or configuration. */
  readonly builtIn: readonly string[];
  /** Folders that only /etc/ld.so.conf names. */
  readonly configured: readonly string[];
}

/** The search path for programs of the given interpreter: glibc's (ld.so(8)) or musl's (/etc/ld-musl-ARCH.path). */
export function readLibraryPath(interpreter: string): LibraryPath {
  const musl = /ld-musl-([^/.]+)\.so/.exec(interpreter);
  if (musl !== null) {
    const text = readText(`/etc/ld-musl-${musl[1]}.path`);
    const folders = text === undefined ? ["/lib", "/usr/local/lib", "/usr/lib"] : text.split(/[\n:]/);
    return { builtIn: folders.filter((folder) => folder !== ""), configured: [] };
  }
  // Debian's glibc looks into the multiarch folder, others into lib64; a folder that is not there costs one look.
  const triplets = globSync("/{lib,usr/lib}/*-linux-gnu*").sort();
  return {
    builtIn: [...triplets, "/lib64", "/usr/lib64", "/lib", "/usr/lib"],
    configured: parseLinkerConfig(readText("/etc/ld.so.conf") ?? "", "/etc/ld.so.conf", new Set()),
  };
}

/** The folders in which to look for what one ELF file needs. */
export function searchFolders(elf: ElfFile, path: string, { builtIn, configured }: LibraryPath): string[] {
  const own = elf.runpath.length > 0 ? elf.runpath : elf.rpath;
  const origin = dirname(path);
  const library = elf.bits === 64 ? "lib64" : "lib";
  const replaced = own.map((folder) =>
    folder.replaceAll(/\$\{?ORIGIN\}?/g, origin).replaceAll(/\$\{?LIB\}?/g, library),
  );
  return [...replaced, ...configured, ...builtIn];
}

function parseLinkerConfig(text: string, path: string, seen: Set<string>): string[] {
  if (seen.has(path)) return [];
  seen.add(path);
  return text.split("\n").flatMap((line) => {
    const words = line.replace(/#.*/, "").trim();
    if (words === "") return [];
    const include = /^include\s+(.+)$/.exec(words);
    if (include?.[1] === undefined) return words.split(/[\s,:]+/);
    const pattern = include[1].startsWith("/") ? include[1] : join(dirname(path), include[1]);
    return globSync(pattern)
      .sort()
      .flatMap((file) => parseLinkerConfig(readText(file) ?? "", file, seen));
  });
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
