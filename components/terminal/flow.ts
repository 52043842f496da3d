export interface Source {
  pause(): void;
  resume(): void;
}

export interface Flow {
  /** Hands bytes on and holds the source back while too many of them wait. */
  take(bytes: Uint8Array, write: (bytes: Uint8Array, done: () => void) => void): void;
  readonly waitingBytes: number;
}

/**
 * Keeps what waits between a fast program and the emulator small: memory stays flat under any flood, and ctrl-c shows
 * its effect after the few bytes that were already read.
 */
export function createFlow(source: Source): Flow {
  let waitingBytes = 0;
  let paused = false;
  return {
    take(bytes, write) {
      waitingBytes += bytes.length;
      if (!paused && waitingBytes > HIGH_WATER_BYTES) {
        paused = true;
        source.pause();
      }
      write(bytes, () => {
        waitingBytes -= bytes.length;
        if (!paused || waitingBytes >= LOW_WATER_BYTES) return;
        paused = false;
        source.resume();
      });
    },
    get waitingBytes() {
      return waitingBytes;
    },
  };
}

const HIGH_WATER_BYTES = 128 * 1024;
const LOW_WATER_BYTES = 32 * 1024;
