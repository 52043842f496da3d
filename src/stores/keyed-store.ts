import { createStore, type StoreApi } from "zustand/vanilla";
import { asCodedError, type CodedError } from "../base/errors.ts";

/** Something that is fetched when someone looks at it. While it is fetched again, the old value stays. */
export type Loadable<T> =
  | { readonly status: "loading" }
  | { readonly status: "ready"; readonly value: T }
  | { readonly status: "failed"; readonly error: CodedError };

export interface KeyedStore<T> {
  readonly store: StoreApi<ReadonlyMap<string, Loadable<T>>>;
  /** Fetches it unless it is there or on its way. */
  want(key: string): void;
  /** Fetches what is there again, without taking it away meanwhile. */
  refresh(matches?: (key: string) => boolean): Promise<void>;
}

export interface KeyedStoreOptions<T> {
  readonly doing: string;
  readonly load: (key: string) => Promise<T>;
  /** The least recently wanted go when there are more. */
  readonly limit: number;
  /** Says that a fresh value says nothing new, so that nothing is drawn again. */
  readonly same?: (before: T, after: T) => boolean;
}

export function createKeyedStore<T>({ doing, load, limit, same }: KeyedStoreOptions<T>): KeyedStore<T> {
  const store = createStore<ReadonlyMap<string, Loadable<T>>>()(() => new Map());

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
    try {
      const value = await load(key);
      const before = store.getState().get(key);
      if (before === undefined) return;
      if (before.status === "ready" && same?.(before.value, value)) return;
      put(key, { status: "ready", value });
    } catch (thrown) {
      if (store.getState().has(key)) put(key, { status: "failed", error: asCodedError(thrown, doing) });
    }
  };

  return {
    store,
    want(key) {
      if (store.getState().has(key)) return;
      put(key, { status: "loading" });
      void fetch(key);
    },
    async refresh(matches = () => true) {
      await Promise.all([...store.getState().keys()].filter(matches).map(fetch));
    },
  };
}
