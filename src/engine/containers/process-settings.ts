import { hostname as hostHostname } from "node:os";
import { posix } from "node:path";
import { CodedError } from "../../base/errors.ts";
import { shortId } from "../../base/ids.ts";
import type { ImageConfig } from "../../image/config.ts";
import type { CreateOptions } from "./containers.ts";
import type { ProcessDefinition } from "./definition.ts";
import { parseSignal } from "./signal.ts";

const DEFAULT_PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** What runs: the image's settings with the options over them, by Docker's rules. Throws `invalid`. */
export function processSettings(id: string, image: ImageConfig, options: CreateOptions): ProcessDefinition {
  const hostname = hostnameOf(id, options);
  return {
    argv: argvOf(image.process, options),
    env: environmentOf(image.process.env, options, hostname),
    workingDir: workingDirOf(image.process, options),
    user: options.user ?? image.process.user,
    hostname,
    stopSignal: stopSignalOf(image, options),
  };
}

/** What was asked must be a signal; what an image says is looked at when it is needed. */
function stopSignalOf(image: ImageConfig, { stopSignal }: CreateOptions): string {
  if (stopSignal !== undefined && stopSignal !== "") parseSignal(stopSignal);
  return stopSignal ?? image.process.stopSignal ?? "";
}

/** A new entrypoint drops the image's command; a new command keeps the image's entrypoint. */
function argvOf(image: ImageConfig["process"], options: CreateOptions): string[] {
  const entrypoint = options.entrypoint ?? image.entrypoint;
  const imageCommand = options.entrypoint === undefined ? image.cmd : [];
  const command = options.command?.length ? options.command : imageCommand;
  const argv = [...entrypoint.filter((word, n) => n > 0 || word !== ""), ...command];
  if (argv.length === 0) {
    throw new CodedError(
      "invalid",
      "no-command",
      `create container: ${options.image} names no command to run`,
      {
        hint: "write a command behind the image",
      },
    );
  }
  if (argv[0] === "") {
    throw new CodedError("invalid", "no-command", "create container: the command is empty");
  }
  const withNul = argv.find((word) => word.includes("\0"));
  if (withNul !== undefined) {
    throw new CodedError("invalid", "invalid-command", "create container: the command has a NUL byte in it");
  }
  return argv;
}

/** Defaults first, then the image's, then what was asked; a later value takes the place of an earlier one. */
function environmentOf(imageEnv: readonly string[], options: CreateOptions, hostname: string): string[] {
  const values = new Map<string, string>();
  const set = (entry: string): void => {
    const equals = entry.indexOf("=");
    values.set(entry.slice(0, equals), entry);
  };
  for (const entry of [DEFAULT_PATH, `HOSTNAME=${hostname}`]) set(entry);
  if (options.tty) set("TERM=xterm");
  for (const entry of imageEnv) if (entry.indexOf("=") > 0) set(entry);
  for (const entry of options.env ?? []) {
    if (entry === "" || entry.startsWith("=") || entry.includes("\0")) {
      throw new CodedError(
        "invalid",
        "invalid-env",
        `create container: ${JSON.stringify(entry)} is no variable`,
        {
          hint: "write NAME=value, or NAME alone to pass on your own",
        },
      );
    }
    if (entry.includes("=")) set(entry);
    else if (options.hostEnv?.[entry] !== undefined) set(`${entry}=${options.hostEnv[entry]}`);
    // A name alone that the host does not have takes the variable away, as in Docker.
    else values.delete(entry);
  }
  return [...values.values()];
}

function workingDirOf(image: ImageConfig["process"], options: CreateOptions): string {
  const asked = options.workingDir ?? image.workingDir;
  if (asked === "") return "/";
  if (asked.startsWith("/") && !asked.includes("\0")) return posix.normalize(asked);
  throw new CodedError(
    "invalid",
    "invalid-workdir",
    `create container: working directory "${asked}" is not absolute`,
    {
      hint: `write it from the root, such as /${asked}`,
    },
  );
}

function hostnameOf(id: string, { hostname, network }: CreateOptions): string {
  if (hostname === undefined || hostname === "") return network === "host" ? hostHostname() : shortId(id);
  // 64 is the kernel's limit (__NEW_UTS_LEN).
  if (/^[a-zA-Z0-9]([a-zA-Z0-9.-]{0,62}[a-zA-Z0-9])?$/.test(hostname)) return hostname;
  throw new CodedError(
    "invalid",
    "invalid-hostname",
    `create container: "${hostname}" cannot be a host name`,
    {
      hint: "use up to 64 letters, digits, dots and dashes",
    },
  );
}
