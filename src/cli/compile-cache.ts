import { enableCompileCache } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";

// Importing this file switches V8's compile cache on for all that is loaded after it. A cache that cannot be written
// is no error to Node.
enableCompileCache(compileCacheDir());

/** Root's stays out of the home folder, which under sudo is another user's. */
function compileCacheDir(): string {
  const base = process.geteuid?.() === 0 ? "/var/cache" : join(homedir(), ".cache");
  return join(process.env.XDG_CACHE_HOME || base, "wherry", "compile");
}
