import { createStore, type StoreApi } from "zustand/vanilla";
import { asCodedError, type CodedError } from "../base/errors.ts";
import type { Engine } from "../engine/engine.ts";
import type { SystemInfo } from "../engine/system/system.ts";

export type EngineState =
  | { readonly status: "opening" }
  | { readonly status: "open"; readonly info: SystemInfo; readonly troubles: readonly string[] }
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
  opening
    .then(
      async (engine) => {
        const info = await engine.system.info();
        store.setState({ status: "open", info, troubles: [] }, true);
        const findings = await engine.system.doctor();
        const troubles = findings.filter(({ verdict }) => verdict !== "ok").map(({ subject }) => subject);
        if (troubles.length > 0) store.setState({ status: "open", info, troubles }, true);
      },
      (thrown) => store.setState({ status: "failed", error: asCodedError(thrown, "open the store") }, true),
    )
    .catch((thrown) =>
      store.setState({ status: "failed", error: asCodedError(thrown, "look at the system") }, true),
    );
  return {
    store,
    engine: () => opening,
    async close() {
      const engine = await opening.catch(() => undefined);
      await engine?.[Symbol.asyncDispose]();
    },
  };
}
