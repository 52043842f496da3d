import assert from "node:assert/strict";
import { test } from "node:test";
import type { NamespaceType, Spec } from "../../../../runtime/index.ts";
import { refuseHostChanges } from "../../../../runtime/plan/refuse-host-changes.ts";
import { exampleSpec } from "../../../support/example-spec.ts";

const withLinux = (linux: Partial<Spec["linux"]>): Spec => {
  const spec = exampleSpec();
  return { ...spec, linux: { ...spec.linux, ...linux } };
};
const without = (type: NamespaceType): Spec =>
  withLinux({ namespaces: exampleSpec().linux.namespaces.filter((each) => each.type !== type) });

test("the defaults change nothing of the host", () => {
  refuseHostChanges(exampleSpec());
});

const rows: [what: string, spec: Spec, message: string][] = [
  [
    "mounts on the host",
    without("mount"),
    "namespaces (linux.namespaces): a container needs a mount namespace of its own",
  ],
  [
    "mounts in a namespace of others",
    withLinux({ namespaces: [{ type: "mount", path: "/proc/1/ns/mnt" }] }),
    "namespaces (linux.namespaces): a container needs a mount namespace of its own",
  ],
  [
    "the host's name",
    without("uts"),
    "hostname example (hostname): it would rename the host: there is no uts namespace",
  ],
  [
    "the host's network settings",
    without("network"),
    "sysctl net.ipv4.ip_unprivileged_port_start (linux.sysctl.net.ipv4.ip_unprivileged_port_start): it would change the host: there is no network namespace",
  ],
  [
    "a setting of the whole kernel",
    withLinux({ sysctl: { "kernel.panic": "1" } }),
    "sysctl kernel.panic (linux.sysctl.kernel.panic): it would change the host: no namespace has it of its own",
  ],
  [
    "user namespaces",
    withLinux({ namespaces: [{ type: "mount" }, { type: "uts" }, { type: "network" }, { type: "user" }] }),
    "namespaces user (linux.namespaces): user namespaces cannot be made yet",
  ],
];

for (const [what, spec, message] of rows) {
  test(`${what}: refused`, () => {
    assert.throws(() => refuseHostChanges(spec), { name: "LaunchError", message });
  });
}

test("settings of an ipc namespace are the container's own", () => {
  refuseHostChanges(withLinux({ sysctl: { "kernel.shmmax": "1", "fs.mqueue.msg_max": "1" } }));
});
