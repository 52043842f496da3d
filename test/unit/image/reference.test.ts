import assert from "node:assert/strict";
import { test } from "node:test";
import {
  familiarReference,
  formatReference,
  matchesReference,
  parseReference,
  withDefaultTag,
} from "../../../src/image/reference.ts";

const HEX = "0123456789abcdef".repeat(4);

const forms: readonly [text: string, full: string, familiar: string][] = [
  ["starter", "docker.io/library/starter", "starter"],
  ["starter:latest", "docker.io/library/starter:latest", "starter:latest"],
  ["docker.io/starter:1", "docker.io/library/starter:1", "starter:1"],
  ["index.docker.io/library/starter", "docker.io/library/starter", "starter"],
  ["docker.io/library/starter/deep", "docker.io/library/starter/deep", "library/starter/deep"],
  ["me/app", "docker.io/me/app", "me/app"],
  ["localhost/app:v1", "localhost/app:v1", "localhost/app:v1"],
  ["localhost:5000/app", "localhost:5000/app", "localhost:5000/app"],
  [
    "registry.example.com/a/b_c/d-e:V.1-x",
    "registry.example.com/a/b_c/d-e:V.1-x",
    "registry.example.com/a/b_c/d-e:V.1-x",
  ],
  ["[2001:db8::1]:5000/app", "[2001:db8::1]:5000/app", "[2001:db8::1]:5000/app"],
  ["Upper/app", "Upper/app", "Upper/app"],
  ["a__b.c---d", "docker.io/library/a__b.c---d", "a__b.c---d"],
  [`app@sha256:${HEX}`, `docker.io/library/app@sha256:${HEX}`, `app@sha256:${HEX}`],
  [`app:v1@sha256:${HEX}`, `docker.io/library/app:v1@sha256:${HEX}`, `app:v1@sha256:${HEX}`],
];

for (const [text, full, familiar] of forms) {
  test(`"${text}" is ${full}, shown as ${familiar}`, () => {
    const reference = parseReference(text);
    assert.equal(formatReference(reference), full);
    assert.equal(familiarReference(reference), familiar);
    assert.deepEqual(parseReference(familiar), reference, "the familiar form reads back as the same");
    assert.deepEqual(parseReference(full), reference, "the whole form reads back as the same");
  });
}

const refused: readonly [text: unknown, reason: RegExp][] = [
  ["", /empty/],
  [undefined, /not text/],
  ["Starter", /lower case/],
  ["a//b", /not valid/],
  ["/a", /not valid/],
  ["a/", /not valid/],
  ["../etc", /address/],
  ["a/../b", /not valid/],
  ["-a", /not valid/],
  ["a_-b", /not valid/],
  ["a:", /tag is empty/],
  ["a:-x", /tag is not valid/],
  ["a:b:c", /not valid/],
  ["a b", /not valid/],
  ["a\0b", /not valid/],
  [`a:${"t".repeat(129)}`, /tag is not valid/],
  ["n".repeat(300), /255/],
  [HEX, /image id/],
  ["a@sha256:12", /digest/],
  ["a@", /digest/],
  ["localhost:5000/", /name is missing/],
  ["ex_ample.com/a", /address/],
  [`app@sha256:${HEX.toUpperCase()}`, /digest/],
];

for (const [text, reason] of refused) {
  test(`${JSON.stringify(text)?.slice(0, 40)} is refused as a reference`, () => {
    assert.throws(() => parseReference(text), { kind: "invalid", message: reason });
  });
}

test("latest is filled in only where neither a tag nor a digest is given", () => {
  const tagOf = (text: string) => withDefaultTag(parseReference(text)).tag;
  assert.equal(tagOf("a"), "latest");
  assert.equal(tagOf("a:1"), "1");
  assert.equal(tagOf(`a@sha256:${HEX}`), undefined);
});

const patterns: readonly [pattern: string, reference: string, fits: boolean][] = [
  ["starter", "starter:latest", true],
  ["starter:latest", "starter:latest", true],
  ["starter:1", "starter:latest", false],
  ["start*", "starter:latest", true],
  ["*", "me/app:1", false],
  ["*/*", "me/app:1", true],
  ["*:1", "app:1", true],
  ["a?p", "app:1", true],
  ["[a-c]pp", "app:1", true],
  ["[^a]pp", "app:1", false],
  ["[", "app:1", false],
  ["[z-a]pp", "app:1", false],
  ["a.p", "app:1", false],
];

for (const [pattern, reference, fits] of patterns) {
  test(`pattern ${pattern} ${fits ? "fits" : "does not fit"} ${reference}`, () => {
    assert.equal(matchesReference(pattern, parseReference(reference)), fits);
  });
}
