import { CAPABILITIES, DEFAULT_CAPABILITIES, readStatus, type Spec } from "../../../runtime/index.ts";
import { CodedError } from "../../base/errors.ts";
import { nearest } from "../../base/nearest.ts";
import type { CreateOptions } from "./containers.ts";

export type CapabilityChoice = Pick<CreateOptions, "capAdd" | "capDrop">;

/**
 * The capabilities of a process that runs as this user. Root has all of the bounding set. Anyone else has only what was
 * added by name, as ambient ones, for no others get through exec; the bounding set is what a setuid program may gain.
 */
export function capabilitiesOf(
  { uid }: { readonly uid: number },
  choice: CapabilityChoice,
): Spec["process"]["capabilities"] {
  const bounding = boundingSet(choice);
  if (uid === 0) {
    return { bounding, effective: bounding, permitted: bounding, inheritable: [], ambient: [] };
  }
  const { names, all } = readNames(choice.capAdd ?? [], "add");
  const added = all ? [] : bounding.filter((one) => names.includes(one));
  return { bounding, effective: added, permitted: added, inheritable: added, ambient: added };
}

/** Docker's rules: drop before add, but what adds ALL keeps all that is not dropped. Throws `invalid`. */
function boundingSet({ capAdd = [], capDrop = [] }: CapabilityChoice): readonly string[] {
  const add = readNames(capAdd, "add");
  const drop = readNames(capDrop, "drop");
  const left = (add.all ? givable() : drop.all ? [] : DEFAULT_CAPABILITIES).filter(
    (one) => !drop.names.includes(one),
  );
  return [...new Set([...left, ...add.names])];
}

/** All that there are, as far as we have them ourselves: nobody gives what they have not. */
function givable(): readonly string[] {
  return readStatus("self")?.capabilities.permitted ?? CAPABILITIES;
}

/** "NET_ADMIN", "cap_net_admin", "ALL". */
function readNames(
  written: readonly string[],
  verb: "add" | "drop",
): { readonly all: boolean; readonly names: readonly string[] } {
  const upper = written.map((name) => name.toUpperCase());
  const names = upper
    .filter((name) => name !== "ALL")
    .map((name) => {
      const full = name.startsWith("CAP_") ? name : `CAP_${name}`;
      if (CAPABILITIES.includes(full)) return full;
      const meant = nearest(full, CAPABILITIES);
      throw new CodedError(
        "invalid",
        "unknown-capability",
        `create container: ${verb} capability ${JSON.stringify(name)}: there is none of this name`,
        {
          hint:
            meant === undefined
              ? "capabilities(7) lists them, such as NET_ADMIN; ALL for all"
              : `did you mean ${meant}?`,
        },
      );
    });
  return { all: upper.includes("ALL"), names };
}
