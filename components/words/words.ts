import type { english } from "./english.ts";

/** Every text of the screens in one language. English decides which there are and what they take. */
export type Words = typeof english;

export type ActionId = keyof Words["actions"];
