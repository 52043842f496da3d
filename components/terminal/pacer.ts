export interface Pacer {
  /** Something changed: draw soon. */
  request(): void;
  /** A batch has ended just now: what waited for that is drawn before the next one can begin. */
  whole(): void;
  stop(): void;
}

export interface PacerOptions {
  readonly draw: () => void;
  /** At most so many frames a second. */
  readonly framesPerSecond?: number;
  /** True while a frame would show a half-done batch; it is drawn when this ends, or after a bounded time. */
  readonly held?: () => boolean;
  readonly clock?: PacerClock;
}

export interface PacerClock {
  nowMs(): number;
  /** Calls back once; returns how to call it off. */
  after(ms: number, callback: () => void): () => void;
}

/**
 * Turns any number of changes into few frames: the first at once after a pause, so that a typed letter shows without
 * delay, the next ones at the pace. Without a change there is no timer and no frame.
 */
export function createPacer({ draw, framesPerSecond = 30, held, clock = REAL_CLOCK }: PacerOptions): Pacer {
  const frameMs = 1000 / framesPerSecond;
  let lastMs = Number.NEGATIVE_INFINITY;
  let heldSinceMs: number | undefined;
  let cancel: (() => void) | undefined;
  let stopped = false;

  const due = (): void => {
    cancel = undefined;
    if (stopped) return;
    const nowMs = clock.nowMs();
    if (held?.()) {
      heldSinceMs ??= nowMs;
      if (nowMs - heldSinceMs < LONGEST_HOLD_MS) {
        cancel = clock.after(frameMs, due);
        return;
      }
    }
    show(nowMs);
  };
  const show = (nowMs: number): void => {
    heldSinceMs = undefined;
    lastMs = nowMs;
    draw();
  };
  return {
    request() {
      if (stopped || cancel !== undefined) return;
      // Even the first waits for the end of the turn, so that one turn makes one frame.
      cancel = clock.after(Math.max(0, lastMs + frameMs - clock.nowMs()), due);
    },
    whole() {
      if (stopped || heldSinceMs === undefined) return;
      cancel?.();
      cancel = undefined;
      show(clock.nowMs());
    },
    stop() {
      stopped = true;
      cancel?.();
      cancel = undefined;
    },
  };
}

/** A program that opens a batch and never closes it must not freeze its pane. */
const LONGEST_HOLD_MS = 500;

const REAL_CLOCK: PacerClock = {
  nowMs: () => performance.now(),
  after(ms, callback) {
    if (ms <= 0) {
      const immediate = setImmediate(callback);
      return () => clearImmediate(immediate);
    }
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
