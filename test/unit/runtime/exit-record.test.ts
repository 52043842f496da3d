import assert from "node:assert/strict";
import { test } from "node:test";
import { parseExitRecord } from "../../../runtime/exit-record.ts";

const finishedAt = "2026-01-02T03:04:05.678901234Z";

test("an exit is read", () => {
  assert.deepEqual(parseExitRecord(`{"code":137,"signal":9,"finishedAt":"${finishedAt}","oom":true}`), {
    code: 137,
    signal: 9,
    finishedAt,
    oomKilled: true,
  });
});

test("a start that failed says why", () => {
  const text = JSON.stringify({ code: 127, signal: 0, finishedAt, oom: false, failed: "exec x: not found" });
  assert.equal(parseExitRecord(text).failed, "exec x: not found");
});

test("a damaged record is refused with its place", () => {
  const cases: [string, string][] = [
    ["", "it is not JSON"],
    ['{"code":1', "it is not JSON"],
    ["[]", "it is not an object"],
    ['{"code":300}', "code is not between 0 and 255"],
    ['{"code":1,"signal":0,"finishedAt":"soon","oom":false}', "finishedAt is not a time"],
    [`{"code":1,"signal":0,"finishedAt":"${finishedAt}"}`, "oom is missing"],
  ];
  for (const [text, reason] of cases) {
    assert.throws(() => parseExitRecord(text), { message: `read exit record: ${reason}` });
  }
});
