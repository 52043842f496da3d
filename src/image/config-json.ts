import type { ImageConfig } from "./config.ts";

/** The bytes of a config that we make ourselves, in the image-spec's form; the same config, the same bytes. */
export function formatImageConfig(config: ImageConfig): Buffer {
  const { process, history } = config;
  const document = {
    ...optional("created", config.created),
    ...optional("author", config.author),
    architecture: config.architecture,
    ...optional("variant", config.variant),
    os: config.os,
    config: {
      ...optional("User", process.user || undefined),
      ...optional("ExposedPorts", setOf(process.exposedPorts)),
      ...optional("Env", filled(process.env)),
      ...optional("Entrypoint", filled(process.entrypoint)),
      ...optional("Cmd", filled(process.cmd)),
      ...optional("Volumes", setOf(process.volumes)),
      ...optional("WorkingDir", process.workingDir || undefined),
      ...optional("Labels", Object.keys(process.labels).length === 0 ? undefined : sorted(process.labels)),
      ...optional("StopSignal", process.stopSignal),
    },
    rootfs: { type: "layers", diff_ids: config.diffIds },
    history: history.map(({ created, createdBy, comment, emptyLayer }) => ({
      ...optional("created", created),
      ...optional("created_by", createdBy || undefined),
      ...optional("comment", comment || undefined),
      ...optional("empty_layer", emptyLayer || undefined),
    })),
  };
  return Buffer.from(JSON.stringify(document));
}

function optional(name: string, value: unknown): object {
  return value === undefined ? {} : { [name]: value };
}

function filled(list: readonly string[]): readonly string[] | undefined {
  return list.length === 0 ? undefined : list;
}

function setOf(keys: readonly string[]): object | undefined {
  return keys.length === 0 ? undefined : Object.fromEntries([...keys].sort().map((key) => [key, {}]));
}

function sorted(map: Readonly<Record<string, string>>): object {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
