// Stands in for string-width in the screens' bundle and remembers its answers: Ink measures every row of the screen
// again in every frame, and nearly all of them are the rows of the frame before.
import measure from "../node_modules/string-width/index.js";

const REMEMBERED = 4000;
let now = new Map();
let before = new Map();

export default function stringWidth(text, options) {
  if (options !== undefined || typeof text !== "string") return measure(text, options);
  let width = now.get(text);
  if (width !== undefined) return width;
  width = before.get(text) ?? measure(text);
  // Two generations: what was not asked for during a whole one is forgotten.
  if (now.size >= REMEMBERED) {
    before = now;
    now = new Map();
  }
  now.set(text, width);
  return width;
}
