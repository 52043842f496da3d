import { useStore } from "zustand";
import type { SideRectangle } from "../layout.ts";
import { useUi } from "../ui.ts";
import { NamedPanel } from "./named-panel.tsx";

export function VolumesPanel({ at }: { readonly at: SideRectangle }) {
  const { stores, words } = useUi();
  const { status, items: all } = useStore(stores.volumes.store);
  const items = useStore(stores.listing, (listing) => listing.volumes);
  return (
    <NamedPanel
      at={at}
      title={words.panels.volumes}
      status={status}
      total={all.length}
      items={items}
      said={({ usedBy }) => words.users.count(usedBy.length)}
    />
  );
}
