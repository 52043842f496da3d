import { join } from "node:path";
import type { Driver } from "../../runtime/index.ts";
import type { StoreRoot } from "../base/store-root.ts";
import { type Database, openDatabase } from "../state/database.ts";
import { createReserve } from "../state/reserve.ts";
import { MIGRATIONS } from "../state/schema.ts";
import { changedFile } from "./containers/bundle.ts";
import type { ContainersContext } from "./containers/context.ts";
import { createContainers } from "./containers/create-containers.ts";
import { refill, settleAll } from "./containers/recovery.ts";
import { rememberOpaque } from "./containers/remember-opaque.ts";
import type { Engine } from "./engine.ts";
import { createChangeFeed, createEvents } from "./events.ts";
import type { Files } from "./files/files.ts";
import type { FilesContext } from "./files/stack.ts";
import { openImageFloor } from "./images/image-floor.ts";
import type { Networks } from "./networks/networks.ts";
import { once } from "./once.ts";
import type { Sessions } from "./sessions.ts";
import type { Families } from "./system/disk-use.ts";
import type { System } from "./system/system.ts";
import type { VolumesContext } from "./volumes/create-volumes.ts";
import type { Volumes } from "./volumes/volumes.ts";

/** What may stand in for the real parts. */
export interface EngineOptions {
  readonly root: StoreRoot;
  readonly driver?: Driver;
  readonly now?: () => number;
  /** Long work on images runs in threads of its own, for a face whose loop must not wait. */
  readonly longWorkApart?: boolean;
}

/**
 * Puts the engine of one root together. Nothing is opened, made or loaded before something asks for it, so a
 * command pays for what it does alone. Disposing of it waits for what was left to do later.
 */
export async function openEngine({
  root,
  driver,
  now = Date.now,
  longWorkApart = false,
}: EngineOptions): Promise<Engine> {
  const reserve = createReserve(join(root.dataDir, "reserve"));
  const state = openDatabase({
    file: join(root.dataDir, "state.db"),
    migrations: MIGRATIONS,
    reserve,
    refill: (tables) => refill({ root }, tables),
  });
  const containerChanges = createChangeFeed(changedFile(root));
  const imageChanges = createChangeFeed(join(root.dataDir, "images-changed"));
  const tasks = new Set<Promise<unknown>>();
  const later = (work: Promise<unknown>): void => {
    // What cannot be done now is left for the next sweep.
    const task = work.catch(() => undefined).finally(() => tasks.delete(task));
    tasks.add(task);
  };
  const images = openImageFloor({
    root,
    state,
    reserve,
    changes: imageChanges,
    settled: () => settleAll(context),
    later,
  });
  const context: ContainersContext = {
    root,
    state,
    driver: once(async () => driver ?? (await import("../../runtime/index.ts")).createNativeDriver()),
    images: images.source,
    layers: rememberOpaque(images.layers),
    changes: containerChanges,
    now,
    later,
  };
  const families: Families = {
    containers: createContainers(context),
    images: longWorkApart
      ? (await import("./images/apart.ts")).imagesApart(images.family, root)
      : images.family,
    volumes: lazyVolumes({ root, state, changes: containerChanges, now, later }),
  };
  return {
    sessions: lazySessions(context),
    files: lazyFiles({ root, state, images: images.family, layers: images.store }),
    ...families,
    networks: lazyNetworks(state),
    system: lazySystem(root, driver?.name ?? "native", families),
    events: createEvents({ containers: containerChanges, images: imageChanges }),
    [Symbol.asyncDispose]: async () => {
      // What is left to do may leave something to do itself.
      while (tasks.size > 0) await Promise.all(tasks);
      containerChanges[Symbol.dispose]();
      imageChanges[Symbol.dispose]();
      state[Symbol.dispose]();
    },
  };
}

function lazySessions(context: ContainersContext): Sessions {
  return {
    open: async (ref, options) =>
      (await import("./create-sessions.ts")).createSessions(context).open(ref, options),
  };
}

function lazyFiles(context: FilesContext): Files {
  const load = once(async () => (await import("./files/create-files.ts")).createFiles(context));
  return {
    tree: async (of) => (await load()).tree(of),
    open: async (of, path) => (await load()).open(of, path),
    copyOut: async (of, path, destination) => (await load()).copyOut(of, path, destination),
    compare: async (before, after, options) => (await load()).compare(before, after, options),
    waste: async (of) => (await load()).waste(of),
    writtenBytes: async (ref) => (await load()).writtenBytes(ref),
  };
}

function lazyVolumes(context: VolumesContext): Volumes {
  const load = once(async () => (await import("./volumes/create-volumes.ts")).createVolumes(context));
  return {
    create: async (options) => (await load()).create(options),
    list: async () => (await load()).list(),
    inspect: async (name) => (await load()).inspect(name),
    remove: async (name, options) => (await load()).remove(name, options),
    prune: async () => (await load()).prune(),
    tree: async (name) => (await load()).tree(name),
  };
}

function lazyNetworks(state: Database): Networks {
  const load = once(async () => (await import("./networks/create-networks.ts")).createNetworks({ state }));
  return {
    list: async () => (await load()).list(),
    inspect: async (name) => (await load()).inspect(name),
  };
}

function lazySystem(root: StoreRoot, driverName: string, families: Families): System {
  const load = once(async () =>
    (await import("./system/create-system.ts")).createSystem({ root, driverName, families }),
  );
  return {
    info: async () => (await load()).info(),
    diskUse: async () => (await load()).diskUse(),
    doctor: async () => (await load()).doctor(),
  };
}
