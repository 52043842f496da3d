import assert from "node:assert/strict";
import { test } from "node:test";
import type { ImageConfig } from "../../../src/image/config.ts";
import { applyChanges } from "../../../src/image/config-change.ts";

type Settings = ImageConfig["process"];

const start: Settings = {
  user: "",
  env: ["PATH=/bin"],
  entrypoint: [],
  cmd: [],
  workingDir: "",
  labels: { kept: "yes" },
  stopSignal: undefined,
  volumes: [],
  exposedPorts: [],
};

const changes: readonly [change: string, expected: Partial<Settings>][] = [
  ['CMD ["sh", "-c", "echo hi"]', { cmd: ["sh", "-c", "echo hi"] }],
  ["cmd echo 'hi there'", { cmd: ["/bin/sh", "-c", "echo 'hi there'"] }],
  ['ENTRYPOINT ["/init"]', { entrypoint: ["/init"] }],
  ["ENV A=1 B='2 3' C=4\\ 5 PATH=/usr/bin", { env: ["PATH=/usr/bin", "A=1", "B=2 3", "C=4 5"] }],
  ["ENV A the rest of it", { env: ["PATH=/bin", "A=the rest of it"] }],
  ['LABEL a=1 "b c"="d e"', { labels: { kept: "yes", a: "1", "b c": "d e" } }],
  ["WORKDIR /srv/../app", { workingDir: "/app" }],
  ["WORKDIR relative", { workingDir: "/relative" }],
  ["USER 1000:100", { user: "1000:100" }],
  ["EXPOSE 80 443/tcp 53/UDP 80/tcp", { exposedPorts: ["80/tcp", "443/tcp", "53/udp"] }],
  ['VOLUME ["/data", "/log files"]', { volumes: ["/data", "/log files"] }],
  ["VOLUME /data /data", { volumes: ["/data"] }],
  ["STOPSIGNAL SIGQUIT", { stopSignal: "SIGQUIT" }],
];

for (const [change, expected] of changes) {
  test(`the change ${change} is applied`, () => {
    assert.deepEqual(applyChanges(start, [change]), { ...start, ...expected });
  });
}

test("changes are applied in their order", () => {
  const settings = applyChanges(start, ["WORKDIR /a", "WORKDIR b", "ENV X=1", "ENV X=2"]);
  assert.deepEqual([settings.workingDir, settings.env], ["/a/b", ["PATH=/bin", "X=2"]]);
});

for (const change of [
  "",
  "CMD",
  "FROM x",
  "ONBUILD RUN x",
  "RUN rm",
  'CMD ["a"',
  "CMD [1]",
  "EXPOSE 0",
  "EXPOSE 70000",
  "EXPOSE x",
  "ENV A",
  "ENV =x",
  "LABEL a=1 b",
]) {
  test(`the change "${change}" is refused`, () => {
    assert.throws(() => applyChanges(start, [change]), { kind: "invalid", hint: /can be set/ });
  });
}
