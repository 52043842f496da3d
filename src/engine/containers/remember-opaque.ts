import { lstat } from "node:fs/promises";
import { join } from "node:path";
import type { LayerSource } from "./context.ts";

/**
 * The same source, which asks once whether a directory is opaque: to read that mark takes a process, and an upper
 * directory is asked at every start. The answer holds as long as the directory's change time does, since setting an
 * attribute changes it.
 */
export function rememberOpaque(layers: LayerSource): LayerSource {
  const known = new Map<string, Promise<boolean>>();
  return {
    ...layers,
    isOpaqueFolder: async (dir, path) => {
      const { dev, ino, ctimeNs } = await lstat(join(dir, path), { bigint: true });
      const key = `${dev}:${ino}:${ctimeNs}`;
      let answer = known.get(key);
      if (answer === undefined) {
        if (known.size >= MOST_KNOWN) known.clear();
        answer = layers.isOpaqueFolder(dir, path);
        known.set(key, answer);
        answer.catch(() => known.delete(key));
      }
      return answer;
    },
  };
}

const MOST_KNOWN = 1000;
