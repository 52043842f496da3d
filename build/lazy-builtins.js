/**
 * Loads some of Node's own modules when one of their functions is first called, not when a file that imports it is:
 * node:crypto, node:child_process, node:net and node:zlib cost a start 2 to 6 ms each, and most commands need none. Commander, for one,
 * imports node:child_process for a kind of subcommand that is not used here.
 */
const MODULES = ["node:crypto", "node:child_process", "node:net", "node:zlib"];

export function lazyBuiltins() {
  return {
    name: "lazy-builtins",
    setup(bundler) {
      const filter = new RegExp(`^(${MODULES.join("|")})$`);
      bundler.onResolve({ filter }, ({ path }) => ({ path, namespace: "lazy-builtin", sideEffects: false }));
      bundler.onLoad({ filter, namespace: "lazy-builtin" }, ({ path }) => ({ contents: standIn(path) }));
    },
  };
}

/** Only functions can wait; a class that is asked for is missing here, and the build says so. */
function standIn(path) {
  const module = process.getBuiltinModule(path);
  const names = Object.keys(module).filter(
    (name) => /^[a-z]\w*$/.test(name) && typeof module[name] === "function",
  );
  const lines = names.map(
    (name) => `export const ${name} = (...args) => process.getBuiltinModule("${path}").${name}(...args);`,
  );
  return `${lines.join("\n")}\nexport default { ${names.join(", ")} };\n`;
}
