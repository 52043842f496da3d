import { useStore } from "zustand";
import type { SideRectangle } from "../layout.ts";
import { useUi } from "../ui.ts";
import { NamedPanel } from "./named-panel.tsx";

export function NetworksPanel({ at }: { readonly at: SideRectangle }) {
  const { stores, words } = useUi();
  const { status, items: all } = useStore(stores.networks.store);
  const items = useStore(stores.listing, (listing) => listing.networks);
  const said = (index: number): string => words.users.members(items[index]?.members.length ?? 0);
  return <NamedPanel at={at} panel="networks" status={status} total={all.length} items={items} said={said} />;
}
