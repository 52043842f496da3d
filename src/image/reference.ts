import { type Digest, parseDigest } from "../base/digest.ts";
import { CodedError } from "../base/errors.ts";

/** The name of an image, with everything that people may leave out filled in but the tag. */
export interface Reference {
  /** "docker.io", "localhost:5000". */
  readonly domain: string;
  /** "library/starter". */
  readonly path: string;
  readonly tag: string | undefined;
  readonly digest: Digest | undefined;
}

/**
 * Parses a reference as Docker does: `starter` is `docker.io/library/starter`. Throws `invalid`.
 * Grammar: the distribution project's reference package.
 */
export function parseReference(text: unknown, what = "reference"): Reference {
  const refuse = (reason: string, hint = FORM_HINT): never => {
    throw new CodedError("invalid", "invalid-reference", `read ${what} ${quote(text)}: ${reason}`, { hint });
  };
  if (typeof text !== "string") return refuse("it is not text");
  if (text === "") return refuse("it is empty");
  if (text.length > MAX_REFERENCE_LENGTH) return refuse("it is too long");
  const at = text.indexOf("@");
  const named = at < 0 ? text : text.slice(0, at);
  const digest = at < 0 ? undefined : parseDigest(text.slice(at + 1), `digest of ${what} ${quote(text)}`);
  const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
  const name = colon < 0 ? named : named.slice(0, colon);
  const tag = colon < 0 ? undefined : named.slice(colon + 1);
  if (tag !== undefined && !TAG.test(tag))
    return refuse(tag === "" ? "the tag is empty" : "the tag is not valid");
  if (/^[0-9a-f]{64}$/.test(name)) return refuse("64 hexadecimal digits are an image id, not a name");
  const { domain, path } = splitDomain(name);
  if (!DOMAIN.test(domain)) return refuse(`"${domain}" is not a registry's address`);
  if (path === "") return refuse("the name is missing");
  if (!PATH.test(path)) {
    return path !== path.toLowerCase()
      ? refuse("the name must be in lower case", `write ${quote(text.toLowerCase())}`)
      : refuse("the name is not valid");
  }
  if (domain.length + 1 + path.length > MAX_NAME_LENGTH)
    return refuse("the name is longer than 255 characters");
  return { domain, path, tag, digest };
}

const FORM_HINT = "write it as [registry/]name[:tag][@digest], in lower case, such as starter:latest";
const MAX_NAME_LENGTH = 255;
const MAX_REFERENCE_LENGTH = 512;
const DEFAULT_DOMAIN = "docker.io";
const OFFICIAL_PREFIX = "library/";
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const PATH_PART = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
const PATH = new RegExp(`^${PATH_PART}(?:/${PATH_PART})*$`);
const DOMAIN_PART = "(?:[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9])";
const DOMAIN = new RegExp(`^(?:${DOMAIN_PART}(?:\\.${DOMAIN_PART})*|\\[[A-Fa-f0-9:]+\\])(?::[0-9]+)?$`);

/** The first part is a registry only if it cannot be a name: it has a dot, a port or upper case, or is localhost. */
function splitDomain(name: string): { domain: string; path: string } {
  const slash = name.indexOf("/");
  const first = slash < 0 ? "" : name.slice(0, slash);
  const isDomain = /[.:]/.test(first) || first === "localhost" || first !== first.toLowerCase();
  const domain = isDomain ? first : DEFAULT_DOMAIN;
  const path = isDomain ? name.slice(slash + 1) : name;
  if (domain !== DEFAULT_DOMAIN && domain !== "index.docker.io") return { domain, path };
  const isOfficial = path !== "" && !path.includes("/");
  return { domain: DEFAULT_DOMAIN, path: isOfficial ? OFFICIAL_PREFIX + path : path };
}

function quote(text: unknown): string {
  const shown = JSON.stringify(text) ?? String(text);
  return shown.length > 120 ? `${shown.slice(0, 120)}…"` : shown;
}

/** The same with the tag `latest` where neither a tag nor a digest is given. */
export function withDefaultTag(reference: Reference): Reference {
  if (reference.tag !== undefined || reference.digest !== undefined) return reference;
  return { ...reference, tag: "latest" };
}

/** The whole form: "docker.io/library/starter:latest". Two references mean the same when these are equal. */
export function formatReference({ domain, path, tag, digest }: Reference): string {
  return `${domain}/${path}${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;
}

/** The form that people read and write: "starter:latest". */
export function familiarReference({ domain, path, tag, digest }: Reference): string {
  return (
    familiarName({ domain, path }) +
    (tag === undefined ? "" : `:${tag}`) +
    (digest === undefined ? "" : `@${digest}`)
  );
}

/** The repository alone in the form that people read: "starter", "localhost:5000/app". */
export function familiarName({ domain, path }: Pick<Reference, "domain" | "path">): string {
  if (domain !== DEFAULT_DOMAIN) return `${domain}/${path}`;
  const rest = path.slice(OFFICIAL_PREFIX.length);
  return path.startsWith(OFFICIAL_PREFIX) && !rest.includes("/") ? rest : path;
}

/**
 * Does a pattern of `images PATTERN` fit? `*`, `?` and `[a-z]` stay within one path part, as in Docker;
 * a pattern without a tag fits every tag.
 */
export function matchesReference(pattern: string, reference: Reference): boolean {
  const expression = globExpression(pattern);
  return expression.test(familiarReference(reference)) || expression.test(familiarName(reference));
}

function globExpression(pattern: string): RegExp {
  const source = pattern.replace(/\[[^\]/]+\]|[*?]|[^*?[]+|\[/g, (part) => {
    if (part === "*") return "[^/]*";
    if (part === "?") return "[^/]";
    if (part.length > 2 && part.startsWith("[")) {
      const negated = /^\[[\^!]/.test(part);
      return `[${negated ? "^" : ""}${part.slice(negated ? 2 : 1, -1).replace(/[\\\]^[]/g, "\\$&")}]`;
    }
    return part.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  });
  try {
    return new RegExp(`^(?:${source})$`);
  } catch {
    return /(?!)/; // a range that runs backwards, such as [z-a], fits nothing
  }
}
