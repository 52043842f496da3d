import type { Machine } from "../machine.ts";
import type { Finding } from "../system.ts";

/** CAP_SYS_ADMIN's number: mounts and namespaces hang on it. */
const SYS_ADMIN = 21n;

export function checkPrivileges({ uid, readFile }: Machine): Finding {
  const subject = "privileges";
  if (uid !== 0) {
    return {
      subject,
      verdict: "missing",
      detail: `runs as uid ${uid}; containers need root for now`,
      remedy: "sudo wherry",
    };
  }
  const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFile("/proc/self/status") ?? "")?.[1];
  if (effective !== undefined && (BigInt(`0x${effective}`) & (1n << SYS_ADMIN)) === 0n) {
    return {
      subject,
      verdict: "missing",
      detail: "runs as root without CAP_SYS_ADMIN, as inside a container",
      remedy: "run it on the host, or give the outer container --privileged",
    };
  }
  return { subject, verdict: "ok", detail: "runs as root" };
}
