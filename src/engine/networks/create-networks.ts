import { CodedError } from "../../base/errors.ts";
import { networkMembers } from "../../state/containers.ts";
import type { Database } from "../../state/database.ts";
import type { Network, Networks } from "./networks.ts";

/** The networks family: so far those that need nothing made. */
export function createNetworks({ state }: { readonly state: Database }): Networks {
  const list = (): Network[] => {
    const members = Map.groupBy(state.read(networkMembers), ({ network }) => network);
    return BUILT_IN.map((network) => ({
      ...network,
      members: (members.get(network.name) ?? []).map(({ network: _, ...member }) => member),
    }));
  };
  return {
    list: async () => list(),
    async inspect(name) {
      const found = list().find((network) => network.name === name);
      if (found !== undefined) return found;
      throw new CodedError("not-found", "network-not-found", `inspect network ${name}: no such network`, {
        hint: "wherry network ls lists all networks",
      });
    },
  };
}

const BUILT_IN: readonly Omit<Network, "members">[] = [
  { name: "host", driver: "host" },
  { name: "none", driver: "null" },
];
