/** A spec's mount options, parted as the kernel takes them. */
export interface MountOptions {
  /** MOUNT_ATTR_* bits of this one mount. */
  readonly attributes: number;
  /** For the file system itself, comma-separated: size=64k,mode=755. */
  readonly data: string;
  readonly bind: boolean;
  readonly recursive: boolean;
  /** Understood, but without effect here. */
  readonly ignored: readonly string[];
}

/** linux/mount.h. */
export const MOUNT_ATTR = {
  RDONLY: 0x1,
  NOSUID: 0x2,
  NODEV: 0x4,
  NOEXEC: 0x8,
  NOATIME: 0x10,
  STRICTATIME: 0x20,
  NODIRATIME: 0x80,
  NOSYMFOLLOW: 0x200000,
} as const;

/** The atime bits are one value among three, not flags to be joined. */
const ATIME_MASK = 0x70;

const SETS: Readonly<Record<string, number>> = {
  ro: MOUNT_ATTR.RDONLY,
  nosuid: MOUNT_ATTR.NOSUID,
  nodev: MOUNT_ATTR.NODEV,
  noexec: MOUNT_ATTR.NOEXEC,
  nodiratime: MOUNT_ATTR.NODIRATIME,
  nosymfollow: MOUNT_ATTR.NOSYMFOLLOW,
};
const CLEARS: Readonly<Record<string, number>> = {
  rw: MOUNT_ATTR.RDONLY,
  suid: MOUNT_ATTR.NOSUID,
  dev: MOUNT_ATTR.NODEV,
  exec: MOUNT_ATTR.NOEXEC,
  diratime: MOUNT_ATTR.NODIRATIME,
  symfollow: MOUNT_ATTR.NOSYMFOLLOW,
};
const ATIMES: Readonly<Record<string, number>> = {
  relatime: 0,
  atime: 0,
  norelatime: 0,
  noatime: MOUNT_ATTR.NOATIME,
  strictatime: MOUNT_ATTR.STRICTATIME,
};
/** What every mount of a container is anyway. */
const PRIVATE = new Set(["private", "rprivate", "defaults"]);
const PROPAGATION = new Set(["shared", "rshared", "slave", "rslave", "unbindable", "runbindable"]);

/** Reads the options left to right; of two that contradict, the later one holds, as in mount(8). */
export function readMountOptions(options: readonly string[]): MountOptions {
  let attributes = 0;
  const data: string[] = [];
  for (const option of options) {
    if (SETS[option] !== undefined) attributes |= SETS[option];
    else if (CLEARS[option] !== undefined) attributes &= ~CLEARS[option];
    else if (ATIMES[option] !== undefined) attributes = (attributes & ~ATIME_MASK) | ATIMES[option];
    else if (!PRIVATE.has(option) && !PROPAGATION.has(option) && !/^r?bind$/.test(option)) data.push(option);
  }
  return {
    attributes,
    data: data.join(","),
    bind: options.includes("bind") || options.includes("rbind"),
    recursive: options.includes("rbind"),
    ignored: options.filter((option) => PROPAGATION.has(option)),
  };
}
