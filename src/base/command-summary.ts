/** What another face may know of a command of the command line. */
export interface CommandSummary {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly description: string;
  /** "wherry exec [FLAGS] CONTAINER COMMAND [ARG...]" */
  readonly usage: string;
  /** It cannot run without arguments. */
  readonly needsArguments: boolean;
}
