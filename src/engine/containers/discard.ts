import type { ContainersContext } from "./context.ts";

/** Deletes a folder that nobody looks at any more, without anybody waiting for it; lists never load what does it. */
export function discard({ later }: Pick<ContainersContext, "later">, dir: string): void {
  later(import("../../image/layer/remove-folder.ts").then(({ removeFolder }) => removeFolder(dir)));
}
