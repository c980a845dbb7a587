/** The lines of a tile: what their segments resist, and where they are driven and grounded. */

export const DRIVERS = ['left', 'right', 'both', 'interleaved'] as const;
export const GROUNDS = ['bottom', 'top', 'both', 'interleaved'] as const;

/** Ends of word lines that are driven. Interleaved: lines 0, 2, … from the left, 1, 3, … from the right. */
export type Drivers = (typeof DRIVERS)[number];
/** Ends of bit lines that are grounded. Interleaved: lines 0, 2, … below the last row, 1, 3, … above the first. */
export type Grounds = (typeof GROUNDS)[number];

export interface LineOptions {
  /** Ω of the segment from one device to the next. */
  readonly wordLineResistance: number;
  readonly bitLineResistance: number;
  readonly drivers: Drivers;
  readonly grounds: Grounds;
  /** Ω from a driver to the first device, and from the last device to ground. */
  readonly driverResistance: number;
  readonly groundResistance: number;
}

/** What the solver needs of the lines, in units of their own segments. */
export interface LineUnits {
  /** Ω of a segment. */
  readonly word: number;
  readonly bit: number;
  /** Conductance of a connected end, in segments. */
  readonly driver: number;
  readonly ground: number;
}

/**
 * A line without resistance has segments of this share of the least resistance of a device, which float64 cannot tell
 * from none: all sums of pivots round to what they are without it, and what n devices lose along it, n²/2 shares of
 * their voltage, is below the last bit for all n that memory holds.
 */
const NOTHING = 2 ** -120;
/**
 * Conductance of a contact without resistance, in segments: what a device that conducts 10⁶ times as well as a segment
 * loses there is far below the last bit of float64.
 */
const SHORT = 2 ** 80;

/** `largest` finds the largest conductance of the tile, in siemens. */
export function unitsOf(
  {
    bitLineResistance,
    driverResistance,
    groundResistance,
    wordLineResistance,
  }: Pick<LineOptions, 'bitLineResistance' | 'driverResistance' | 'groundResistance' | 'wordLineResistance'>,
  largest: () => number,
): LineUnits {
  const least = (): number => NOTHING / (largest() || 1);
  const word = wordLineResistance || least();
  const bit = bitLineResistance || least();
  return {
    word,
    bit,
    driver: endOf(wordLineResistance, driverResistance, word),
    ground: endOf(bitLineResistance, groundResistance, bit),
  };
}

function endOf(segment: number, contact: number, unit: number): number {
  if (contact === segment) return 1;
  return contact === 0 ? SHORT : unit / contact;
}

/** Whether line `k` is connected at its first end (left, top), and at its last (right, bottom). */
export function drivenAt(drivers: Drivers, k: number): readonly [left: boolean, right: boolean] {
  const even = k % 2 === 0;
  if (drivers === 'interleaved') return [even, !even];
  return [drivers !== 'right', drivers !== 'left'];
}

export function groundedAt(grounds: Grounds, k: number): readonly [top: boolean, bottom: boolean] {
  const even = k % 2 === 0;
  if (grounds === 'interleaved') return [!even, even];
  return [grounds !== 'bottom', grounds !== 'top'];
}
