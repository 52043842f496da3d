import assert from "node:assert/strict";
import { test } from "node:test";
import { type LaunchEvent, parseEvent } from "../../../runtime/events.ts";

const rows: [line: string, event: LaunchEvent][] = [
  ["init\t42\t123456", { event: "init", pid: 42, startTicks: 123_456 }],
  ["gate\tnetwork", { event: "gate", name: "network" }],
  ["warning\t3\tprocess.rlimits[0]\tclamped", warning("clamped")],
  ["warning\t3\tprocess.rlimits[0]\ta\\tb\\\\n\\nc", warning("a\tb\\n\nc")],
  ["timing\t7\t15", { event: "timing", index: 7, microseconds: 15 }],
  ["ready", { event: "ready" }],
  ["running", { event: "running" }],
  [
    "failed\t5\tmount\tmounts[0]\t/proc\t1\toperation not permitted",
    {
      event: "failed",
      index: 5,
      step: "mount",
      where: "mounts[0]",
      subject: "/proc",
      errno: 1,
      reason: "operation not permitted",
    },
  ],
  ["exited\t137\t9", { event: "exited", code: 137, signal: 9 }],
];

for (const [line, event] of rows) {
  test(`${JSON.stringify(line)} is read`, () => assert.deepEqual(parseEvent(line), event));
}

test("what the launcher does not say is refused", () => {
  for (const line of ["", "hello", "init\t42", "init\tx\t1", "timing\t1\t1.5", "failed\t5\tmount"]) {
    assert.throws(() => parseEvent(line), { name: "FormatError" }, line);
  }
});

function warning(message: string): LaunchEvent {
  return { event: "warning", index: 3, where: "process.rlimits[0]", message };
}
