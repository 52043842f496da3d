import assert from "node:assert/strict";
import { test } from "node:test";
import { clampScroll, scroll, scrollThumb } from "../../../../components/widgets/scroll.ts";

const extent = { count: 100, height: 10 };

test("a view that follows lets go when moved up, and follows again at the end", () => {
  const following = { top: 90, follow: true };
  const up = scroll(following, { by: "row", amount: -1 }, extent);
  assert.deepEqual(up, { top: 89, follow: false });
  assert.deepEqual(scroll(up, { by: "row", amount: 1 }, extent), following);
  assert.deepEqual(scroll(up, { to: "end" }, extent), following);
  assert.deepEqual(scroll(up, { to: "start" }, extent), { top: 0, follow: false });
});

test("new rows move a view that follows and leave another where it is", () => {
  const more = { count: 150, height: 10 };
  assert.deepEqual(clampScroll({ top: 90, follow: true }, more), { top: 140, follow: true });
  assert.deepEqual(clampScroll({ top: 50, follow: false }, more), { top: 50, follow: false });
  assert.deepEqual(clampScroll({ top: 50, follow: false }, { count: 20, height: 10 }), {
    top: 10,
    follow: false,
  });
});

test("a row is brought into view only when it is not there", () => {
  assert.equal(scroll({ top: 50, follow: false }, { show: 55 }, extent).top, 50);
  assert.equal(scroll({ top: 50, follow: false }, { show: 80 }, extent).top, 75);
  assert.equal(scroll({ top: 50, follow: false }, { show: 1 }, extent).top, 0);
});

test("the thumb covers the part that is seen and reaches both ends", () => {
  assert.equal(scrollThumb(0, { count: 5, height: 10 }), undefined);
  assert.deepEqual(scrollThumb(0, extent), { start: 0, length: 1 });
  assert.deepEqual(scrollThumb(90, extent), { start: 9, length: 1 });
  assert.deepEqual(scrollThumb(10, { count: 20, height: 10 }), { start: 5, length: 5 });
  assert.deepEqual(scrollThumb(0, extent, 1), { start: 1, length: 1 }, "under a heading");
});
