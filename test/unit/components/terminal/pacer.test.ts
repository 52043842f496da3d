import assert from "node:assert/strict";
import { test } from "node:test";
import { createPacer, type PacerClock } from "../../../../components/terminal/pacer.ts";

test("the first change is drawn at once, a flood at the pace, and nothing without a change", () => {
  const clock = createClock();
  const frames: number[] = [];
  const pacer = createPacer({ draw: () => frames.push(clock.nowMs()), framesPerSecond: 10, clock });
  clock.run(1000);
  assert.deepEqual([frames, clock.timers], [[], 0]);
  pacer.request();
  clock.run(1);
  assert.deepEqual(frames, [1000]);
  for (let step = 0; step < 500; step++) {
    pacer.request();
    clock.run(1);
  }
  clock.run(1000);
  assert.deepEqual(frames, [1000, 1100, 1200, 1300, 1400, 1500, 1600]);
  assert.equal(clock.timers, 0);
});

test("a batch is drawn when it ends, and at last when it never does", () => {
  const clock = createClock();
  const frames: number[] = [];
  let held = true;
  const pacer = createPacer({
    draw: () => frames.push(clock.nowMs()),
    framesPerSecond: 10,
    held: () => held,
    clock,
  });
  pacer.request();
  clock.run(250);
  assert.deepEqual(frames, []);
  held = false;
  clock.run(100);
  assert.deepEqual(frames, [300]);
  held = true;
  pacer.request();
  clock.run(2000);
  assert.equal(frames.length, 2);
});

test("a batch that is followed by the next at once is drawn between the two", () => {
  const clock = createClock();
  const frames: number[] = [];
  const pacer = createPacer({
    draw: () => frames.push(clock.nowMs()),
    framesPerSecond: 10,
    held: () => true,
    clock,
  });
  pacer.request();
  clock.run(120);
  pacer.whole();
  assert.deepEqual(frames, [120]);
  pacer.whole();
  clock.run(1000);
  assert.deepEqual(frames, [120], "without a change no frame");
});

test("a stopped pacer draws no more", () => {
  const clock = createClock();
  const pacer = createPacer({ draw: () => assert.fail("drawn"), clock });
  pacer.request();
  pacer.stop();
  pacer.request();
  clock.run(1000);
  assert.equal(clock.timers, 0);
});

function createClock(): PacerClock & { run(ms: number): void; readonly timers: number } {
  let now = 0;
  let timers: { at: number; callback: () => void }[] = [];
  return {
    nowMs: () => now,
    after(ms, callback) {
      const timer = { at: now + ms, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    run(ms) {
      const end = now + ms;
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((other) => other !== next);
        now = Math.max(now, next.at);
        next.callback();
      }
      now = end;
    },
    get timers() {
      return timers.length;
    },
  };
}
