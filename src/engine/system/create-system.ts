import { release } from "node:os";
import { probeMachine } from "../../../runtime/index.ts";
import type { StoreRoot } from "../../base/store-root.ts";
import { VERSION } from "../../base/version.ts";
import type { System } from "./system.ts";

/** The system family. */
export function createSystem({ root, driverName }: { root: StoreRoot; driverName: string }): System {
  return {
    info: async () => ({
      version: VERSION,
      dataDir: root.dataDir,
      runDir: root.runDir,
      driver: driverName,
      rootless: process.geteuid?.() !== 0,
      kernel: release(),
      cgroup: probeMachine().cgroups.kind,
    }),
    doctor: async () => (await import("./doctor.ts")).examine(root),
  };
}
