import type { Step } from "../opcodes.ts";
import type { NamespaceType, Spec } from "../spec.ts";

/** CLONE_NEW* (linux/sched.h). */
const BITS: Readonly<Record<NamespaceType, number>> = {
  time: 0x80,
  mount: 0x20000,
  cgroup: 0x2000000,
  uts: 0x4000000,
  ipc: 0x8000000,
  user: 0x10000000,
  pid: 0x20000000,
  network: 0x40000000,
};

/** One step for all that are new, one for each that is entered. */
export function planNamespaces({ linux: { namespaces } }: Spec): Step[] {
  const bits = namespaces
    .filter(({ path }) => path === undefined)
    .reduce((all, { type }) => all | BITS[type], 0);
  const entered = namespaces.flatMap(({ type, path }, index): Step[] =>
    path === undefined
      ? []
      : [{ step: "join_namespace", where: `linux.namespaces[${index}]`, path, bit: BITS[type] }],
  );
  return [{ step: "namespaces", where: "linux.namespaces", bits }, ...entered];
}
