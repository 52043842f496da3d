import type { SpecSeccompArgument } from "../spec.ts";
import { and, DATA, type Instruction, ifAtLeast, ifEqual, ifGreater, load } from "./instruction.ts";

/**
 * Looks at one argument of a call, 64 bits as two halves. Where it fits, what follows goes on; where not, `behind`
 * instructions behind these are skipped.
 */
export function testArgument(
  { index, op, value, valueTwo }: SpecSeccompArgument,
  behind: number,
): Instruction[] {
  const [low, high] = halves(value);
  const at = DATA.argument(index);
  const loadLow = load(at);
  const loadHigh = load(at + 4);
  switch (op) {
    case "SCMP_CMP_EQ":
      return [loadHigh, ifEqual(high, 0, behind + 2), loadLow, ifEqual(low, 0, behind)];
    case "SCMP_CMP_NE":
      return [loadHigh, ifEqual(high, 0, 2), loadLow, ifEqual(low, behind, 0)];
    case "SCMP_CMP_MASKED_EQ": {
      const [wantedLow, wantedHigh] = halves(valueTwo);
      return [
        loadHigh,
        and(high),
        ifEqual(wantedHigh, 0, behind + 3),
        loadLow,
        and(low),
        ifEqual(wantedLow, 0, behind),
      ];
    }
    case "SCMP_CMP_GT":
      return [
        loadHigh,
        ifGreater(high, 3, 0),
        ifEqual(high, 0, behind + 2),
        loadLow,
        ifGreater(low, 0, behind),
      ];
    case "SCMP_CMP_GE":
      return [
        loadHigh,
        ifGreater(high, 3, 0),
        ifEqual(high, 0, behind + 2),
        loadLow,
        ifAtLeast(low, 0, behind),
      ];
    case "SCMP_CMP_LT":
      return [
        loadHigh,
        ifGreater(high, behind + 3, 0),
        ifEqual(high, 0, 2),
        loadLow,
        ifAtLeast(low, behind, 0),
      ];
    case "SCMP_CMP_LE":
      return [
        loadHigh,
        ifGreater(high, behind + 3, 0),
        ifEqual(high, 0, 2),
        loadLow,
        ifGreater(low, behind, 0),
      ];
  }
}

/** The low and the high 32 bits. */
function halves(value: number): readonly [low: number, high: number] {
  const whole = BigInt.asUintN(64, BigInt(value));
  return [Number(whole & 0xffff_ffffn), Number(whole >> 32n)];
}
