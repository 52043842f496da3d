import assert from "node:assert/strict";
import { test } from "node:test";
import { keepVisible, LIST_START, listRows, moveList } from "../../../../components/widgets/list.ts";

const extent = { count: 100, height: 10 };

test("the window follows the selection just as far as it must", () => {
  let state = LIST_START;
  for (let step = 0; step < 9; step++) state = moveList(state, { by: "row", amount: 1 }, extent);
  assert.deepEqual(state, { selected: 9, top: 0 });
  state = moveList(state, { by: "row", amount: 1 }, extent);
  assert.deepEqual(state, { selected: 10, top: 1 });
  state = moveList(state, { by: "row", amount: -1 }, extent);
  assert.deepEqual(state, { selected: 9, top: 1 });
  assert.deepEqual(moveList(state, { to: "end" }, extent), { selected: 99, top: 90 });
  assert.deepEqual(moveList(state, { by: "half", amount: 1 }, extent), { selected: 14, top: 5 });
  assert.deepEqual(moveList(state, { by: "page", amount: -1 }, extent), { selected: 0, top: 0 });
});

test("the selection stays in a list that shrank, and in an empty one", () => {
  assert.deepEqual(keepVisible({ selected: 99, top: 90 }, { count: 20, height: 10 }), {
    selected: 19,
    top: 10,
  });
  assert.deepEqual(keepVisible({ selected: 5, top: 3 }, { count: 0, height: 10 }), { selected: 0, top: 0 });
  assert.deepEqual(keepVisible({ selected: 50, top: 45 }, { count: 100, height: 0 }), {
    selected: 50,
    top: 50,
  });
});

test("whatever the moves, the selection is in the list and in the window", () => {
  let state = LIST_START;
  let seed = 7;
  for (let round = 0; round < 5000; round++) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    const size = { count: 1 + (seed % 40), height: 1 + ((seed >>> 8) % 15) };
    state = moveList(state, { by: "row", amount: ((seed >>> 16) % 21) - 10 }, size);
    assert.ok(state.selected >= 0 && state.selected < size.count);
    assert.ok(state.top <= state.selected && state.selected < state.top + size.height);
    assert.ok(state.top >= 0 && state.top <= Math.max(0, size.count - size.height));
  }
});

test("only visible rows are drawn", () => {
  const drawn: number[] = [];
  const rows = listRows({ selected: 55, top: 50 }, { ...extent, columns: 5 }, (index, selected) => {
    drawn.push(index);
    return selected ? `>${index}` : `${index}`;
  });
  assert.deepEqual(drawn, [50, 51, 52, 53, 54, 55, 56, 57, 58, 59]);
  assert.equal(rows[5], ">55");
  assert.deepEqual(
    listRows(LIST_START, { count: 1, height: 3, columns: 2 }, () => "x"),
    ["x", "  ", "  "],
  );
});
