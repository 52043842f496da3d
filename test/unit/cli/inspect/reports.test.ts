import assert from "node:assert/strict";
import { test } from "node:test";
import { containerReport } from "../../../../src/cli/inspect/container-report.ts";
import { imageReport } from "../../../../src/cli/inspect/image-report.ts";
import type { ContainerDetails } from "../../../../src/engine/containers/containers.ts";
import type { ImageDetails } from "../../../../src/engine/images/images.ts";

const digest = `sha256:${"a".repeat(64)}` as const;

test("a container has Docker's fields", () => {
  const details: ContainerDetails = {
    id: "b".repeat(64),
    name: "web",
    image: "starter:latest",
    imageId: digest,
    argv: ["sh", "-c", "ls"],
    createdAtMs: 0,
    state: {
      status: "exited",
      code: 3,
      startedAtMs: 1000,
      finishedAtMs: 2000,
      oomKilled: true,
      failed: "exec x",
    },
    tty: true,
    autoRemove: false,
    labels: { a: "b" },
    bundleDir: "/data/containers/b",
    spec: { process: { env: ["A=1"], cwd: "/srv" }, hostname: "box" },
    options: {
      image: "starter",
      memoryBytes: 1024,
      cpus: 1.5,
      mounts: [{ source: "/a", target: "/b", readOnly: true }],
    },
    warnings: [],
    layers: [digest],
  };
  const report = containerReport(details) as Record<string, Record<string, unknown>>;
  assert.equal(report.Name, "/web");
  assert.equal(report.Path, "sh");
  assert.deepEqual(report.Args, ["-c", "ls"]);
  assert.deepEqual(report.State, {
    Status: "exited",
    Running: false,
    Paused: false,
    Restarting: false,
    OOMKilled: true,
    Dead: false,
    Pid: 0,
    ExitCode: 3,
    Error: "exec x",
    StartedAt: "1970-01-01T00:00:01.000Z",
    FinishedAt: "1970-01-01T00:00:02.000Z",
  });
  assert.equal(report.HostConfig?.NanoCpus, 1_500_000_000);
  assert.deepEqual(report.HostConfig?.Binds, ["/a:/b:ro"]);
  assert.equal(report.Config?.Hostname, "box");
  assert.deepEqual(report.Config?.Env, ["A=1"]);
});

test("a spec of an unknown shape shows as empty fields, not as a crash", () => {
  const report = containerReport({
    options: {},
    argv: [],
    createdAtMs: 0,
    state: { status: "created" },
    id: "x",
    spec: 7,
  } as never);
  assert.deepEqual((report.Config as { Env: unknown }).Env, []);
});

test("an image has Docker's fields", () => {
  const details = {
    id: digest,
    manifestDigest: digest,
    references: ["localhost:5000/a/b:1"],
    createdAtMs: undefined,
    sizeBytes: 10,
    layerCount: 1,
    usedBy: [],
    layers: [],
    config: {
      architecture: "amd64",
      os: "linux",
      process: {
        user: "",
        env: ["A=1"],
        entrypoint: [],
        cmd: ["sh"],
        workingDir: "/",
        labels: {},
        stopSignal: undefined,
        volumes: ["/data"],
        exposedPorts: [],
      },
      diffIds: [digest],
      history: [],
    },
  } as const satisfies ImageDetails;
  const report = imageReport(details) as Record<string, Record<string, unknown>>;
  assert.deepEqual(report.RepoTags, ["localhost:5000/a/b:1"]);
  assert.deepEqual(report.RepoDigests, [`localhost:5000/a/b@${digest}`]);
  assert.deepEqual(report.Config?.Volumes, { "/data": {} });
  assert.equal(report.Config?.Entrypoint, null);
  assert.deepEqual(report.RootFS, { Type: "layers", Layers: [digest] });
});
