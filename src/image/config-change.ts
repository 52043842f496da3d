import { CodedError } from "../base/errors.ts";
import type { ImageConfig } from "./config.ts";
import { splitWords } from "./config-words.ts";

type Settings = ImageConfig["process"];

/** Applies `--change` instructions, a Dockerfile's, in their order. Throws `invalid`. */
export function applyChanges(settings: Settings, changes: readonly string[]): Settings {
  return changes.reduce(applyChange, settings);
}

function applyChange(settings: Settings, change: string): Settings {
  const [, word, rest] = /^\s*([A-Za-z]+)\s+(\S.*?)\s*$/s.exec(change) ?? [];
  if (word === undefined || rest === undefined)
    throw refused(change, "it is not an instruction and its value");
  switch (word.toUpperCase()) {
    case "CMD":
      return { ...settings, cmd: command(rest, change) };
    case "ENTRYPOINT":
      return { ...settings, entrypoint: command(rest, change) };
    case "ENV":
      return { ...settings, env: pairs(rest, change).reduce(withVariable, settings.env) };
    case "LABEL":
      return { ...settings, labels: { ...settings.labels, ...Object.fromEntries(pairs(rest, change)) } };
    case "WORKDIR":
      return { ...settings, workingDir: resolvePath(settings.workingDir, rest) };
    case "USER":
      return { ...settings, user: rest };
    case "EXPOSE":
      return {
        ...settings,
        exposedPorts: union(
          settings.exposedPorts,
          splitWords(rest).map((port) => parsePort(port, change)),
        ),
      };
    case "VOLUME":
      return {
        ...settings,
        volumes: union(
          settings.volumes,
          list(rest, change).map((path) => resolvePath("/", path)),
        ),
      };
    case "STOPSIGNAL":
      return { ...settings, stopSignal: rest };
    default:
      throw refused(change, `${word.toUpperCase()} cannot be set here`);
  }
}

/** A JSON list is the command itself, anything else is for the shell. */
function command(text: string, change: string): readonly string[] {
  return parseList(text, change) ?? ["/bin/sh", "-c", text];
}

function list(text: string, change: string): readonly string[] {
  return parseList(text, change) ?? splitWords(text);
}

function parseList(text: string, change: string): readonly string[] | undefined {
  if (!text.startsWith("[")) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value) && value.every((item) => typeof item === "string" && !item.includes("\0")))
      return value;
  } catch {
    // falls through: it looks like a list and is none
  }
  throw refused(change, "its list is not JSON with texts in double quotes");
}

/** "a=1 b='2 3'", or in the old form one name and all the rest: "a 1". */
function pairs(text: string, change: string): [string, string][] {
  const words = splitWords(text);
  if (!words[0]?.includes("=")) {
    const [, name, value] = /^(\S+)\s+(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) throw refused(change, "a name without a value");
    return [[name, value]];
  }
  return words.map((word): [string, string] => {
    const equals = word.indexOf("=");
    if (equals < 1) throw refused(change, `${JSON.stringify(word)} is not NAME=value`);
    return [word.slice(0, equals), word.slice(equals + 1)];
  });
}

function withVariable(env: readonly string[], [name, value]: [string, string]): readonly string[] {
  const entry = `${name}=${value}`;
  const at = env.findIndex((other) => other.startsWith(`${name}=`));
  return at < 0 ? [...env, entry] : env.with(at, entry);
}

function resolvePath(from: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith("/") ? path : `${from}/${path}`).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

function parsePort(text: string, change: string): string {
  const [, port, protocol = "tcp"] = /^(\d{1,5})(?:\/(tcp|udp|sctp))?$/.exec(text.toLowerCase()) ?? [];
  if (port !== undefined && Number(port) >= 1 && Number(port) <= 65535) return `${Number(port)}/${protocol}`;
  throw refused(change, `${JSON.stringify(text)} is not a port`);
}

function union(known: readonly string[], added: readonly string[]): readonly string[] {
  return [...new Set([...known, ...added])];
}

function refused(change: string, reason: string): CodedError {
  return new CodedError("invalid", "invalid-change", `change image ${JSON.stringify(change)}: ${reason}`, {
    hint: "CMD, ENTRYPOINT, ENV, LABEL, WORKDIR, USER, EXPOSE, VOLUME and STOPSIGNAL can be set",
  });
}
