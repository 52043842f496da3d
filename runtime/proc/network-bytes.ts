import { readFileSync } from "node:fs";

export interface NetworkBytes {
  readonly receivedBytes: number;
  readonly sentBytes: number;
}

/** What went through a process's network, loopback left out. Undefined when the process is gone. */
export function readNetworkBytes(pid: number): NetworkBytes | undefined {
  try {
    return parseNetworkBytes(readFileSync(`/proc/${pid}/net/dev`, "latin1"));
  } catch {
    return undefined;
  }
}

/** `eth0: bytes packets errs drop fifo frame compressed multicast bytes …`: received first, then sent. */
export function parseNetworkBytes(text: string): NetworkBytes {
  let receivedBytes = 0;
  let sentBytes = 0;
  for (const line of text.split("\n")) {
    const [name, figures] = line.split(":");
    if (figures === undefined || name?.trim() === "lo") continue;
    const fields = figures.trim().split(/\s+/);
    receivedBytes += Number(fields[0]);
    sentBytes += Number(fields[8]);
  }
  return { receivedBytes, sentBytes };
}
