import assert from "node:assert/strict";
import { test } from "node:test";
import { rlimitNumber, rlimitValue } from "../../../runtime/rlimit.ts";

test("names have the kernel's numbers", () => {
  assert.deepEqual(["RLIMIT_CPU", "RLIMIT_NOFILE", "RLIMIT_RTTIME"].map(rlimitNumber), [0, 7, 15]);
});

test("all ways of writing unlimited are the kernel's one", () => {
  const infinity = 2n ** 64n - 1n;
  assert.deepEqual([-1, JSON.parse("18446744073709551615"), 2 ** 63, 5].map(rlimitValue), [
    infinity,
    infinity,
    infinity,
    5n,
  ]);
});
