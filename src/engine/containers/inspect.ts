import { readFileSync } from "node:fs";
import { join } from "node:path";
import { asCodedError } from "../../base/errors.ts";
import type { ContainerRow } from "../../state/containers.ts";
import { bundleOf } from "./bundle.ts";
import type { ContainerDetails } from "./containers.ts";
import type { ContainersContext } from "./context.ts";
import { readDefinition } from "./start.ts";
import { toSummary } from "./summary.ts";

/** All that is known of a container. */
export function inspectContainer(context: ContainersContext, row: ContainerRow): ContainerDetails {
  const definition = readDefinition(context, row.id);
  const bundleDir = bundleOf(context.root, row.id).dir;
  return {
    ...toSummary(row),
    bundleDir,
    spec: readSpec(bundleDir, row.name),
    options: definition.options,
    warnings: row.state.status === "running" || row.state.status === "exited" ? row.state.warnings : [],
    layers: definition.layers,
  };
}

function readSpec(bundleDir: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(join(bundleDir, "config.json"), "utf8"));
  } catch (error) {
    throw asCodedError(error, `inspect container ${name}`);
  }
}
