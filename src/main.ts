// Comes first, so that it covers all that loads after it.
import "./cli/compile-cache.ts";
import { runCli } from "./cli/run-cli.ts";

void runCli({
  argv: process.argv.slice(2),
  env: process.env,
  uid: process.geteuid?.() ?? 0,
  openTui: async (root, commands) => {
    const { start } = await import("../components/start.tsx");
    await start({ root, commands });
  },
}).then((exitCode) => {
  // All is written and closed by now; leaving at once saves the milliseconds in which Node takes itself apart.
  process.exit(exitCode);
});
