import type { LogOptions, LogRecord } from "../../engine/containers/containers.ts";
import type { CommandContext, Input } from "../command.ts";
import type { LOGS_FLAGS } from "../flags/container-flags.ts";
import { parseCount, parseSince } from "../flags/values.ts";
import { print, printError } from "../output/streams.ts";

export async function run(
  { args, flags }: Input<typeof LOGS_FLAGS>,
  context: CommandContext,
): Promise<number> {
  const [ref = ""] = args;
  const options: LogOptions = {
    follow: flags.follow,
    ...(flags.tail === undefined || flags.tail === "all" ? {} : { tail: parseCount(flags.tail, "--tail") }),
    ...(flags.since === undefined ? {} : { sinceMs: parseSince(flags.since, Date.now()) }),
  };
  const { containers } = await context.engine();
  const middle = { stdout: false, stderr: false };
  for await (const record of containers.logs(ref, options)) {
    const write = record.stream === "stdout" ? print : printError;
    if (flags.timestamps && !middle[record.stream]) write(`${record.time} `);
    write(record.bytes);
    middle[record.stream] = !endsLine(record);
  }
  return 0;
}

function endsLine({ bytes }: LogRecord): boolean {
  return bytes.at(-1) === 0x0a;
}
