import { realpathSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** Where one installation keeps its data: everything a wherry process touches on the host hangs below these two. */
export interface StoreRoot {
  /** Lasting data: images, layers, containers, volumes, state.db. */
  readonly dataDir: string;
  /** Volatile things: sockets, plans, pids. Derived from the data folder, so that two roots never meet. */
  readonly runDir: string;
  /** 12 hexadecimal digits that name this root in cgroup and device names. */
  readonly hash: string;
}

export interface RootEnvironment {
  readonly uid: number;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Chooses the root: the `--root` flag, then WHERRY_ROOT, then the place for this user. Creates nothing. */
export function locateRoot(flag: string | undefined, { uid, env }: RootEnvironment): StoreRoot {
  const asked = flag ?? env.WHERRY_ROOT;
  const dataHome = env.XDG_DATA_HOME ?? join(env.HOME ?? homedir(), ".local/share");
  const dataDir = realpathIfThere(
    resolve(asked ?? (uid === 0 ? "/var/lib/wherry" : join(dataHome, "wherry"))),
  );
  const hash = shortHash(dataDir);
  const runHome = uid === 0 ? "/run/wherry" : join(env.XDG_RUNTIME_DIR ?? `/tmp/wherry-${uid}`, "wherry");
  return { dataDir, runDir: join(runHome, hash), hash };
}

function realpathIfThere(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/**
 * FNV-1a over 64 bits, folded to 48: it only keeps the names of a machine's few roots apart, and node:crypto would cost
 * every start some milliseconds.
 */
function shortHash(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return BigInt.asUintN(48, hash ^ (hash >> 48n))
    .toString(16)
    .padStart(12, "0");
}
