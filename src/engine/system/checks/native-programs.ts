import type { Machine } from "../machine.ts";
import type { Finding } from "../system.ts";

const HELPERS = ["launcher", "jailfs"] as const;

export function checkNativePrograms({ helperPath, isProgram }: Machine): Finding {
  const subject = "compiled helpers";
  const lacking = HELPERS.filter((name) => !isProgram(helperPath(name)));
  if (lacking.length === 0) return { subject, verdict: "ok", detail: HELPERS.join(", ") };
  return {
    subject,
    verdict: "missing",
    detail: `${lacking.join(" and ")} not built`,
    remedy: "npm run build (needs cc and make: apt install gcc make libc6-dev)",
  };
}
