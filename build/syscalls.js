// Makes syscalls.json of the list that the compiler's headers gave: for each entry to the kernel the calls' numbers by name,
// in the order of the numbers. Read at each start of a container, and so in a form that is read at once.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The calls of x32 have this bit in their number (asm/unistd.h). */
const X32_BIT = 0x40000000;
const out = join(import.meta.dirname, "../runtime/native/out");

const written = {};
for (const line of readFileSync(join(out, "syscalls.tsv"), "utf8").split("\n")) {
  const [entry, name, number] = line.split("\t");
  if (number === undefined) continue;
  written[entry] ??= {};
  written[entry][name] = number;
}
const tables = Object.entries(written).map(([entry, table]) => {
  const bit = entry === "x32" ? X32_BIT : 0;
  const numbers = Object.keys(table)
    .filter((name) => !name.startsWith("3264_"))
    .map((name) => [name, numberOf(table, name)])
    .filter(([, number]) => number !== undefined)
    .map(([name, number]) => [name, number | bit])
    .sort(([, a], [, b]) => a - b);
  return [entry, Object.fromEntries(numbers)];
});
writeFileSync(join(out, "syscalls.json"), JSON.stringify(Object.fromEntries(tables)));

/** Some headers give a number by the name of another one. */
function numberOf(table, name) {
  let text = table[name];
  for (let depth = 0; depth < 4 && text !== undefined && !/^\d+$/.test(text); depth += 1) text = table[text];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
