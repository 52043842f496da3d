import type { InputEvent } from "./input/event.ts";
import type { TerminalInput } from "./input/stdin.ts";
import { stopGroup } from "./stop-group.ts";
import { createHandOver, type HandOver, type HandOverOptions } from "./terminal/hand-over.ts";

/** Lends the person's own terminal to a session, and takes it back. */
export interface Lending {
  /** Lends it, if there is a screen that can let go of it; false when there is none, or when it is lent already. */
  lend(loan: Loan): boolean;
  /** Gives an event to who has the terminal; false when it is not lent. */
  take(event: InputEvent): boolean;
  /** It is lent, and the next key is a command to us. */
  readonly awaitsCommand: boolean;
  /** Gives it to whoever started this process, and stops; once continued, all is drawn anew. */
  suspend(): void;
  /** Says who draws, or that nobody does any more; only a screen that can be let go of can be lent. */
  drawnBy(letGo: LetGo | undefined): void;
  /** Takes the terminal back, if it is lent. Resolves once it is. */
  end(): Promise<void>;
}

/** Lets go of the screen while the work goes on, and draws it anew after. */
export type LetGo = (work: () => Promise<void>) => Promise<void>;

export type Loan = Pick<HandOverOptions, "session" | "keys" | "hints" | "ended">;

export interface LendingOptions {
  readonly input: Pick<TerminalInput, "lendModes" | "giveBack">;
  readonly stdout: NodeJS.WriteStream;
  readonly failed: (error: unknown) => void;
}

export function createLending({ input, stdout, failed }: LendingOptions): Lending {
  let drawing: LetGo | undefined;
  let handOver: HandOver | undefined;
  let shown: Promise<void> = Promise.resolve();
  return {
    lend(loan) {
      const letGo = drawing;
      if (letGo === undefined || handOver !== undefined) return false;
      const own = createHandOver({
        ...loan,
        stdout,
        ended: (end) => {
          handOver = undefined;
          loan.ended(end);
        },
      });
      // Keys go there from now on; the screen follows, once a loan before this one has let go of it.
      handOver = own;
      shown = shown.then(async () => {
        if (handOver !== own) return;
        const takeModes = input.lendModes();
        try {
          await letGo(() => own.show());
        } catch (error) {
          own.end();
          failed(error);
        } finally {
          takeModes();
        }
      });
      return true;
    },
    suspend() {
      const letGo = drawing;
      if (letGo === undefined || handOver !== undefined) return;
      shown = shown.then(async () => {
        const { takeKeys, takeModes } = input.giveBack();
        try {
          await letGo(() => stopGroup().finally(takeKeys));
        } catch (error) {
          failed(error);
        } finally {
          takeModes();
        }
      });
    },
    take: (event) => handOver?.take(event) ?? false,
    get awaitsCommand() {
      return handOver?.awaitsCommand ?? false;
    },
    drawnBy(letGo) {
      drawing = letGo;
    },
    async end() {
      handOver?.end();
      await shown;
    },
  };
}
