import { execFileSync } from "node:child_process";
import {
  constants,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/** What a POSIX machine with a compiler always has, and the tests' scripts use. */
const PROGRAMS = [
  "sh",
  "cat",
  "chmod",
  "chown",
  "dd",
  "env",
  "head",
  "id",
  "ln",
  "ls",
  "mkdir",
  "mknod",
  "pwd",
  "readlink",
  "rm",
  "sleep",
  "stat",
  "stty",
  "tail",
  "touch",
  "tty",
  "true",
  "uname",
  "wc",
  "grep",
];

/** Linked on a machine that keeps all its programs below /usr, folders of their own elsewhere. */
const TOP_FOLDERS = ["bin", "sbin", "lib", "lib64"];

/**
 * Makes a root file system in an empty folder: a shell and small tools of this machine with the libraries they
 * need, users root (0) and user (1000). Needs ldd, which every machine with a C compiler has.
 */
export function makeSmallRoot(folder: string, programs: readonly string[] = PROGRAMS): void {
  mkdirSync(folder, { recursive: true });
  for (const name of TOP_FOLDERS) copyTopFolder(folder, name);
  for (const name of ["etc", "root", "tmp", "usr/bin"]) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(
    join(folder, "etc/passwd"),
    "root:x:0:0:root:/root:/bin/sh\nuser:x:1000:1000:user:/:/bin/sh\n",
  );
  writeFileSync(join(folder, "etc/group"), "root:x:0:\nuser:x:1000:\nextra:x:2000:user\n");
  const sources = programs.map((program) => ({ program, source: findProgram(program) }));
  const libraries = new Set(sources.flatMap(({ source }) => librariesOf(source)));
  for (const { program, source } of sources) copyFile(source, join(folder, "usr/bin", program));
  for (const library of libraries) copyInto(folder, library);
  if (!existsSync(join(folder, "bin/sh"))) copyFile(join(folder, "usr/bin/sh"), join(folder, "bin/sh"));
}

function copyTopFolder(folder: string, name: string): void {
  const original = `/${name}`;
  if (!existsSync(original)) return;
  if (lstatSync(original).isSymbolicLink()) {
    symlinkSync(readlinkSync(original).replace(/^\//, ""), join(folder, name));
    mkdirSync(join(folder, realpathSync(original)), { recursive: true });
  } else {
    mkdirSync(join(folder, name), { recursive: true });
  }
}

function findProgram(program: string): string {
  const folders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];
  const found = folders.map((each) => join(each, program)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`make small root: this machine has no ${program}`);
  return realpathSync(found);
}

/** Paths as the loader names them: those are the ones it looks for inside. */
function librariesOf(program: string): string[] {
  let listing: string;
  try {
    listing = execFileSync("ldd", [program], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return []; // A static program: ldd says so by failing.
  }
  return [...listing.matchAll(/(?:=>\s*|^\s*)(\/\S+)\s+\(0x/gm)].map((match) => match[1]!);
}

function copyInto(folder: string, path: string): void {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  copyFile(realpathSync(path), target);
}

function copyFile(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
}
