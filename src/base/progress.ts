/** One report of a long action. `total` is absent while nobody can know it. Units are bytes unless `unit` says items. */
export interface Progress {
  readonly phase: string;
  readonly item?: string;
  readonly done: number;
  readonly total?: number;
  readonly unit?: "bytes" | "items";
}

export interface LongAction {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}
