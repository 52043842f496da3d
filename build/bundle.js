// Bundles dist/: main.cjs, the small door that switches the compile cache on; run-cli.cjs, the command line with the
// whole engine; start.mjs, the terminal UI, which has its own copy of the engine and which nothing else loads, and
// apart-worker.mjs, the thread for its long work.
//
// The first two are CommonJS in one file each, for start-up: Node reads one file, not forty, and a module, with
// whatever of Node it imports, is evaluated when the first import() of it runs, not before.
import "./syscalls.js";
import { rmSync } from "node:fs";
import { build } from "esbuild";
import { lazyBuiltins } from "./lazy-builtins.js";

const common = {
  outdir: "dist",
  bundle: true,
  minify: true,
  keepNames: true,
  platform: "node",
  target: "node24",
  logLevel: "warning",
  // node-pty finds its compiled addon beside its own files, so it stays where npm put it.
  external: ["node-pty"],
  define: { "process.env.NODE_ENV": '"production"', "process.env.DEV": '"false"' },
};
const commonJs = {
  ...common,
  format: "cjs",
  outExtension: { ".js": ".cjs" },
  define: { ...common.define, "import.meta.dirname": "__dirname" },
};

rmSync("dist", { recursive: true, force: true });
await Promise.all([
  build({
    ...commonJs,
    entryPoints: { main: "src/main.ts" },
    plugins: [builtApart({ "./cli/run-cli.ts": "./run-cli.cjs", "../components/start.tsx": "./start.mjs" })],
  }),
  build({
    ...commonJs,
    entryPoints: { "run-cli": "src/cli/run-cli.ts" },
    // import() of what is in the same file needs no loader of ES modules.
    supported: { "dynamic-import": false },
    plugins: [lazyBuiltins()],
  }),
  build({
    ...common,
    entryPoints: {
      start: "components/start.tsx",
      "apart-worker": "src/engine/images/apart-worker.ts",
    },
    format: "esm",
    outExtension: { ".js": ".mjs" },
    splitting: true,
    jsx: "automatic",
    // Ink asks for the devtools only under DEV=true; without the alias the bundle would carry them.
    alias: {
      "react-devtools-core": "./build/empty-module.js",
      "string-width": "./build/string-width.js",
    },
    banner: {
      // CommonJS packages inside an ES module bundle still ask for these names.
      js: 'import { createRequire as __wherryRequire } from "node:module"; const require = __wherryRequire(import.meta.url);',
    },
  }),
]);

/** Leaves imports of these paths as they are, under the names that their own bundles have. */
function builtApart(files) {
  return {
    name: "built-apart",
    setup(bundler) {
      bundler.onResolve({ filter: /\.tsx?$/ }, ({ path }) =>
        files[path] === undefined ? undefined : { path: files[path], external: true },
      );
    },
  };
}
