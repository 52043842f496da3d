/** A plan step that failed. The message reads "mount /proc (mounts[0]): operation not permitted". */
export class LaunchError extends Error {
  /** The step's name, such as `mount` or `exec`. */
  readonly step: string;
  /** The place in the spec that asked for it, such as `mounts[0]`. */
  readonly where: string;
  /** A path or a name; may be empty. */
  readonly subject: string;
  readonly reason: string;
  /** 127 program not found, 126 it cannot be executed, 125 anything else. */
  readonly exitCode: 125 | 126 | 127;
  /** What a person can do about it. */
  readonly hint: string | undefined;

  constructor(failure: {
    step: string;
    where: string;
    subject: string;
    reason: string;
    exitCode: 125 | 126 | 127;
    hint?: string;
    cause?: unknown;
  }) {
    // A program that cannot be run was named by a person, who knows no places in a spec.
    const place = failure.where === "" || failure.step === "exec" ? "" : ` (${failure.where})`;
    const what = failure.subject === "" ? failure.step : `${failure.step} ${failure.subject}`;
    const cause = failure.cause === undefined ? undefined : { cause: failure.cause };
    super(`${what}${place}: ${failure.reason}`, cause);
    this.name = "LaunchError";
    this.step = failure.step;
    this.where = failure.where;
    this.subject = failure.subject;
    this.reason = failure.reason;
    this.exitCode = failure.exitCode;
    this.hint = failure.hint;
  }
}
