import assert from "node:assert/strict";
import { test } from "node:test";
import { containerFilter } from "../../../src/cli/container-filter.ts";
import { containerRow, statusText } from "../../../src/cli/container-row.ts";
import type { ContainerSummary } from "../../../src/engine/containers/containers.ts";

const nowMs = Date.UTC(2026, 0, 2);
const minutes = 60_000;

const web: ContainerSummary = {
  id: "0123456789abcdef".repeat(4),
  name: "web",
  image: "starter:latest",
  imageId: `sha256:${"a".repeat(64)}`,
  argv: ["sh", "-c", "while true; do date; sleep 1; done"],
  createdAtMs: nowMs - 5 * minutes,
  state: { status: "running", pid: 1, startedAtMs: nowMs - 3 * minutes },
  tty: false,
  autoRemove: false,
  labels: { tier: "front", plain: "" },
};
const job: ContainerSummary = {
  ...web,
  id: "f".repeat(64),
  name: "job",
  image: "tools:1",
  state: {
    status: "exited",
    code: 137,
    startedAtMs: 0,
    finishedAtMs: nowMs - 120 * minutes,
    oomKilled: false,
  },
  labels: {},
};

test("a container in Docker's words", () => {
  const row = containerRow(web, { noTrunc: false, nowMs });
  assert.equal(row.ID, "0123456789ab");
  assert.equal(row.Command, '"sh -c while true; d…"');
  assert.equal(row.RunningFor, "5 minutes ago");
  assert.equal(row.Status, "Up 3 minutes");
  assert.equal(row.Labels, "tier=front,plain=");
});

test("nothing is cut with --no-trunc", () => {
  const row = containerRow(web, { noTrunc: true, nowMs });
  assert.equal(row.ID, web.id);
  assert.equal(row.Command, '"sh -c while true; do date; sleep 1; done"');
});

test("each state has its words", () => {
  assert.equal(statusText(job.state, nowMs), "Exited (137) 2 hours ago");
  assert.equal(statusText({ status: "created" }, nowMs), "Created");
});

for (const [filters, names] of [
  [[], ["web", "job"]],
  [["status=exited"], ["job"]],
  [
    ["status=exited", "status=running"],
    ["web", "job"],
  ],
  [["exited=137"], ["job"]],
  [["exited=0"], []],
  [["name=we"], ["web"]],
  [["id=0123"], ["web"]],
  [["ancestor=starter"], ["web"]],
  [["label=tier"], ["web"]],
  [["label=tier=front", "label=plain"], ["web"]],
  [["label=tier=front", "label=missing"], []],
  [["status=running", "name=job"], []],
] as const) {
  test(`--filter ${filters.join(" ") || "(none)"} shows ${names.join(", ") || "nothing"}`, () => {
    assert.deepEqual(
      [web, job].filter(containerFilter(filters)).map(({ name }) => name),
      names,
    );
  });
}

for (const filter of ["colour=red", "status", "=x", ""]) {
  test(`--filter "${filter}" is refused`, () => {
    assert.throws(() => containerFilter([filter]), { kind: "invalid", message: /not understood/ });
  });
}
