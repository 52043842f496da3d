import { CodedError } from "../../base/errors.ts";

/** A template that has been read; gives one line for one value. */
export type Template = (value: unknown) => string;

/**
 * Reads the parts of Go's templates that people give to docker's --format: fields, pipes, json, upper, lower, title,
 * len, join, index, split, println, if and range. Throws `invalid`.
 */
export function parseTemplate(text: string): Template {
  const tokens = tokenize(text);
  const [nodes, rest] = parseNodes(tokens, []);
  if (rest.length > 0) throw bad(text, `unexpected {{${rest[0]?.text}}}`);
  return (value) => render(nodes, { dot: value, root: value, text });
}

interface Token {
  readonly action: boolean;
  readonly text: string;
}

type Node =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value"; readonly pipe: string }
  | {
      readonly kind: "if" | "range" | "with";
      readonly pipe: string;
      readonly body: readonly Node[];
      readonly otherwise: readonly Node[];
    };

interface Scope {
  readonly dot: unknown;
  readonly root: unknown;
  readonly text: string;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let rest = text.replaceAll("\\t", "\t").replaceAll("\\n", "\n");
  while (rest !== "") {
    const open = rest.indexOf("{{");
    if (open < 0) return [...tokens, { action: false, text: rest }];
    const close = rest.indexOf("}}", open);
    if (close < 0) throw bad(text, "a {{ is not closed");
    if (open > 0) tokens.push({ action: false, text: rest.slice(0, open) });
    tokens.push({
      action: true,
      text: rest
        .slice(open + 2, close)
        .replace(/^- | -$/g, "")
        .trim(),
    });
    rest = rest.slice(close + 2);
  }
  return tokens;
}

/** Reads until one of the words in `ends`; gives what it read and what is left, the end itself first. */
function parseNodes(tokens: readonly Token[], ends: readonly string[]): [Node[], readonly Token[]] {
  const nodes: Node[] = [];
  let rest = tokens;
  while (rest.length > 0) {
    const [token, ...after] = rest as [Token, ...Token[]];
    const [word = "", ...more] = token.text.split(/\s+/);
    if (token.action && ends.includes(word)) return [nodes, rest];
    rest = after;
    if (!token.action) nodes.push({ kind: "text", text: token.text });
    else if (word === "if" || word === "range" || word === "with") {
      const [body, atEnd] = parseNodes(rest, ["end", "else"]);
      const [otherwise, afterElse] =
        atEnd[0]?.text === "else" ? parseNodes(atEnd.slice(1), ["end"]) : [[], atEnd];
      if (afterElse[0]?.text !== "end") throw bad(token.text, `{{${word}}} has no {{end}}`);
      nodes.push({ kind: word, pipe: more.join(" "), body, otherwise });
      rest = afterElse.slice(1);
    } else nodes.push({ kind: "value", pipe: token.text });
  }
  if (ends.length > 0) throw bad("", "an {{end}} is missing");
  return [nodes, rest];
}

function render(nodes: readonly Node[], scope: Scope): string {
  return nodes.map((node) => renderNode(node, scope)).join("");
}

function renderNode(node: Node, scope: Scope): string {
  if (node.kind === "text") return node.text;
  const value = evaluate(node.pipe, scope);
  if (node.kind === "value") return show(value);
  if (!isTrue(value)) return render(node.otherwise, scope);
  if (node.kind === "if") return render(node.body, scope);
  if (node.kind === "with") return render(node.body, { ...scope, dot: value });
  return Object.values(value as object)
    .map((dot) => render(node.body, { ...scope, dot }))
    .join("");
}

/** "json .Config | upper": each part gets the value of the one before as its last argument. */
function evaluate(pipe: string, scope: Scope): unknown {
  if (pipe === "") throw bad(scope.text, "an empty {{}} is not understood");
  let piped: unknown[] = [];
  for (const part of splitOutsideQuotes(pipe, "|")) {
    const words = splitOutsideQuotes(part, " ");
    const [head = "", ...rest] = words;
    const call = FUNCTIONS[head];
    if (call === undefined) {
      if (rest.length > 0 || words.length === 0) throw bad(scope.text, `"${part || pipe}" is not understood`);
      piped = [operand(head, scope)];
    } else piped = [call(...rest.map((word) => operand(word, scope)), ...piped)];
  }
  return piped[0];
}

const FUNCTIONS: Record<string, (...args: unknown[]) => unknown> = {
  json: (value) => JSON.stringify(value),
  upper: (value) => show(value).toUpperCase(),
  lower: (value) => show(value).toLowerCase(),
  title: (value) => show(value).replace(/\b\w/g, (letter) => letter.toUpperCase()),
  len: (value) => (typeof value === "string" ? value.length : Object.keys((value ?? {}) as object).length),
  join: (list, separator) => Object.values((list ?? []) as object).join(show(separator)),
  split: (text, separator) => show(text).split(show(separator)),
  index: (value, ...keys) =>
    keys.reduce((at: unknown, key) => (at as Record<string, unknown>)?.[String(key)], value),
  println: (...values) => `${values.map(show).join(" ")}\n`,
  not: (value) => !isTrue(value),
  eq: (a, ...others) => others.some((other) => other === a),
};

function operand(word: string, scope: Scope): unknown {
  if (/^"(.*)"$/s.test(word) || /^`(.*)`$/s.test(word)) return word.slice(1, -1);
  if (/^-?\d+$/.test(word)) return Number(word);
  if (word === "true" || word === "false") return word === "true";
  const path = /^(\$?)((?:\.[A-Za-z_][\w]*)*|\.)$/.exec(word);
  if (path === null || word === "") throw bad(scope.text, `"${word}" is not understood`);
  const start = path[1] === "$" ? scope.root : scope.dot;
  const names = (path[2] ?? "").split(".").filter((name) => name !== "");
  return names.reduce((at, name) => field(at, name, scope), start);
}

function field(value: unknown, name: string, scope: Scope): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "object" && Object.hasOwn(value, name))
    return (value as Record<string, unknown>)[name];
  const known = typeof value === "object" ? Object.keys(value).join(", ") : "";
  throw bad(scope.text, `there is no field ${name}`, known === "" ? undefined : `fields here: ${known}`);
}

function show(value: unknown): string {
  if (value === undefined || value === null) return "<no value>";
  if (Array.isArray(value)) return `[${value.map(show).join(" ")}]`;
  if (typeof value === "object") {
    const pairs = Object.entries(value).map(([key, inner]) => `${key}:${show(inner)}`);
    return `map[${pairs.join(" ")}]`;
  }
  return String(value);
}

function isTrue(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts = text.match(separator === " " ? /"[^"]*"|`[^`]*`|\S+/g : /(?:"[^"]*"|`[^`]*`|[^|])+/g) ?? [];
  return parts.map((part) => part.trim());
}

function bad(text: string, reason: string, hint?: string): CodedError {
  return new CodedError("invalid", "invalid-template", `read --format ${JSON.stringify(text)}: ${reason}`, {
    ...(hint === undefined ? {} : { hint }),
  });
}
