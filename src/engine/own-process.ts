import { identityOf, type ProcessIdentity } from "../../runtime/index.ts";

/** This process, named so that a later one with the same pid is not taken for it. */
export function ownProcess(): ProcessIdentity {
  own ??= identityOf(process.pid) ?? { pid: process.pid, startTicks: 0 };
  return own;
}

let own: ProcessIdentity | undefined;
