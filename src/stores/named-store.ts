import { createStore, type StoreApi } from "zustand/vanilla";
import { asCodedError, type CodedError } from "../base/errors.ts";
import { shareUnchanged } from "./share-unchanged.ts";

export interface NamedState<T> {
  readonly status: "loading" | "ready" | "failed";
  readonly items: readonly (T & { readonly id: string })[];
  readonly error: CodedError | undefined;
}

/** A list of things whose names are their ids. */
export interface NamedStore<T> {
  readonly store: StoreApi<NamedState<T>>;
  refresh(): Promise<void>;
}

export function createNamedStore<T extends { readonly name: string }>(
  doing: string,
  list: () => Promise<readonly T[]>,
): NamedStore<T> {
  const store = createStore<NamedState<T>>()(() => ({ status: "loading", items: [], error: undefined }));
  return {
    store,
    async refresh() {
      try {
        const listed = (await list()).map((item) => ({ ...item, id: item.name }));
        const { items, status } = store.getState();
        const next = shareUnchanged(items, listed);
        if (next !== items || status !== "ready") {
          store.setState({ status: "ready", items: next, error: undefined });
        }
      } catch (thrown) {
        store.setState({ status: "failed", error: asCodedError(thrown, doing) });
      }
    },
  };
}
