import type { ImageDetails } from "../../engine/images/images.ts";

/** An image in the fields of `docker image inspect`; what Docker has no field for stands under Wherry. */
export function imageReport(details: ImageDetails): Record<string, unknown> {
  const { config } = details;
  return {
    Id: details.id,
    RepoTags: details.references.filter((name) => !name.includes("@")),
    RepoDigests: details.references.map((name) => `${repositoryOf(name)}@${details.manifestDigest}`),
    Created: config.created ?? "",
    Author: config.author ?? "",
    Architecture: config.architecture,
    ...(config.variant === undefined ? {} : { Variant: config.variant }),
    Os: config.os,
    Size: details.sizeBytes,
    Config: {
      User: config.process.user,
      ExposedPorts: asSet(config.process.exposedPorts),
      Env: config.process.env,
      Entrypoint: orNull(config.process.entrypoint),
      Cmd: orNull(config.process.cmd),
      Volumes: asSet(config.process.volumes),
      WorkingDir: config.process.workingDir,
      Labels: config.process.labels,
      ...(config.process.stopSignal === undefined ? {} : { StopSignal: config.process.stopSignal }),
    },
    RootFS: { Type: "layers", Layers: config.diffIds },
    Wherry: { Manifest: details.manifestDigest, Layers: details.layers, UsedBy: details.usedBy },
  };
}

function repositoryOf(name: string): string {
  const path = name.split("@")[0] ?? "";
  const colon = path.lastIndexOf(":");
  return colon > path.lastIndexOf("/") ? path.slice(0, colon) : path;
}

function asSet(names: readonly string[]): Record<string, object> | null {
  return names.length === 0 ? null : Object.fromEntries(names.map((name) => [name, {}]));
}

function orNull<T>(list: readonly T[]): readonly T[] | null {
  return list.length === 0 ? null : list;
}
