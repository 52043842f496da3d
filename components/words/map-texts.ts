import type { Words } from "./words.ts";

/** The same words with every text changed, and every text that a function gives: each when it is looked at. */
export function mapTexts(words: Words, change: (text: string) => string): Words {
  return mapped(words, change) as Words;
}

function mapped(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (typeof value === "function") return (...given: unknown[]) => mapped(value(...given), change);
  if (Array.isArray(value)) return value.map((inner) => mapped(inner, change));
  if (typeof value !== "object" || value === null) return value;
  const properties = Object.entries(value).map(([key, inner]) =>
    typeof inner === "string"
      ? [key, { get: () => change(inner), enumerable: true }]
      : [key, { value: mapped(inner, change), enumerable: true }],
  );
  return Object.defineProperties({}, Object.fromEntries(properties));
}
