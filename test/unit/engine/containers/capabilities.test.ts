import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULT_CAPABILITIES } from "../../../../runtime/index.ts";
import { capabilitiesOf } from "../../../../src/engine/containers/capabilities.ts";

const ROOT = { uid: 0 };

test("what is added and dropped follows Docker's rules", () => {
  const bounding = (capAdd: readonly string[], capDrop: readonly string[]) =>
    capabilitiesOf(ROOT, { capAdd, capDrop }).bounding;
  assert.deepEqual(bounding([], []), DEFAULT_CAPABILITIES);
  assert.deepEqual(bounding(["net_admin"], ["ALL"]), ["CAP_NET_ADMIN"]);
  assert.deepEqual(bounding(["CHOWN"], []), DEFAULT_CAPABILITIES, "what is there already is there once");
  assert.ok(!bounding([], ["Cap_Chown"]).includes("CAP_CHOWN"));
  assert.deepEqual(bounding(["CHOWN"], ["CHOWN"]).filter((one) => one === "CAP_CHOWN").length, 1);
  assert.ok(!bounding(["ALL"], ["KILL"]).includes("CAP_KILL"));
});

test("root inherits nothing; who is not root has what was added, as ambient ones", () => {
  const root = capabilitiesOf(ROOT, { capAdd: ["NET_ADMIN"] });
  assert.deepEqual([root.inheritable, root.ambient], [[], []]);
  const user = capabilitiesOf({ uid: 1000 }, { capAdd: ["NET_ADMIN"] });
  assert.deepEqual([user.effective, user.ambient], [["CAP_NET_ADMIN"], ["CAP_NET_ADMIN"]]);
  assert.ok(user.bounding.includes("CAP_CHOWN"));
  const all = capabilitiesOf({ uid: 1000 }, { capAdd: ["ALL"] });
  assert.deepEqual([all.effective, all.ambient], [[], []], "all is not by name");
});

test("a name that nobody has is refused, with the one that was meant", () => {
  assert.throws(() => capabilitiesOf(ROOT, { capAdd: ["NET_ADMN"] }), {
    hint: "did you mean CAP_NET_ADMIN?",
  });
  assert.throws(() => capabilitiesOf(ROOT, { capDrop: ["ALL", "NOPE_AT_ALL_REALLY"] }), {
    code: "unknown-capability",
    message: /drop capability "NOPE_AT_ALL_REALLY"/,
  });
});
