// Writes docs/keys.md from the table of actions: npm run keys
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { english } from "../components/words/english.ts";
import { openDesk } from "../test/support/desk.ts";
import { keysDoc } from "./keys-doc-text.ts";

const cleanups: (() => unknown)[] = [];
const { actions } = openDesk({ after: (cleanup) => void cleanups.push(cleanup as () => unknown) });
writeFileSync(join(import.meta.dirname, "../docs/keys.md"), keysDoc(actions, english));
for (const cleanup of cleanups) await cleanup();
