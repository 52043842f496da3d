import { bundlePaths } from "../../bundle-paths.ts";
import type { AttachOptions, Bundle, ClientCommand } from "../../driver.ts";

/** The launcher in its role as a client of the attach socket. */
export function attachCommand(launcher: string, bundle: Bundle, options: AttachOptions): ClientCommand {
  return {
    file: launcher,
    args: [
      "attach",
      bundlePaths(bundle).attachSocket,
      ...(options.stdin ? [] : ["--no-stdin"]),
      ...(options.replay ? ["--replay"] : []),
      ...(options.redraw ? ["--redraw"] : []),
      ...(options.start ? ["--start"] : []),
      ...(options.mark ? ["--mark"] : []),
      ...(options.detachKeys === undefined ? [] : ["--detach-keys", options.detachKeys]),
      ...(options.signalProxy === false ? ["--no-sig-proxy"] : []),
    ],
  };
}
