import { enableCompileCache } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";

// Before anything else loads, so that it covers all that does; a cache that cannot be written is no error to Node.
enableCompileCache(compileCacheDir());

const { runCli } = await import("./cli/run-cli.ts");
process.exitCode = await runCli({
  argv: process.argv.slice(2),
  env: process.env,
  uid: process.geteuid?.() ?? 0,
  openTui,
});

async function openTui(
  root: Parameters<typeof import("../components/start.tsx").start>[0]["root"],
): Promise<void> {
  const { start } = await import("../components/start.tsx");
  await start({ root });
}

/** Root's stays out of the home folder, which under sudo is another user's. */
function compileCacheDir(): string {
  const base = process.geteuid?.() === 0 ? "/var/cache" : join(homedir(), ".cache");
  return join(process.env.XDG_CACHE_HOME || base, "wherry", "compile");
}
