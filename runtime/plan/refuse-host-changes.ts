import { LaunchError } from "../launch-error.ts";
import type { NamespaceType, Spec } from "../spec.ts";

/** Kernel settings that each IPC namespace has of its own; every other one below kernel. is the host's. */
const IPC_SYSCTLS = new Set([
  "kernel.msgmax",
  "kernel.msgmnb",
  "kernel.msgmni",
  "kernel.sem",
  "kernel.shmall",
  "kernel.shmmax",
  "kernel.shmmni",
  "kernel.shm_rmid_forced",
]);

/** Throws LaunchError for a spec whose plan would change the host, since a namespace it needs is not its own. */
export function refuseHostChanges(spec: Spec): void {
  const { namespaces, sysctl } = spec.linux;
  const has = (type: NamespaceType): boolean => namespaces.some((namespace) => namespace.type === type);
  const where = "linux.namespaces";
  if (!namespaces.some(({ type, path }) => type === "mount" && path === undefined)) {
    throw refusal("namespaces", where, "", "a container needs a mount namespace of its own");
  }
  if (has("user")) throw refusal("namespaces", where, "user", "user namespaces cannot be made yet");
  if (!has("uts")) {
    for (const name of ["hostname", "domainname"] as const) {
      if (spec[name] === undefined) continue;
      throw refusal(name, name, spec[name], "it would rename the host: there is no uts namespace");
    }
  }
  for (const name of Object.keys(sysctl)) {
    const owner = namespaceOf(name);
    if (owner !== undefined && has(owner)) continue;
    const reason =
      owner === undefined
        ? "it would change the host: no namespace has it of its own"
        : `it would change the host: there is no ${owner} namespace`;
    throw refusal("sysctl", `linux.sysctl.${name}`, name, reason);
  }
}

function namespaceOf(sysctl: string): NamespaceType | undefined {
  if (sysctl.startsWith("net.")) return "network";
  return IPC_SYSCTLS.has(sysctl) || sysctl.startsWith("fs.mqueue.") ? "ipc" : undefined;
}

function refusal(step: string, where: string, subject: string, reason: string): LaunchError {
  return new LaunchError({ step, where, subject, reason, exitCode: 125 });
}
