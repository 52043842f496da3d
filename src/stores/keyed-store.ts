import { createStore, type StoreApi } from "zustand/vanilla";
import { asCodedError, CodedError } from "../base/errors.ts";

/** Something that is fetched when someone looks at it. While it is fetched again, the old value stays. */
export type Loadable<T> =
  | { readonly status: "loading" }
  | { readonly status: "ready"; readonly value: T }
  | { readonly status: "failed"; readonly error: CodedError };

export interface KeyedStore<T> {
  readonly store: StoreApi<ReadonlyMap<string, Loadable<T>>>;
  /** Fetches it unless it is there or on its way. */
  want(key: string): void;
  /** The same, and resolves with it; rejects when it cannot be had. */
  ready(key: string): Promise<T>;
  /** Fetches what is there again, without taking it away meanwhile. */
  refresh(matches?: (key: string) => boolean): Promise<void>;
  /** The same, but not before someone wants it once more. */
  expire(matches: (key: string) => boolean): void;
}

export interface KeyedStoreOptions<T> {
  readonly doing: string;
  readonly load: (key: string) => Promise<T>;
  /** The least recently wanted go when there are more. */
  readonly limit: number;
  /** Says that a fresh value says nothing new, so that nothing is drawn again. */
  readonly same?: (before: T, after: T) => boolean | Promise<boolean>;
}

export function createKeyedStore<T>({ doing, load, limit, same }: KeyedStoreOptions<T>): KeyedStore<T> {
  const store = createStore<ReadonlyMap<string, Loadable<T>>>()(() => new Map());
  const expired = new Set<string>();

  const put = (key: string, value: Loadable<T>): void => {
    const next = new Map(store.getState());
    next.delete(key);
    next.set(key, value);
    for (const oldest of next.keys()) {
      if (next.size <= limit) break;
      next.delete(oldest);
    }
    store.setState(next, true);
  };

  const fetch = async (key: string): Promise<void> => {
    expired.delete(key);
    try {
      const value = await load(key);
      const before = store.getState().get(key);
      if (before?.status === "ready" && (await same?.(before.value, value))) return;
      if (store.getState().has(key)) put(key, { status: "ready", value });
    } catch (thrown) {
      if (store.getState().has(key)) put(key, { status: "failed", error: asCodedError(thrown, doing) });
    }
  };

  const want = (key: string): void => {
    const isThere = store.getState().has(key);
    if (isThere && !expired.has(key)) return;
    if (!isThere) put(key, { status: "loading" });
    void fetch(key);
  };

  return {
    store,
    want,
    ready(key) {
      want(key);
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      const look = (): void => {
        const read = store.getState().get(key);
        if (read === undefined)
          reject(new CodedError("internal", "not-wanted", `${doing}: nobody wants it any more`));
        else if (read.status === "ready") resolve(read.value);
        else if (read.status === "failed") reject(read.error);
      };
      const stop = store.subscribe(look);
      look();
      return promise.finally(stop);
    },
    async refresh(matches = () => true) {
      await Promise.all([...store.getState().keys()].filter(matches).map(fetch));
    },
    expire(matches) {
      for (const key of store.getState().keys()) if (matches(key)) expired.add(key);
    },
  };
}
