import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SpecMount } from "../../../runtime/index.ts";
import type { ContainerDefinition } from "./definition.ts";

/** Files of /etc that belong to the container, not to its image; written new at each start. */
export function writeBundleFiles(bundleDir: string, definition: ContainerDefinition): void {
  for (const [name, content] of Object.entries(contents(definition))) {
    writeFileSync(join(bundleDir, name), content, { mode: 0o644 });
  }
}

/** How they come to be seen in the container. */
export function bundleFileMounts(bundleDir: string, readOnlyRoot: boolean): SpecMount[] {
  return ["resolv.conf", "hostname", "hosts"].map((name) => ({
    destination: `/etc/${name}`,
    type: "bind",
    source: join(bundleDir, name),
    options: ["bind", "rprivate", ...(readOnlyRoot ? ["ro"] : [])],
  }));
}

function contents({ options, process }: ContainerDefinition): Record<string, string> {
  return {
    hostname: `${process.hostname}\n`,
    // On the host's network the host's names are the right ones.
    hosts: (options.network === "host" ? hostFile("/etc/hosts") : undefined) ?? LOCAL_NAMES,
    "resolv.conf": hostFile("/etc/resolv.conf") ?? "",
  };
}

const LOCAL_NAMES = `127.0.0.1\tlocalhost
::1\tlocalhost ip6-localhost ip6-loopback
fe00::\tip6-localnet
ff00::\tip6-mcastprefix
ff02::1\tip6-allnodes
ff02::2\tip6-allrouters
`;

function hostFile(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
