import type { NamespaceType } from "../spec.ts";

/** What a container never shares with the host, unless the host's network is asked for. */
export function defaultNamespaces(network: "own" | "host"): { type: NamespaceType }[] {
  const types: NamespaceType[] = ["mount", "pid", "uts", "ipc", "cgroup"];
  if (network === "own") types.push("network");
  return types.map((type) => ({ type }));
}
