import { release } from "node:os";
import { probeMachine } from "../../../runtime/index.ts";
import type { StoreRoot } from "../../base/store-root.ts";
import { VERSION } from "../../base/version.ts";
import type { Families } from "./disk-use.ts";
import type { System } from "./system.ts";

/** The system family. */
export function createSystem({
  root,
  driverName,
  families,
}: {
  root: StoreRoot;
  driverName: string;
  families: Families;
}): System {
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
    diskUse: async () => (await import("./disk-use.ts")).diskUse(root, families),
    doctor: async () => (await import("./doctor.ts")).examine(root),
  };
}
