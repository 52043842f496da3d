import { useStore } from "zustand";
import { fileKey } from "../../src/stores/details-store.ts";
import { subjectOf } from "../../src/stores/view/listing.ts";
import { shownFiles } from "../../src/stores/view/shown-files.ts";
import type { Rectangle } from "../layout.ts";
import { useUi } from "../ui.ts";
import { CommandTab } from "./command.tsx";
import { CompareTab, NothingToCompare } from "./compare.tsx";
import { FilesTab } from "./files.tsx";
import { HistoryTab } from "./history.tsx";
import { InspectTab } from "./inspect.tsx";
import { IsolationTab } from "./isolation.tsx";
import { LogsTab } from "./logs.tsx";
import type { MainFrame } from "./main-frame.ts";
import { NoticePane } from "./notice-pane.tsx";
import { ProcessesTab } from "./processes.tsx";
import { StatsTab } from "./stats.tsx";
import { TerminalTab } from "./terminal.tsx";
import { UsersTab } from "./users.tsx";
import { ViewerTab } from "./viewer.tsx";
import { WasteTab } from "./waste.tsx";
import { welcomeLines } from "./welcome.ts";

/** The main pane: the selected thing, through the tab that is shown. */
export function MainPane({ at }: { readonly at: Rectangle }) {
  const { stores, theme, words, held } = useUi();
  const navigation = useStore(stores.view.store, (view) => view.navigation);
  const listing = useStore(stores.listing);
  const engine = useStore(stores.engine);
  const containers = useStore(stores.containers.store);
  const images = useStore(stores.images.store);
  const compared = useStore(stores.view.store, (view) => view.compared);
  const wholeStacks = useStore(stores.view.store, (view) => view.wholeStacks);
  const { panel, focus } = navigation;
  const tab = navigation.tabs[panel];
  const subject = subjectOf(listing, panel);
  const frame: Omit<MainFrame, "body"> = {
    at,
    theme,
    words: words.tabs,
    panel,
    tab,
    keys: focus === "side" ? "elsewhere" : focus === "main" ? "here" : "program",
  };
  if (subject.of === "nothing") {
    const filtered = navigation.filters[panel] !== "";
    const lines = welcomeLines({
      engine,
      error: containers.error ?? images.error,
      loading: containers.status === "loading" || images.status === "loading",
      containers: containers.items.length,
      images: images.items.length,
      filtered,
      panel,
      keyOf: held.keyOf,
      words: words.welcome,
    });
    return <NoticePane frame={frame} lines={lines} />;
  }
  if (navigation.viewing) return <ViewerTab frame={frame} />;
  const files = shownFiles(subject, tab, { compared, wholeStacks });
  if (files?.of === "comparison") return <CompareTab frame={frame} comparison={files} />;
  if (files !== undefined) {
    const empty = files.of === "container" ? words.files.noChanges : words.files.noFiles;
    return <FilesTab frame={frame} files={fileKey(files)} empty={empty} whole={files.of === "whole"} />;
  }
  if (tab === "compare") return <NothingToCompare frame={frame} />;
  if (tab === "waste") return <WasteTab frame={frame} />;
  if (tab === "history") return <HistoryTab frame={frame} />;
  if (tab === "command" && listing.layer !== undefined) {
    return <CommandTab frame={frame} listed={listing.layer} />;
  }
  if (tab === "users" && (subject.of === "volume" || subject.of === "network")) {
    return <UsersTab frame={frame} subject={subject} />;
  }
  if (tab === "inspect" || subject.of !== "container") return <InspectTab frame={frame} />;
  if (tab === "logs") return <LogsTab frame={frame} containerId={subject.container.id} />;
  if (tab === "stats") return <StatsTab frame={frame} container={subject.container} />;
  if (tab === "processes") return <ProcessesTab frame={frame} container={subject.container} />;
  if (tab === "isolation") return <IsolationTab frame={frame} containerId={subject.container.id} />;
  return <TerminalTab frame={frame} container={subject.container} />;
}
