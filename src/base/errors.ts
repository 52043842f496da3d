/** What went wrong, as far as a face must tell apart: faces switch on this and on nothing else. */
export type ErrorKind = "invalid" | "not-found" | "conflict" | "denied" | "unavailable" | "internal";

export interface CodedErrorOptions {
  /** What a person can do about it, as a sentence without a full stop. */
  readonly hint?: string;
  readonly cause?: unknown;
  /** The exit code a command line should end with; left out, the face decides. */
  readonly exitCode?: number;
}

/**
 * The one error that crosses floors. `code` is a literal such as `image-not-found`;
 * `message` reads "verb thing: reason".
 */
export class CodedError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly hint: string | undefined;
  readonly exitCode: number | undefined;

  constructor(kind: ErrorKind, code: string, message: string, options: CodedErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "CodedError";
    this.kind = kind;
    this.code = code;
    this.hint = options.hint;
    this.exitCode = options.exitCode;
  }
}

/** Takes anything thrown and gives a CodedError: itself, or an `internal` one that wraps it. */
export function asCodedError(thrown: unknown, doing: string): CodedError {
  if (thrown instanceof CodedError) return thrown;
  // What went wrong first, not what went wrong while cleaning up after it (`await using`).
  if (thrown instanceof SuppressedError) return asCodedError(thrown.suppressed, doing);
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const errno = (error as NodeJS.ErrnoException).code;
  const known = errno === undefined ? undefined : SYSTEM_ERRORS[errno];
  if (known !== undefined) {
    const path = (error as NodeJS.ErrnoException).path;
    const where = path === undefined ? "" : ` (${path})`;
    return new CodedError(known.kind, known.code, `${doing}: ${known.reason}${where}`, {
      hint: known.hint,
      cause: error,
    });
  }
  return new CodedError("internal", "internal", `${doing}: ${error.message}`, { cause: error });
}

const SYSTEM_ERRORS: Record<string, { kind: ErrorKind; code: string; reason: string; hint: string }> = {
  ENOSPC: {
    kind: "unavailable",
    code: "disk-full",
    reason: "no space left on the disk",
    hint: "free some space, for example by removing images you no longer need",
  },
  EDQUOT: {
    kind: "unavailable",
    code: "disk-full",
    reason: "the disk quota is used up",
    hint: "free some space, or ask for a larger quota",
  },
  EROFS: {
    kind: "denied",
    code: "read-only",
    reason: "the file system is read-only",
    hint: "choose a writable folder with --root DIR",
  },
  ENOTDIR: {
    kind: "invalid",
    code: "not-a-folder",
    reason: "a file stands where a folder should be",
    hint: "choose a folder with --root DIR, or move the file away",
  },
  EACCES: {
    kind: "denied",
    code: "denied",
    reason: "permission denied",
    hint: "run as root, or choose a folder of your own with --root DIR",
  },
  EPERM: {
    kind: "denied",
    code: "denied",
    reason: "operation not permitted",
    hint: "run as root, or look at what wherry doctor says",
  },
};

/** Closes a switch over a union: a case that was forgotten fails the type check. */
export function assertNever(value: never): never {
  throw new CodedError("internal", "unreachable", `decide: unexpected value ${JSON.stringify(value)}`);
}
