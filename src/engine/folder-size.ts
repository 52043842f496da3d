import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/** The disk space that a folder's files take, hard links once. What goes meanwhile, or cannot be read, counts nothing. */
export async function folderSize(dir: string): Promise<number> {
  const seen = new Set<number>();
  let sizeBytes = 0;
  const waiting = [dir];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      const status = await lstat(path).catch(() => undefined);
      if (status === undefined || seen.has(status.ino)) continue;
      if (status.nlink > 1 && !status.isDirectory()) seen.add(status.ino);
      sizeBytes += status.blocks * 512;
      if (entry.isDirectory()) waiting.push(path);
    }
  }
  return sizeBytes;
}
