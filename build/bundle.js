// Bundles src/main.ts and, as a chunk of its own that only the TUI loads, components/start.tsx.
import { rmSync } from "node:fs";
import { build } from "esbuild";
import { lazyBuiltins } from "./lazy-builtins.js";

rmSync("dist", { recursive: true, force: true });
await build({
  entryPoints: { main: "src/main.ts" },
  outdir: "dist",
  // Node asks no package.json what a file called .mjs is, which saves a look-up for each chunk at start-up.
  outExtension: { ".js": ".mjs" },
  bundle: true,
  splitting: true,
  minify: true,
  keepNames: true,
  format: "esm",
  platform: "node",
  target: "node24",
  jsx: "automatic",
  logLevel: "warning",
  // node-pty finds its compiled addon beside its own files, so it stays where npm put it.
  external: ["node-pty"],
  // Ink asks for the devtools only under DEV=true; without the alias the bundle would carry them.
  alias: { "react-devtools-core": "./build/empty-module.js" },
  define: { "process.env.NODE_ENV": '"production"', "process.env.DEV": '"false"' },
  plugins: [lazyBuiltins()],
  banner: {
    // CommonJS packages inside an ES module bundle still ask for these names.
    js: 'import { createRequire as __wherryRequire } from "node:module"; const require = __wherryRequire(import.meta.url);',
  },
});
