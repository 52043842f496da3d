import type { SpecResources } from "../spec.ts";
import type { CgroupWrite, Controller } from "./controller.ts";

type DeviceRule = NonNullable<SpecResources["devices"]>[number];

/** Which device nodes may be opened and made. v2 has no files for it: there it takes a BPF program. */
export const devices: Controller = {
  name: "devices",
  asked: ({ devices }) => (devices?.length ? "device rules" : undefined),
  v1: ({ devices = [] }) =>
    devices.map(
      (rule, index): CgroupWrite => ({
        file: rule.allow ? "devices.allow" : "devices.deny",
        value: showRule(rule),
        limit: "device rules",
        where: `linux.resources.devices[${index}]`,
      }),
    ),
  v2: () => [],
};

/** "c 1:3 rwm"; what is left out is any. The kernel takes "a" alone for all devices and all ways. */
function showRule({ type = "a", major, minor, access }: DeviceRule): string {
  if (type === "a") return "a";
  return `${type} ${major ?? "*"}:${minor ?? "*"} ${access}`;
}
