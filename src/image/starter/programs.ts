import { accessSync, constants, statSync } from "node:fs";
import { join } from "node:path";
import { CodedError } from "../../base/errors.ts";

/** What a person expects to find after `ssh`: a shell, the coreutils, a pager, an editor, a look at processes. */
export const DEFAULT_PROGRAMS: readonly string[] = [
  ...["bash", "sh"],
  ...[
    "arch",
    "base64",
    "basename",
    "cat",
    "chgrp",
    "chmod",
    "chown",
    "cksum",
    "comm",
    "cp",
    "cut",
    "date",
    "dd",
    "df",
  ],
  ...[
    "dir",
    "dirname",
    "du",
    "echo",
    "env",
    "expand",
    "expr",
    "factor",
    "false",
    "fmt",
    "fold",
    "groups",
    "head",
    "id",
  ],
  ...[
    "install",
    "join",
    "link",
    "ln",
    "ls",
    "md5sum",
    "mkdir",
    "mkfifo",
    "mknod",
    "mktemp",
    "mv",
    "nice",
    "nl",
    "nohup",
  ],
  ...[
    "nproc",
    "numfmt",
    "od",
    "paste",
    "pathchk",
    "pr",
    "printenv",
    "printf",
    "pwd",
    "readlink",
    "realpath",
    "rm",
  ],
  ...[
    "rmdir",
    "seq",
    "sha1sum",
    "sha256sum",
    "sha512sum",
    "shred",
    "shuf",
    "sleep",
    "sort",
    "split",
    "stat",
    "stty",
  ],
  ...[
    "sum",
    "sync",
    "tac",
    "tail",
    "tee",
    "test",
    "[",
    "timeout",
    "touch",
    "tr",
    "true",
    "truncate",
    "tsort",
    "tty",
  ],
  ...["uname", "unexpand", "uniq", "unlink", "users", "vdir", "wc", "who", "whoami", "yes"],
  ...["ps", "top", "free", "kill", "pgrep", "pkill", "pidof", "uptime", "watch"],
  ...[
    "grep",
    "egrep",
    "fgrep",
    "sed",
    "awk",
    "find",
    "xargs",
    "diff",
    "cmp",
    "tar",
    "gzip",
    "gunzip",
    "zcat",
  ],
  ...[
    "less",
    "more",
    "vi",
    "vim",
    "nano",
    "clear",
    "tput",
    "reset",
    "hostname",
    "which",
    "getent",
    "mount",
    "umount",
    "ip",
  ],
];

/** The first executable file of that name on the search path. */
export function findProgram(name: string, searchPath: string): string | undefined {
  return searchPath
    .split(":")
    .filter((folder) => folder.startsWith("/"))
    .map((folder) => join(folder, name))
    .find(isExecutableFile);
}

/** As findProgram, for a name or path that a person asked for. Throws not-found. */
export function requireProgram(asked: string, searchPath: string): string {
  const found = asked.includes("/") ? asked : findProgram(asked, searchPath);
  if (found !== undefined && isExecutableFile(found)) return found;
  throw new CodedError("not-found", "program-not-found", `find program ${asked}: it is not on this machine`, {
    hint: asked.includes("/")
      ? "is the path right, and the file executable?"
      : "give its path, or install it first",
  });
}

function isExecutableFile(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
