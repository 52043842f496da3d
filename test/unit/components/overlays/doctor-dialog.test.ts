import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULT_HELD_KEYS } from "../../../../components/keymap/held-keys.ts";
import { doctorDialog } from "../../../../components/overlays/doctor-dialog.ts";
import { columnsOf } from "../../../../components/widgets/text.ts";
import { english } from "../../../../components/words/english.ts";
import type { Finding } from "../../../../src/engine/system/system.ts";
import { openDesk, PLAIN_THEME as theme } from "../../../support/desk.ts";

const { keyOf } = DEFAULT_HELD_KEYS;
const info = {
  version: "1",
  dataDir: "/d",
  runDir: "/r",
  driver: "native",
  rootless: false,
  kernel: "6",
  cgroup: "v2",
} as const;
const findings: Finding[] = [
  { subject: "privileges", verdict: "ok", detail: "root" },
  { subject: "network tools", verdict: "degraded", detail: "no nft", remedy: "apt-get install nftables" },
  {
    subject: "overlay",
    verdict: "missing",
    detail: "the kernel does not have it",
    remedy: "modprobe overlay",
  },
];

test("each check stands with its verdict in a word, each lack with the command that mends it", () => {
  for (const columns of [60, 80, 120]) {
    const engine = { status: "open", info, findings } as const;
    const made = doctorDialog({
      engine,
      top: 0,
      screen: { columns, rows: 24 },
      theme,
      words: english,
      keyOf,
    });
    const text = made.rows.join("\n");
    assert.match(text, /✓ ok +privileges +root/);
    assert.match(text, /! degraded +network tools +no nft +│\n│ +→ apt-get install nftables/);
    assert.match(text, /✗ missing +overlay +the kernel does not have/);
    assert.match(text, /→ modprobe overlay/);
    for (const row of made.rows) assert.equal(columnsOf(row), made.at.columns, row);
  }
});

test("D shows what the doctor found, r has it look again", async (t) => {
  const { desk, type, until, ...rest } = openDesk(t, { columns: 80, rows: 12 });
  const found = (): readonly Finding[] | undefined => {
    const engine = desk.stores.engine.getState();
    return engine.status === "open" ? engine.findings : undefined;
  };
  await until(() => found() !== undefined);
  type("D");
  assert.equal(desk.overlays.getState().overlay?.kind, "doctor");
  const first = found();
  assert.ok((first?.length ?? 0) > 5);
  const top = (): number | undefined => {
    const { overlay } = desk.overlays.getState();
    return overlay?.kind === "doctor" ? overlay.top : undefined;
  };
  type("G");
  const last = top();
  assert.ok(last !== undefined && last > 0, "it is longer than a low screen");
  type("jjj\x04");
  assert.equal(top(), last, "the end is the end");
  type("k");
  assert.equal(top(), last - 1, "one key leads back at once");
  type("gk");
  assert.equal(top(), 0);
  type("r");
  await until(() => found() !== undefined && found() !== first);
  assert.deepEqual(
    found()?.map(({ subject }) => subject),
    first?.map(({ subject }) => subject),
  );
  type("D");
  assert.equal(desk.overlays.getState().overlay, undefined);
  assert.equal(rest.left, false);
});
