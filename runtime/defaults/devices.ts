import type { SpecDevice, SpecResources } from "../spec.ts";

const character = (path: string, major: number, minor: number): SpecDevice => ({
  path,
  type: "c",
  major,
  minor,
  fileMode: 0o666,
  uid: 0,
  gid: 0,
});

/** Nodes of every container's /dev. The runtime makes them whether the spec lists them or not, as OCI asks. */
export const DEFAULT_DEVICES: readonly SpecDevice[] = [
  character("/dev/null", 1, 3),
  character("/dev/zero", 1, 5),
  character("/dev/full", 1, 7),
  character("/dev/random", 1, 8),
  character("/dev/urandom", 1, 9),
  character("/dev/tty", 5, 0),
];

/** Links of every container's /dev. */
export const DEFAULT_DEVICE_LINKS: readonly { readonly path: string; readonly target: string }[] = [
  { path: "/dev/ptmx", target: "pts/ptmx" },
  { path: "/dev/fd", target: "/proc/self/fd" },
  { path: "/dev/stdin", target: "/proc/self/fd/0" },
  { path: "/dev/stdout", target: "/proc/self/fd/1" },
  { path: "/dev/stderr", target: "/proc/self/fd/2" },
];

/** Device cgroup: any node may be made, only these may be opened: the nodes above, console, ptmx and ptys. */
export const DEFAULT_DEVICE_RULES: NonNullable<SpecResources["devices"]> = [
  { allow: false, access: "rwm" },
  { allow: true, type: "c", access: "m" },
  { allow: true, type: "b", access: "m" },
  { allow: true, type: "c", major: 1, minor: 3, access: "rwm" },
  { allow: true, type: "c", major: 1, minor: 5, access: "rwm" },
  { allow: true, type: "c", major: 1, minor: 7, access: "rwm" },
  { allow: true, type: "c", major: 1, minor: 8, access: "rwm" },
  { allow: true, type: "c", major: 1, minor: 9, access: "rwm" },
  { allow: true, type: "c", major: 5, minor: 0, access: "rwm" },
  { allow: true, type: "c", major: 5, minor: 1, access: "rwm" },
  { allow: true, type: "c", major: 5, minor: 2, access: "rwm" },
  { allow: true, type: "c", major: 136, access: "rwm" },
];
