import assert from "node:assert/strict";
import { test } from "node:test";
import type { ContainerState, ContainerSummary } from "../../../src/engine/containers/containers.ts";
import { outlived } from "../../../src/stores/follow-runs.ts";
import type { Session } from "../../../src/stores/sessions-store.ts";

const ENDED: Session["state"] = { status: "ended", code: 0, atMs: 150 };
const running = (startedAtMs: number): ContainerState => ({ status: "running", pid: 7, startedAtMs });
const exited = (startedAtMs: number): ContainerState => ({
  status: "exited",
  code: 0,
  startedAtMs,
  finishedAtMs: startedAtMs + 50,
  oomKilled: false,
});

const TABLE: [what: string, session: Partial<Session>, container: ContainerState, fate: string][] = [
  ["ended, and nothing ran since", { state: ENDED }, exited(90), "stays"],
  ["ended, told so before its container", { state: ENDED }, running(90), "stays"],
  ["ended, and runs anew", { state: ENDED }, running(200), "again"],
  ["ended, and another run came and went", { state: ENDED }, exited(200), "passed"],
  [
    "ended, and the next run is paused",
    { state: ENDED },
    { ...running(200), status: "paused" } as ContainerState,
    "stays",
  ],
  ["still open on the run before", {}, running(200), "stays"],
  ["a shell that ended", { kind: "shell", state: ENDED }, running(200), "stays"],
];

for (const [what, session, container, fate] of TABLE) {
  test(`a session: ${what}: ${fate}`, () => {
    const { again, passed } = outlived([sessionOf(session)], [containerIn(container)]);
    assert.deepEqual(
      { again: again.length, passed: passed.length },
      {
        again: fate === "again" ? 1 : 0,
        passed: fate === "passed" ? 1 : 0,
      },
    );
  });
}

test("a session whose container is not listed stays", () => {
  const { again, passed } = outlived([sessionOf({ state: ENDED })], []);
  assert.deepEqual([...again, ...passed], []);
});

function sessionOf(session: Partial<Session>): Session {
  return {
    key: "session-1",
    containerId: "box",
    kind: "main",
    client: { file: "true", args: [] },
    openedAtMs: 100,
    state: { status: "open" },
    ...session,
  };
}

function containerIn(state: ContainerState): ContainerSummary {
  return {
    id: "box",
    name: "box",
    image: "small:1",
    imageId: `sha256:${"0".repeat(64)}`,
    argv: ["true"],
    labels: {},
    tty: false,
    autoRemove: false,
    createdAtMs: 0,
    state,
  };
}
