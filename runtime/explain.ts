import { arch } from "node:process";

/** A step that failed, as the launcher tells it. */
export interface Failure {
  readonly step: string;
  readonly subject: string;
  readonly errno: number;
  readonly reason: string;
}

export interface Explanation {
  /** To be read after "exec NAME: ". */
  readonly reason: string;
  /** What a person can do. */
  readonly hint?: string;
  readonly exitCode: 125 | 126 | 127;
}

const ENOENT = 2;
const EACCES = 13;

/** The kernel's word for why a step failed, in words for a person. All wording of failed starts is here. */
export function explainFailure(failure: Failure, machine: string = arch): Explanation {
  if (failure.step === "exec") return explainExec(failure, machine);
  const reason = lowerFirst(failure.reason);
  const hint = hintFor(failure);
  return { reason, exitCode: 125, ...(hint === undefined ? {} : { hint }) };
}

function explainExec({ subject, errno, reason }: Failure, machine: string): Explanation {
  const [, what, detail = ""] = /^(wrong architecture|missing interpreter) (.*)$/.exec(reason) ?? [
    undefined,
    reason,
  ];
  switch (what) {
    case "not found":
      return subject.includes("/")
        ? { reason: "not found: the container has no such file", hint: LOOK_INSIDE, exitCode: 127 }
        : { reason: "not found in the container's PATH", hint: LOOK_INSIDE, exitCode: 127 };
    case "is a directory":
      return { reason: "is a directory", hint: "name a program inside it", exitCode: 126 };
    case "not executable":
      return {
        reason: "is not executable",
        hint: `give it the right in the image: chmod +x ${subject}`,
        exitCode: 126,
      };
    case "wrong architecture": {
      const ours = nameOfMachine(machine);
      return {
        reason: `built for ${nameOfElf(Number(detail))}, but this machine is ${ours}`,
        hint: `use an image for ${ours}`,
        exitCode: 126,
      };
    }
    case "missing interpreter":
      return explainInterpreter(detail);
    case "not a program":
      return {
        reason: "is not a program: neither ELF nor a script that names its interpreter",
        hint: "begin the script with a line such as #!/bin/sh",
        exitCode: 126,
      };
    default:
      return errno === EACCES
        ? {
            reason: "permission denied",
            hint: "the container's user needs the right to execute it and to pass the folders above it",
            exitCode: 126,
          }
        : { reason: lowerFirst(reason), exitCode: errno === ENOENT ? 127 : 126 };
  }
}

const LOOK_INSIDE = "look for it among the image's files, or give its full path";

/** The same failure has two causes: a program's loader, which ELF names, and a script's first line. */
function explainInterpreter(path: string): Explanation {
  if (/(^|\/)ld[-\w.]*\.so/.test(path)) {
    return {
      reason: `needs the loader ${path}, which the container lacks`,
      hint: "the image has another C library than the program was built for: use a static one, or another image",
      exitCode: 127,
    };
  }
  return {
    reason: `is a script for ${path}, which the container lacks`,
    hint: `put ${path} into the image, or change the script's first line`,
    exitCode: 127,
  };
}

function hintFor({ step, subject, errno }: Failure): string | undefined {
  if (step === "bind" && errno === ENOENT) return `make ${subject} on the host first`;
  if (step === "overlay_root")
    return "the data folder's file system must be able to carry overlay: ext4, xfs, btrfs";
  return undefined;
}

/** Node's names of machines, and e_machine of their ELF files (elf.h). */
const MACHINES: readonly { readonly node: string; readonly elf: number; readonly name: string }[] = [
  { node: "x64", elf: 62, name: "x86-64" },
  { node: "ia32", elf: 3, name: "x86 (32-bit)" },
  { node: "arm64", elf: 183, name: "arm64" },
  { node: "arm", elf: 40, name: "arm (32-bit)" },
  { node: "riscv64", elf: 243, name: "riscv64" },
  { node: "ppc64", elf: 21, name: "ppc64" },
  { node: "s390x", elf: 22, name: "s390x" },
  { node: "loong64", elf: 258, name: "loong64" },
  { node: "mips64el", elf: 8, name: "mips" },
];

function nameOfMachine(node: string): string {
  return MACHINES.find((machine) => machine.node === node)?.name ?? node;
}

function nameOfElf(elf: number): string {
  return MACHINES.find((machine) => machine.elf === elf)?.name ?? `another machine (ELF ${elf})`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
