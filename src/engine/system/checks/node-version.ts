import type { Machine } from "../machine.ts";
import type { Finding } from "../system.ts";

const NEEDED_MAJOR = 24;

export function checkNode({ nodeVersion }: Machine): Finding {
  const subject = "node";
  if (Number.parseInt(nodeVersion, 10) >= NEEDED_MAJOR)
    return { subject, verdict: "ok", detail: nodeVersion };
  return {
    subject,
    verdict: "missing",
    detail: `${nodeVersion} is older than ${NEEDED_MAJOR}`,
    remedy: "npm ci in Wherry's folder brings the right one",
  };
}
