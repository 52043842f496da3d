import { createStore, type StoreApi } from "zustand/vanilla";
import { asCodedError, type CodedError } from "../base/errors.ts";
import type { Engine } from "../engine/engine.ts";
import type { Finding, SystemInfo } from "../engine/system/system.ts";

export type EngineState =
  | { readonly status: "opening" }
  /** `findings`: what the doctor says of this machine; undefined while it looks. */
  | { readonly status: "open"; readonly info: SystemInfo; readonly findings: readonly Finding[] | undefined }
  | { readonly status: "failed"; readonly error: CodedError };

/** The way of the stores to the engine, which opens while the first frame already stands. */
export interface EngineDoor {
  readonly store: StoreApi<EngineState>;
  /** Resolves when it is open; rejects when it cannot be opened. */
  engine(): Promise<Engine>;
  /** Has the doctor look once more. */
  examine(): Promise<void>;
  close(): Promise<void>;
}

export function createEngineDoor(open: () => Promise<Engine>): EngineDoor {
  const store = createStore<EngineState>()((): EngineState => ({ status: "opening" }));
  const opening = open();
  const describe = async (): Promise<void> => {
    const { system } = await opening;
    const info = await system.info();
    store.setState({ status: "open", info, findings: undefined }, true);
    store.setState({ status: "open", info, findings: await system.doctor() }, true);
  };
  const examine = (): Promise<void> =>
    describe().catch((thrown) => {
      store.setState({ status: "failed", error: asCodedError(thrown, "open the store") }, true);
    });
  void examine();
  return {
    store,
    engine: () => opening,
    examine,
    async close() {
      const engine = await opening.catch(() => undefined);
      await engine?.[Symbol.asyncDispose]();
    },
  };
}
