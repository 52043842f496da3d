import type { Machine } from "../machine.ts";
import type { Finding } from "../system.ts";

/** Only running without root needs them; so nothing here is ever worse than degraded. */
export function checkUserNamespaces(machine: Machine): Finding {
  const subject = "user namespaces";
  const { readFile, findProgram, userName } = machine;
  const most = readFile("/proc/sys/user/max_user_namespaces")?.trim();
  if (most === undefined) {
    return {
      subject,
      verdict: "degraded",
      detail: "the kernel has none: no containers without root",
      remedy: "boot a kernel with CONFIG_USER_NS",
    };
  }
  if (most === "0" || readFile("/proc/sys/kernel/unprivileged_userns_clone")?.trim() === "0") {
    return {
      subject,
      verdict: "degraded",
      detail: "switched off: no containers without root",
      remedy:
        most === "0" ? "sysctl user.max_user_namespaces=15000" : "sysctl kernel.unprivileged_userns_clone=1",
    };
  }
  if (findProgram("newuidmap") === undefined) {
    return {
      subject,
      verdict: "degraded",
      detail: "newuidmap is missing: without root a container has one user only",
      remedy: "apt install uidmap",
    };
  }
  const ids = subordinateIds(readFile("/etc/subuid") ?? "", userName);
  if (ids === 0 && machine.uid !== 0) {
    return {
      subject,
      verdict: "degraded",
      detail: `${userName} has no subordinate ids: without root a container has one user only`,
      remedy: `usermod --add-subuids 100000-165535 --add-subgids 100000-165535 ${userName}`,
    };
  }
  return { subject, verdict: "ok", detail: ids === 0 ? "available" : `available, ${ids} subordinate ids` };
}

/** Lines read "name:first:count". */
function subordinateIds(subuid: string, userName: string): number {
  return subuid
    .split("\n")
    .map((line) => line.split(":"))
    .filter(([name]) => name === userName)
    .reduce((sum, [, , count]) => sum + (Number(count) || 0), 0);
}
