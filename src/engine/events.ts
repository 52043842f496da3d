/** Something changed, here or in another wherry process on the same root. */
export interface EngineEvent {
  readonly topic: "containers" | "images";
}

/** The events family. */
export interface Events {
  /** Calls the listener after each change; many changes at once may arrive as one. Returns how to stop. */
  subscribe(listener: (event: EngineEvent) => void): () => void;
}
