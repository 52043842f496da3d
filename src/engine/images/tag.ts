import { CodedError } from "../../base/errors.ts";
import { withName } from "../../image/name-index.ts";
import { parseReference, type Reference, withDefaultTag } from "../../image/reference.ts";
import type { ImagesContext } from "./context.ts";
import { findImage } from "./resolve.ts";

/** Gives an image one more name; another image that had the name loses it. */
export async function tagImage(context: ImagesContext, ref: string, newReference: string): Promise<void> {
  const reference = parseNewName(newReference);
  await context.names.transact(async ({ names, write }) => {
    const { line } = await findImage(ref, names, context);
    await write(withName(names, line.entry, reference));
  });
  context.changed();
}

/** A name to give: with a tag, `latest` where none is written, and without a digest, which nobody can choose. */
export function parseNewName(text: string): Reference {
  const reference = withDefaultTag(parseReference(text, "name"));
  if (reference.digest === undefined) return reference;
  throw new CodedError("invalid", "invalid-reference", `name image ${text}: a name to give has no digest`, {
    hint: `write ${text.slice(0, text.indexOf("@"))}`,
  });
}
