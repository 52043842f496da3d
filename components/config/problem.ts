/** What is wrong with the config file, as data: each language words it. */
export type ConfigProblem = (
  | { readonly kind: "unreadable"; readonly reason: string }
  | { readonly kind: "syntax"; readonly reason: string }
  | {
      readonly kind: "unknown-option";
      readonly path: readonly string[];
      readonly nearest: string | undefined;
    }
  | {
      readonly kind: "unknown-action";
      readonly path: readonly string[];
      readonly id: string;
      readonly nearest: string | undefined;
    }
  | {
      readonly kind: "bad-value";
      readonly path: readonly string[];
      readonly wanted: { readonly oneOf: readonly string[] } | "keys" | "table";
    }
  | { readonly kind: "bad-key"; readonly path: readonly string[]; readonly key: string }
  /** Another action has the key in the same place. */
  | {
      readonly kind: "clash";
      readonly path: readonly string[];
      readonly key: string;
      readonly id: string;
      readonly other: string;
    }
) & {
  /** From 1; undefined when no line can be named. */
  readonly line?: number;
};
