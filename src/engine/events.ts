import { type FSWatcher, watch } from "node:fs";
import { bumpChangedFile, createChangedFile } from "../state/changed-file.ts";

/** Something changed, here or in another wherry process on the same root. */
export interface EngineEvent {
  readonly topic: "containers" | "images";
}

/** The events family. */
export interface Events {
  /** Calls the listener after each change; many changes at once may arrive as one. Returns how to stop. */
  subscribe(listener: (event: EngineEvent) => void): () => void;
}

/** News of one kind between all processes on a root, carried by the time of a file. */
export interface ChangeFeed extends Disposable {
  /** Tells everyone, this process included. */
  publish(): void;
  subscribe(listener: () => void): () => void;
}

/** Gives the feed of one file. The file is watched only while somebody listens; waiting costs nothing. */
export function createChangeFeed(file: string): ChangeFeed {
  const listeners = new Set<() => void>();
  let watcher: FSWatcher | undefined;
  const stop = (): void => {
    watcher?.close();
    watcher = undefined;
  };
  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const start = (): void => {
    if (!createChangedFile(file)) return;
    watcher = watch(file, tell);
    // The root may be removed under our feet: then there is no more news.
    watcher.on("error", stop);
  };
  return {
    publish: () => {
      bumpChangedFile(file);
      // With a watcher the file itself tells us, as it tells the others.
      if (watcher === undefined) tell();
    },
    subscribe: (listener) => {
      if (watcher === undefined) start();
      const own = (): void => listener();
      listeners.add(own);
      return () => {
        listeners.delete(own);
        if (listeners.size === 0) stop();
      };
    },
    [Symbol.dispose]: () => {
      listeners.clear();
      stop();
    },
  };
}

/** The events family over the feeds of its topics. */
export function createEvents(feeds: Readonly<Record<EngineEvent["topic"], ChangeFeed>>): Events {
  return {
    subscribe: (listener) => {
      const stops = (Object.keys(feeds) as EngineEvent["topic"][]).map((topic) =>
        feeds[topic].subscribe(() => listener({ topic })),
      );
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
