const PACE_MS = 100;

/** Passes a value on, but not soon after the one before; a new one comes. */
export function paced<T>(tell: (value: T) => void): (value: T) => void {
  let toldAtMs = performance.now();
  return (value) => {
    if (performance.now() - toldAtMs < PACE_MS) return;
    toldAtMs = performance.now();
    tell(value);
  };
}

/** Calls some time after it was asked to, once for all that asked meanwhile. */
export function delayed(work: () => void, delayMs: () => number): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    if (timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      work();
    }, delayMs());
  };
}
