import assert from "node:assert/strict";
import { test } from "node:test";
import { capabilityBits, capabilityNames } from "../../../runtime/capability.ts";
import { DEFAULT_CAPABILITIES } from "../../../runtime/index.ts";

test("a set becomes bits and comes back, beyond 32 of them too", () => {
  const names = ["CAP_CHOWN", "CAP_SYS_ADMIN", "CAP_CHECKPOINT_RESTORE"];
  assert.equal(capabilityBits(names), 1 + 2 ** 21 + 2 ** 40);
  assert.deepEqual(capabilityNames(capabilityBits(names)), names);
});

test("the default set is the one that Docker shows in /proc/PID/status", () => {
  assert.equal(capabilityBits(DEFAULT_CAPABILITIES).toString(16), "a80425fb");
});

test("a name given twice counts once", () => {
  assert.equal(capabilityBits(["CAP_KILL", "CAP_KILL"]), 32);
});

test("an unknown name is refused", () => {
  assert.throws(() => capabilityBits(["KILL"]), /read capability: "KILL" is not one/);
});
