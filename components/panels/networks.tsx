import { useStore } from "zustand";
import type { SideRectangle } from "../layout.ts";
import { useUi } from "../ui.ts";
import { NamedPanel } from "./named-panel.tsx";

export function NetworksPanel({ at }: { readonly at: SideRectangle }) {
  const { stores, words } = useUi();
  const { status, items: all } = useStore(stores.networks.store);
  const items = useStore(stores.listing, (listing) => listing.networks);
  return (
    <NamedPanel
      at={at}
      title={words.panels.networks}
      status={status}
      total={all.length}
      items={items}
      said={({ members }) => words.users.members(members.length)}
    />
  );
}
