import { DEFAULT_DEVICE_LINKS, DEFAULT_DEVICES } from "../defaults/devices.ts";
import type { Step } from "../opcodes.ts";
import type { Spec, SpecDevice } from "../spec.ts";

const KINDS = { c: 0o020000, b: 0o060000, p: 0o010000 } as const;

/**
 * Nodes and links of /dev: OCI's default ones, but for those that a mount stands for, then the spec's. None where /dev
 * is a folder of the host.
 */
export function planDevices(spec: Spec): Step[] {
  if (isHostsDev(spec)) return [];
  const asked = spec.linux.devices;
  const mounted = new Set(spec.mounts.map(({ destination }) => destination));
  const links = DEFAULT_DEVICE_LINKS.filter(({ path }) => !mounted.has(path));
  const standard = DEFAULT_DEVICES.filter(
    ({ path }) => !mounted.has(path) && !asked.some((device) => device.path === path),
  );
  return [
    ...links.map(
      ({ path, target }): Step => ({ step: "make_symlink", where: "linux.devices", path, target }),
    ),
    ...standard.map((device) => planDevice(device, "linux.devices")),
    ...asked.map((device, index) => planDevice(device, `linux.devices[${index}]`)),
  ];
}

function isHostsDev({ mounts }: Spec): boolean {
  const dev = mounts.findLast(({ destination }) => destination === "/dev");
  return dev === undefined || dev.type === "bind" || dev.options.some((option) => /^r?bind$/.test(option));
}

function planDevice({ path, type, major, minor, fileMode, uid, gid }: SpecDevice, where: string): Step {
  return { step: "make_device", where, path, kind: KINDS[type], major, minor, mode: fileMode, uid, gid };
}
