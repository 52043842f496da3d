import type { HeldCommand } from "../keymap/held-keys.ts";

/** What the keys do while one looks back. */
export type LookCommand = HeldCommand<"look">;

/** `take`: copies what is selected and goes back to the program. */
export type LookChoice = "select" | "select-lines" | "other-end" | "copy" | "take";

export type LookMove = Exclude<LookCommand, LookChoice | "search" | "next" | "previous" | "back" | "leave">;
