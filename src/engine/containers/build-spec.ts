import {
  DEFAULT_DEVICE_RULES,
  DEFAULT_MASKED_PATHS,
  DEFAULT_NETWORK_SYSCTLS,
  DEFAULT_PIDS_LIMIT,
  DEFAULT_READONLY_PATHS,
  defaultMounts,
  defaultNamespaces,
  type Spec,
  type SpecMount,
} from "../../../runtime/index.ts";
import { bundleFileMounts } from "./bundle-files.ts";
import { capabilitiesOf } from "./capabilities.ts";
import type { BindMount } from "./containers.ts";
import type { ContainerDefinition } from "./definition.ts";
import { limitsOf } from "./limits.ts";
import { memoryMountsOf, shmOf } from "./memory-mounts.ts";
import { oomScoreOf, rlimitsOf } from "./process-limits.ts";
import { seccompOf } from "./seccomp.ts";
import type { ResolvedUser } from "./user.ts";

/** The container as an OCI runtime spec. An image cannot loosen what isolates: all of that comes from here. */
export function buildSpec(
  definition: ContainerDefinition,
  { bundleDir, cgroupPath, user }: { bundleDir: string; cgroupPath: string; user: ResolvedUser },
): Spec {
  const { options, process } = definition;
  const readOnlyRoot = options.readOnlyRoot ?? false;
  const network = options.network === "host" ? "host" : "own";
  const capabilities = capabilitiesOf(user, options);
  const seccomp = seccompOf(options, capabilities.bounding);
  return {
    ociVersion: "1.2.0",
    process: {
      terminal: options.tty ?? false,
      user: { uid: user.uid, gid: user.gid, additionalGids: user.additionalGids },
      args: process.argv,
      env: withHome(process.env, user),
      cwd: process.workingDir,
      capabilities,
      rlimits: rlimitsOf(options),
      noNewPrivileges: options.noNewPrivileges ?? false,
      ...oomScoreOf(options),
    },
    root: { path: "rootfs", readonly: readOnlyRoot },
    hostname: process.hostname,
    ...(options.domainname === undefined ? {} : { domainname: options.domainname }),
    mounts: [
      ...defaultMounts(shmOf(options)),
      ...bundleFileMounts(bundleDir, readOnlyRoot),
      ...memoryMountsOf(options),
      ...(options.mounts ?? []).map(toSpecMount),
    ],
    linux: {
      namespaces: defaultNamespaces(network),
      maskedPaths: DEFAULT_MASKED_PATHS,
      readonlyPaths: DEFAULT_READONLY_PATHS,
      devices: [],
      sysctl: { ...(network === "own" ? DEFAULT_NETWORK_SYSCTLS : {}), ...options.sysctls },
      cgroupsPath: `/${cgroupPath}`,
      resources: { ...limitsOf(options, DEFAULT_PIDS_LIMIT), devices: DEFAULT_DEVICE_RULES },
      ...(seccomp === undefined ? {} : { seccomp }),
    },
    annotations: {
      ...options.annotations,
      "io.wherry.image": definition.image,
      "io.wherry.name": definition.name,
    },
  };
}

/** HOME is where the account says, unless the image or the person said otherwise. */
export function withHome(env: readonly string[], { home }: { home: string }): string[] {
  return env.some((entry) => entry.startsWith("HOME=")) ? [...env] : [...env, `HOME=${home}`];
}

function toSpecMount({ source, target, readOnly }: BindMount): SpecMount {
  return {
    destination: target,
    type: "bind",
    source,
    options: ["rbind", "rprivate", readOnly ? "ro" : "rw"],
  };
}
