import { createStore, type StoreApi } from "zustand/vanilla";
import { asCodedError, type CodedError } from "../base/errors.ts";
import type { Engine } from "../engine/engine.ts";
import type { SystemInfo } from "../engine/system/system.ts";

export type EngineState =
  | { readonly status: "opening" }
  /** `troubles`: what the doctor would mend; undefined while it looks. */
  | { readonly status: "open"; readonly info: SystemInfo; readonly troubles: readonly string[] | undefined }
  | { readonly status: "failed"; readonly error: CodedError };

/** The way of the stores to the engine, which opens while the first frame already stands. */
export interface EngineDoor {
  readonly store: StoreApi<EngineState>;
  /** Resolves when it is open; rejects when it cannot be opened. */
  engine(): Promise<Engine>;
  close(): Promise<void>;
}

export function createEngineDoor(open: () => Promise<Engine>): EngineDoor {
  const store = createStore<EngineState>()((): EngineState => ({ status: "opening" }));
  const opening = open();
  const describe = async (): Promise<void> => {
    const { system } = await opening;
    const info = await system.info();
    store.setState({ status: "open", info, troubles: undefined }, true);
    const findings = await system.doctor();
    const troubles = findings.filter(({ verdict }) => verdict !== "ok").map(({ subject }) => subject);
    store.setState({ status: "open", info, troubles }, true);
  };
  describe().catch((thrown) => {
    store.setState({ status: "failed", error: asCodedError(thrown, "open the store") }, true);
  });
  return {
    store,
    engine: () => opening,
    async close() {
      const engine = await opening.catch(() => undefined);
      await engine?.[Symbol.asyncDispose]();
    },
  };
}
