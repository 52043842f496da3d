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

  constructor(failure: {
    step: string;
    where: string;
    subject: string;
    reason: string;
    exitCode: 125 | 126 | 127;
  }) {
    const place = failure.where === "" ? "" : ` (${failure.where})`;
    super(`${failure.step} ${failure.subject}${place}: ${failure.reason}`);
    this.name = "LaunchError";
    this.step = failure.step;
    this.where = failure.where;
    this.subject = failure.subject;
    this.reason = failure.reason;
    this.exitCode = failure.exitCode;
  }
}
