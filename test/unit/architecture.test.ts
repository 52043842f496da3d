import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { test } from "node:test";

const root = join(import.meta.dirname, "../..");
const files = globSync("{src,components,runtime}/**/*.{ts,tsx}", { cwd: root }).sort();

/** Which rooms a room may import from; its own is always allowed. */
const ARROWS: Record<string, readonly string[]> = {
  "src/main": ["src/cli", "components", "src/api", "src/base"],
  components: ["src/stores", "src/base"],
  "src/cli": ["src/engine", "src/base"],
  "src/api": ["src/engine", "src/base"],
  "src/stores": ["src/engine", "src/base"],
  "src/engine": ["src/build", "src/registry", "src/network", "src/image", "src/state", "src/base", "runtime"],
  "src/build": ["src/image", "src/base", "runtime"],
  "src/registry": ["src/image", "src/base"],
  "src/network": ["src/base", "runtime"],
  "src/image": ["src/base", "runtime"],
  "src/state": ["src/base"],
  "src/base": [],
  runtime: [],
};

/** Rooms whose view of what lies two floors down is its shapes alone: `import type`, no code. */
const TYPE_ARROWS: Record<string, readonly string[]> = {
  components: ["src/engine", "src/image"],
  "src/stores": ["src/image"],
  "src/cli": ["src/image"],
  "src/api": ["src/image"],
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const imports: Import[] = files.flatMap((from) => importsOf(from));

test("enough files were read for the rules to mean something", () => {
  assert.ok(files.length >= 20, `only ${files.length} files`);
  assert.ok(imports.length >= 10, `only ${imports.length} imports`);
});

test("every file stands in a room of the house", () => {
  assert.deepEqual(
    files.filter((file) => ARROWS[roomOf(file)] === undefined),
    [],
  );
});

test("imports point down only", () => {
  const wrong = imports.filter(({ from, to, typeOnly }) => {
    const [source, target] = [roomOf(from), roomOf(to)];
    if (source === target || ARROWS[source]?.includes(target)) return false;
    return !(typeOnly && TYPE_ARROWS[source]?.includes(target));
  });
  assert.deepEqual(wrong.map(show), []);
});

test("the runtime is entered through its own face, runtime/index.ts", () => {
  const wrong = imports.filter(
    ({ from, to }) => roomOf(from) !== "runtime" && roomOf(to) === "runtime" && to !== "runtime/index.ts",
  );
  assert.deepEqual(wrong.map(show), []);
});

test("no file imports itself in a circle", () => {
  assert.deepEqual(
    circles(imports.filter(({ typeOnly }) => !typeOnly).map(({ from, to }) => [from, to])),
    [],
  );
});

test("no folder imports itself in a circle", () => {
  const pairs = imports.map(({ from, to }) => [dirname(from), dirname(to)] as const);
  assert.deepEqual(
    circles(pairs.filter(([from, to]) => from !== to && !isInside(from, to) && !isInside(to, from))),
    [],
  );
});

test("no file is called types or utils", () => {
  assert.deepEqual(
    files.filter((file) => /\/(types|utils?|helpers|common|misc)\.tsx?$/.test(file)),
    [],
  );
});

test("no file passes 400 lines", () => {
  const long = files.filter((file) => readFileSync(join(root, file), "utf8").split("\n").length > 401);
  assert.deepEqual(long, []);
});

function importsOf(from: string): Import[] {
  const text = readFileSync(join(root, from), "utf8");
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?[^;"']*?from\s+["'](\.[^"']+)["']|(?:^|\n)\s*import\s+["'](\.[^"']+)["']|\bimport\(\s*["'](\.[^"']+)["']\s*\)/g,
  );
  return [...found].map((match) => {
    const target = match[2] ?? match[3] ?? match[4] ?? "";
    const to = normalize(join(dirname(from), target));
    assert.ok(files.includes(to), `${from} imports ${target}, which is not there`);
    return { from, to, typeOnly: match[1] !== undefined };
  });
}

function roomOf(file: string): string {
  if (file === "src/main.ts") return "src/main";
  const [first, second] = file.split("/");
  return first === "src" ? `src/${second}` : String(first);
}

function isInside(inner: string, outer: string): boolean {
  return !relative(outer, inner).startsWith("..");
}

function show({ from, to }: Import): string {
  return `${from} -> ${to}`;
}

/** Every circle once, as a path; found by a depth-first walk. */
function circles(pairs: readonly (readonly [string, string])[]): string[] {
  const targets = new Map<string, string[]>();
  for (const [from, to] of pairs) targets.set(from, [...(targets.get(from) ?? []), to]);
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): void => {
    const start = path.indexOf(node);
    if (start >= 0) {
      found.push([...path.slice(start), node].join(" -> "));
      return;
    }
    if (done.has(node)) return;
    for (const target of targets.get(node) ?? []) visit(target, [...path, node]);
    done.add(node);
  };
  for (const node of targets.keys()) visit(node, []);
  return found;
}
