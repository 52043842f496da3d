import assert from "node:assert/strict";
import { test } from "node:test";
import { CodedError } from "../../../../src/base/errors.ts";
import { resolveUser } from "../../../../src/engine/containers/user.ts";

const accounts = {
  passwd: [
    "root:x:0:0:root:/root:/bin/sh",
    "# a comment",
    "broken",
    "overflow:x:4294967296:0::/:/bin/sh",
    "web:x:33:34:web server:/var/www:/sbin/nologin",
    "1000:x:7:8:a name of digits:/seven:/bin/sh",
  ].join("\n"),
  group: ["root:x:0:root", "audio:x:29:web,other", "video:x:44:web", "web:x:34:", "staff:x:50:other"].join(
    "\n",
  ),
};

test("users and groups are found by number and by name", () => {
  const cases: [string, { uid: number; gid: number; additionalGids: number[]; home: string }][] = [
    ["", { uid: 0, gid: 0, additionalGids: [0], home: "/root" }],
    ["web", { uid: 33, gid: 34, additionalGids: [29, 44], home: "/var/www" }],
    ["33", { uid: 33, gid: 34, additionalGids: [29, 44], home: "/var/www" }],
    ["web:audio", { uid: 33, gid: 29, additionalGids: [], home: "/var/www" }],
    ["web:5", { uid: 33, gid: 5, additionalGids: [], home: "/var/www" }],
    ["1000", { uid: 1000, gid: 0, additionalGids: [], home: "/" }],
    ["1000:1001", { uid: 1000, gid: 1001, additionalGids: [], home: "/" }],
    ["4294967294", { uid: 4294967294, gid: 0, additionalGids: [], home: "/" }],
  ];
  for (const [text, user] of cases) assert.deepEqual(resolveUser(text, accounts), user, text);
});

test("without account files numbers still work", () => {
  const none = { passwd: undefined, group: undefined };
  assert.deepEqual(resolveUser("5:6", none), { uid: 5, gid: 6, additionalGids: [], home: "/" });
  assert.deepEqual(resolveUser("", none), { uid: 0, gid: 0, additionalGids: [], home: "/" });
});

test("what is loosely written is refused, and never becomes root", () => {
  for (const text of [
    "nobody",
    "web:none",
    "1:2:3",
    "-1",
    "0x0",
    "1e3",
    " 0",
    "4294967295",
    "web:-1",
    "broken",
    "overflow",
    "\n",
  ]) {
    assert.throws(
      () => resolveUser(text, accounts),
      (error) => error instanceof CodedError && error.kind === "invalid" && error.hint !== undefined,
      JSON.stringify(text),
    );
  }
});
