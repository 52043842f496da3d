import assert from "node:assert/strict";
import { test } from "node:test";
import { diffTexts } from "../../../../src/stores/files/text-diff.ts";

test("a diff has each change with three lines around it, and where it stands", async () => {
  const before = "1\n2\n3\n4\n5\n6\n7\n8\n";
  const after = "1\n2\n3\n4\nfive\n6\n7\n8\n";
  assert.deepEqual(
    (await diffTexts(before, after))?.map(({ kind, text }) => `${kind} ${text}`),
    [
      "hunk @@ -2,7 +2,7 @@",
      "same 2",
      "same 3",
      "same 4",
      "removed 5",
      "added five",
      "same 6",
      "same 7",
      "same 8",
    ],
  );
  assert.deepEqual(await diffTexts(before, before), []);
});

test("a missing newline at the end is told", async () => {
  const lines = await diffTexts("a\n", "a");
  assert.deepEqual(
    lines?.map(({ kind }) => kind),
    ["hunk", "removed", "added", "hunk"],
  );
  assert.match(lines?.at(-1)?.text ?? "", /No newline/);
});
