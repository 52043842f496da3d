import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { getSystemErrorName } from "node:util";
import { nativeProgram } from "../../../runtime/index.ts";
import { asCodedError, CodedError } from "../../base/errors.ts";

/** A jailfs at work. Disposing of it ends the process, whatever it is doing. */
export interface Jailfs extends AsyncDisposable {
  readonly output: AsyncIterable<Buffer>;
  /** `written` is called once the bytes are not needed any more. */
  write(bytes: Buffer, written: () => void): void;
  /** Resolves once what was written may be followed by more. Throws what jailfs failed with. */
  drained(): Promise<void>;
  /** Ends its input and waits for its end. Throws what it failed with. */
  finish(): Promise<void>;
}

/** Starts `jailfs ARGS`. `doing` opens the message of an error, such as "unpack layer sha256:…". */
export function startJailfs(args: readonly string[], doing: string): Jailfs {
  const child = spawn(nativeProgram("jailfs"), args, { stdio: "pipe", env: {} });
  const errors: Buffer[] = [];
  const closed = new Promise<void>((resolve) => child.on("close", resolve));
  let startError: Error | undefined;
  child.on("error", (error) => {
    startError = error;
  });
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  // A write to a jailfs that is gone: its own last line says why, and is what gets thrown.
  child.stdin.on("error", () => undefined);

  const failure = async (): Promise<CodedError> => {
    await closed;
    if (startError !== undefined) return asCodedError(startError, doing);
    return failureOf(Buffer.concat(errors).toString("utf8"), child, doing);
  };
  // Counted here, as the stream itself says "drain" only when nothing is left, and jailfs would wait for more.
  let waitingBytes = 0;
  let wake = (): void => {};
  void closed.then(() => wake());
  return {
    output: child.stdout as AsyncIterable<Buffer>,
    write(bytes, written) {
      if (!child.stdin.writable) return;
      waitingBytes += bytes.length;
      child.stdin.write(bytes, () => {
        waitingBytes -= bytes.length;
        written();
        if (waitingBytes <= AHEAD_BYTES) wake();
      });
    },
    async drained() {
      if (waitingBytes > AHEAD_BYTES && child.stdin.writable) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (!child.stdin.writable) throw await failure();
    },
    async finish() {
      child.stdin.end();
      child.stdout.resume();
      await closed;
      if (child.exitCode !== 0 || startError !== undefined) throw await failure();
    },
    async [Symbol.asyncDispose]() {
      child.stdin.destroy();
      child.kill("SIGKILL");
      child.stdout.resume();
      await closed;
    },
  };
}

/** How much may wait for jailfs to read it. */
const AHEAD_BYTES = 2 * 1024 ** 2;

/** Its one line: what it did, path, errno, reason, separated by tabs. */
function failureOf(text: string, child: ChildProcessWithoutNullStreams, doing: string): CodedError {
  const [action, path, errno, reason] = text.split("\n")[0]!.split("\t").map(unescapeField);
  if (action === undefined || path === undefined || errno === undefined || reason === undefined) {
    const end = child.signalCode === null ? `exit code ${child.exitCode}` : child.signalCode;
    return new CodedError(
      "internal",
      "jailfs-failed",
      `${doing}: jailfs ended with ${end}${text && `: ${text.trim()}`}`,
    );
  }
  const where = path === "" ? action : `${action} ${path}`;
  if (errno === "0") return new CodedError("internal", "jailfs-failed", `${doing}: ${where}: ${reason}`);
  const cause = Object.assign(new Error(reason), { code: getSystemErrorName(-Number(errno)) });
  return asCodedError(cause, `${doing}: ${where}`);
}

function unescapeField(field: string): string {
  return field.replace(/\\(.)/g, (_, letter: string) =>
    letter === "t" ? "\t" : letter === "n" ? "\n" : letter,
  );
}
