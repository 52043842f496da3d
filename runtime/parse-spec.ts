import { CAPABILITIES } from "./capability.ts";
import { Field } from "./fields.ts";
import { RLIMITS } from "./rlimit.ts";
import { readSeccomp } from "./seccomp/parse-seccomp.ts";
import type { NamespaceType, Spec, SpecDevice, SpecMount, SpecResources } from "./spec.ts";

const MAX_ID = 2 ** 32 - 2;
const MAX_DEVICE_NUMBER = 2 ** 32 - 1;
/** Doubles above 2^53 are not exact, but the spec writes "unlimited" as 2^64 - 1. */
const UNLIMITED = 2 ** 64;
const NAMESPACES: readonly NamespaceType[] = [
  "mount",
  "pid",
  "uts",
  "ipc",
  "network",
  "cgroup",
  "user",
  "time",
];

/**
 * Reads an OCI config.json that was parsed as JSON. Takes the parts that the runtime acts on and leaves the
 * others out. Throws FormatError: "read spec: mounts[2].destination is not an absolute path".
 */
export function parseSpec(value: unknown): Spec {
  const spec = new Field(value, "spec");
  const root = spec.field("root");
  return {
    ociVersion: spec.field("ociVersion").text(),
    process: parseProcess(spec.field("process")),
    root: {
      path: root.field("path").text(),
      readonly: root.field("readonly").optional((field) => field.boolean()) ?? false,
    },
    ...present("hostname", spec.field("hostname").optional(text)),
    ...present("domainname", spec.field("domainname").optional(text)),
    mounts: list(spec.field("mounts"), parseMount),
    linux: parseLinux(spec.field("linux")),
    ...present("annotations", spec.field("annotations").optional(texts)),
  };
}

function parseProcess(process: Field): Spec["process"] {
  const args = list(process.field("args"), text);
  if (args.length === 0) throw process.field("args").wrong("a list with a program in it");
  return {
    terminal: process.field("terminal").optional((field) => field.boolean()) ?? false,
    user: parseUser(process.field("user")),
    args,
    env: list(process.field("env"), text),
    cwd: process.field("cwd").absolutePath(),
    capabilities: parseCapabilities(process.field("capabilities")),
    rlimits: list(process.field("rlimits"), (rlimit) => ({
      type: rlimit.field("type").oneOf(RLIMITS),
      soft: rlimit.field("soft").integer(-1, UNLIMITED),
      hard: rlimit.field("hard").integer(-1, UNLIMITED),
    })),
    noNewPrivileges: process.field("noNewPrivileges").optional((field) => field.boolean()) ?? false,
    ...present(
      "oomScoreAdj",
      process.field("oomScoreAdj").optional((field) => field.integer(-1000, 1000)),
    ),
  };
}

function parseUser(user: Field): Spec["process"]["user"] {
  const id = (field: Field): number => field.integer(0, MAX_ID);
  return {
    uid: id(user.field("uid")),
    gid: id(user.field("gid")),
    ...present(
      "additionalGids",
      user.field("additionalGids").optional((field) => list(field, id)),
    ),
    ...present(
      "umask",
      user.field("umask").optional((field) => field.integer(0, 0o777)),
    ),
  };
}

/** Left out, as the spec allows, a process has none. */
function parseCapabilities(sets: Field): Spec["process"]["capabilities"] {
  const set = (name: string): readonly string[] =>
    sets.optional((field) => list(field.field(name), (item) => item.oneOf(CAPABILITIES))) ?? [];
  return {
    bounding: set("bounding"),
    effective: set("effective"),
    permitted: set("permitted"),
    inheritable: set("inheritable"),
    ambient: set("ambient"),
  };
}

function parseMount(mount: Field): SpecMount {
  const destination = mount.field("destination").absolutePath();
  return {
    destination,
    type: mount.field("type").optional(text) ?? "bind",
    source: mount.field("source").optional(text) ?? "",
    options: list(mount.field("options"), text),
  };
}

function parseLinux(linux: Field): Spec["linux"] {
  return {
    namespaces: list(linux.field("namespaces"), (namespace) => ({
      type: namespace.field("type").oneOf(NAMESPACES),
      ...present(
        "path",
        namespace.field("path").optional((field) => field.absolutePath()),
      ),
    })),
    maskedPaths: list(linux.field("maskedPaths"), (path) => path.absolutePath()),
    readonlyPaths: list(linux.field("readonlyPaths"), (path) => path.absolutePath()),
    devices: list(linux.field("devices"), parseDevice),
    sysctl: linux.field("sysctl").optional(texts) ?? {},
    cgroupsPath: linux.field("cgroupsPath").optional(text) ?? "",
    resources: linux.field("resources").optional(parseResources) ?? {},
    ...present("rootfsPropagation", linux.field("rootfsPropagation").optional(text)),
    ...present("seccomp", linux.field("seccomp").optional(readSeccomp)),
  };
}

function parseDevice(device: Field): SpecDevice {
  const number = (name: string, maximum: number, fallback: number): number =>
    device.field(name).optional((field) => field.integer(0, maximum)) ?? fallback;
  return {
    path: device.field("path").absolutePath(),
    type: device.field("type").oneOf(["c", "b", "p"]),
    major: number("major", MAX_DEVICE_NUMBER, 0),
    minor: number("minor", MAX_DEVICE_NUMBER, 0),
    fileMode: number("fileMode", 0o7777, 0o666),
    uid: number("uid", MAX_ID, 0),
    gid: number("gid", MAX_ID, 0),
  };
}

function parseResources(resources: Field): SpecResources {
  const amount = (field: Field): number => field.integer(-1, UNLIMITED);
  const part = <Value>(name: string, read: (field: Field) => Value) =>
    present(name, resources.field(name).optional(read)) as Record<string, Value>;
  return {
    ...part("memory", (memory) => ({
      ...present("limit", memory.field("limit").optional(amount)),
      ...present("swap", memory.field("swap").optional(amount)),
      ...present("reservation", memory.field("reservation").optional(amount)),
      ...present(
        "swappiness",
        memory.field("swappiness").optional((field) => field.integer(0, 100)),
      ),
    })),
    ...part("cpu", (cpu) => ({
      ...present("quota", cpu.field("quota").optional(amount)),
      ...present("period", cpu.field("period").optional(amount)),
      ...present("shares", cpu.field("shares").optional(amount)),
      ...present("cpus", cpu.field("cpus").optional(text)),
      ...present("mems", cpu.field("mems").optional(text)),
    })),
    ...part("pids", (pids) => ({ limit: amount(pids.field("limit")) })),
    ...part("devices", (devices) => list(devices, parseDeviceRule)),
  };
}

function parseDeviceRule(rule: Field): NonNullable<SpecResources["devices"]>[number] {
  const number = (field: Field): number => field.integer(-1, MAX_DEVICE_NUMBER);
  const any = (value: number | undefined): number | undefined => (value === -1 ? undefined : value);
  const access = rule.field("access").optional(text) ?? "rwm";
  if (!/^[rwm]+$/.test(access)) throw rule.field("access").wrong("made of r, w and m");
  return {
    allow: rule.field("allow").boolean(),
    ...present(
      "type",
      rule.field("type").optional((field) => field.oneOf(["a", "b", "c"])),
    ),
    ...present("major", any(rule.field("major").optional(number))),
    ...present("minor", any(rule.field("minor").optional(number))),
    access,
  };
}

function text(field: Field): string {
  return field.text();
}

function texts(field: Field): Record<string, string> {
  return Object.fromEntries(field.entries().map(([name, value]) => [name, value.text()]));
}

/** A list that the spec lets people leave out. */
function list<Item>(field: Field, read: (item: Field) => Item): Item[] {
  return field.optional((present) => present.items().map(read)) ?? [];
}

/** { name: value }, or nothing where there is no value: a property that is there and undefined is another type. */
function present<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [Key in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: Value };
}
