/** One stream on its way to two readers. Neither is far behind the other: the faster one waits. */
export interface ForkedStream {
  readonly main: AsyncGenerator<Buffer>;
  /** Has what `main` has been given. Its reader may stop early, `main` then goes on alone. */
  readonly side: AsyncGenerator<Buffer>;
  /** To be called when the reader of `main` is done, however: one that stopped early fails the side. */
  closeMain(): void;
  /** To be called when the reader of `side` is done, or has never begun. */
  closeSide(): void;
}

/** Reads the source once for both. It is `main` that reads it: without a reader there the side gets nothing. */
export function forkStream(source: AsyncIterable<Buffer>): ForkedStream {
  const queue: Buffer[] = [];
  let queuedBytes = 0;
  let end: { readonly failure?: unknown } | undefined;
  let isSideDone = false;
  let wakeMain = (): void => {};
  let wakeSide = (): void => {};
  const finish = (how: { readonly failure?: unknown }): void => {
    end ??= how;
    wakeSide();
  };

  async function* readMain(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of source) {
        if (!isSideDone) {
          queue.push(chunk);
          queuedBytes += chunk.length;
          wakeSide();
        }
        yield chunk;
        while (queuedBytes > LEAD_BYTES) {
          await new Promise<void>((resolve) => {
            wakeMain = resolve;
          });
        }
      }
      finish({});
    } catch (failure) {
      finish({ failure });
      throw failure;
    }
  }

  async function* readSide(): AsyncGenerator<Buffer> {
    for (;;) {
      const chunk = queue.shift();
      if (chunk !== undefined) {
        queuedBytes -= chunk.length;
        wakeMain();
        yield chunk;
      } else if (end === undefined) {
        await new Promise<void>((resolve) => {
          wakeSide = resolve;
        });
      } else if ("failure" in end) throw end.failure;
      else return;
    }
  }

  return {
    main: readMain(),
    side: readSide(),
    closeMain: () => finish({ failure: new Error("the other reader stopped before the end") }),
    closeSide() {
      isSideDone = true;
      queue.length = 0;
      queuedBytes = 0;
      wakeMain();
    },
  };
}

/** Enough to ride out the turns in which one of the two has other work. */
const LEAD_BYTES = 8 * 1024 ** 2;
