import { coalesce } from "./coalesce.ts";
import type { Stores } from "./stores.ts";
import { subjectOf } from "./view/listing.ts";

/** What lists show of processor and memory; a container that has just started is measured sooner. */
const SURVEY_MS = 10_000;
const SURVEY_DELAY_MS = 1000;
const MOST_SURVEYED = 200;
/** How often what isolates the shown container is read again, for what is used of its limits. */
const ISOLATION_MS = 3000;

/** Keeps up what nobody tells of: what containers use. Returns how to stop. */
export function measure(stores: Stores): () => void {
  const survey = async (): Promise<void> => {
    const { items } = stores.containers.store.getState();
    const running = items.filter(({ state }) => state.status === "running").slice(0, MOST_SURVEYED);
    await stores.stats.survey(running.map(({ id }) => id));
  };
  // That containers cannot be read is told by their list.
  const surveyed = coalesce(() => survey().catch(() => {}), SURVEY_DELAY_MS);
  const timers = [
    setInterval(() => void surveyed(), SURVEY_MS),
    setInterval(() => {
      const id = isolationShown(stores);
      if (id !== undefined) void stores.details.isolation.refresh((key) => key === id);
    }, ISOLATION_MS),
  ];
  for (const timer of timers) timer.unref();
  const stop = stores.containers.store.subscribe(({ items }, before) => {
    if (items !== before.items && items.some(({ state }) => state.status === "running")) void surveyed();
  });
  return () => {
    for (const timer of timers) clearInterval(timer);
    stop();
    stores.stats.show(undefined);
    stores.processes.show(undefined);
  };
}

function isolationShown({ listing, view }: Stores): string | undefined {
  const { navigation } = view.store.getState();
  const subject = subjectOf(listing.getState(), navigation.panel);
  const shown = subject.of === "container" && navigation.tabs[navigation.panel] === "isolation";
  return shown ? subject.container.id : undefined;
}
