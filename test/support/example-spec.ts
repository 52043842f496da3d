import {
  DEFAULT_CAPABILITIES,
  DEFAULT_DEVICE_RULES,
  DEFAULT_MASKED_PATHS,
  DEFAULT_NETWORK_SYSCTLS,
  DEFAULT_PIDS_LIMIT,
  DEFAULT_READONLY_PATHS,
  defaultMounts,
  defaultNamespaces,
  type Spec,
} from "../../runtime/index.ts";

/** The spec of a container with all the defaults; tests change what they are about. */
export function exampleSpec(process: Partial<Spec["process"]> = {}): Spec {
  return {
    ociVersion: "1.2.0",
    process: {
      terminal: false,
      user: { uid: 0, gid: 0 },
      args: ["/bin/sh"],
      env: ["PATH=/bin"],
      cwd: "/",
      capabilities: {
        bounding: DEFAULT_CAPABILITIES,
        effective: DEFAULT_CAPABILITIES,
        permitted: DEFAULT_CAPABILITIES,
        inheritable: [],
        ambient: [],
      },
      rlimits: [],
      noNewPrivileges: false,
      ...process,
    },
    root: { path: "rootfs", readonly: false },
    hostname: "example",
    mounts: defaultMounts(),
    linux: {
      namespaces: defaultNamespaces("own"),
      maskedPaths: DEFAULT_MASKED_PATHS,
      readonlyPaths: DEFAULT_READONLY_PATHS,
      devices: [],
      sysctl: DEFAULT_NETWORK_SYSCTLS,
      cgroupsPath: "",
      resources: { pids: { limit: DEFAULT_PIDS_LIMIT }, devices: DEFAULT_DEVICE_RULES },
    },
  };
}
