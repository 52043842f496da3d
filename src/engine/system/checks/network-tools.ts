import type { Machine } from "../machine.ts";
import type { Finding } from "../system.ts";

const TOOLS = [
  ["ip", "ip", "apt install iproute2", "no networks but none and host"],
  ["nft", "nftables", "apt install nftables", "no published ports and no way out of a bridge"],
] as const;

export function checkNetworkTools({ findProgram }: Machine): Finding[] {
  return TOOLS.map(([program, subject, remedy, loss]): Finding => {
    const path = findProgram(program);
    return path === undefined
      ? { subject, verdict: "degraded", detail: `${program} is missing: ${loss}`, remedy }
      : { subject, verdict: "ok", detail: path };
  });
}
