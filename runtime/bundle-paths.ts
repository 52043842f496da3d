import { join } from "node:path";
import type { Bundle } from "./driver.ts";

/** Where the runtime puts things of one container. */
export function bundlePaths(bundle: Bundle): {
  readonly log: string;
  readonly exitRecord: string;
  readonly attachSocket: string;
  sessionPlan(sessionId: string): string;
} {
  return {
    log: join(bundle.dir, "log"),
    exitRecord: join(bundle.dir, "exit.json"),
    attachSocket: join(bundle.runDir, "attach"),
    sessionPlan: (sessionId) => join(bundle.runDir, `session-${sessionId}.plan`),
  };
}
