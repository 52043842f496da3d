import type { Machine } from "../machine.ts";
import type { Finding } from "../system.ts";

export function checkSeccomp({ readFile }: Machine): Finding {
  const subject = "seccomp";
  const actions = readFile("/proc/sys/kernel/seccomp/actions_avail")?.trim().split(" ") ?? [];
  if (actions.includes("errno")) return { subject, verdict: "ok", detail: "the kernel filters system calls" };
  return {
    subject,
    verdict: "degraded",
    detail: "the kernel cannot filter system calls",
    remedy: "boot a kernel with CONFIG_SECCOMP_FILTER",
  };
}
