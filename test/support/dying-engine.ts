import childProcess from "node:child_process";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import type { Containers } from "../../src/engine/containers/containers.ts";

/**
 * A program, run by the tests of recovery: does one thing with containers and kills itself with SIGKILL at the
 * n-th step that the outside could see. Arguments: folder, layer folder, action, n.
 */
const [dir = "", layerDir = "", action = "", deadly = ""] = process.argv.slice(2);

let steps = 0;
function step(): void {
  steps += 1;
  if (steps === Number(deadly)) process.kill(process.pid, "SIGKILL");
}

/** Dies before the function's work: after the work before. */
function mortal<F extends (...args: never[]) => unknown>(work: F): F {
  return function (this: unknown, ...args: never[]) {
    step();
    return work.apply(this, args);
  } as F;
}

const ACTIONS: Record<string, (containers: Containers) => Promise<unknown>> = {
  create: (containers) => containers.create({ image: "starter", name: "new", command: ["sleep", "1000"] }),
  start: (containers) => containers.start("c"),
  remove: (containers) => containers.remove("c", { force: true }),
};

// Loaded before the functions below are changed: making the modules ready is no step.
const { openTestContext } = await import("./containers-context.ts");
const { createContainers } = await import("../../src/engine/containers/create-containers.ts");
for (const name of ["create", "start", "stop", "remove", "remove-row", "settle"]) {
  await import(`../../src/engine/containers/${name}.ts`);
}
const context = openTestContext({ dir, layerDir });
const containers = createContainers(context);
await containers.list();
for (const name of ["writeFileSync", "renameSync", "mkdirSync", "rmSync", "utimesSync"] as const) {
  (fs as unknown as Record<string, unknown>)[name] = mortal(fs[name] as never);
}
childProcess.spawn = mortal(childProcess.spawn as never);
syncBuiltinESMExports();
const { transaction } = context.state;
(context.state as { transaction: unknown }).transaction = mortal(transaction as never);
await ACTIONS[action]!(containers);
step();
await context[Symbol.asyncDispose]();
