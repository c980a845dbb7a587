/** Where the readings of one block are cut into trains: where the pulses change their direction, or where the curve turns. */
import type { Direction } from './role.ts';
import { turnsOf } from './turns.ts';

export interface BlockReadings {
  readonly values: Float64Array;
  readonly numbers?: Float64Array;
  /** 1 if the state before the first row was added. */
  readonly offset: number;
}

interface Leg {
  readonly from: number;
  readonly to: number;
  readonly known?: Direction;
}

interface Cut {
  readonly legs: readonly Leg[];
  readonly turns: number;
  readonly isSure: boolean;
}

/** What stood before the first pulse of a train is its start. */
export function bySigns(signs: Float64Array, { values, offset }: BlockReadings): Cut {
  const legs: Leg[] = [];
  let from = 0;
  const count = values.length - offset;
  for (let row = 1; row <= count; row++) {
    if (row < count && signs[row] === signs[from]) continue;
    const before = from > 0 || offset > 0 ? from - 1 + offset : from + offset;
    if (signs[from] !== 0)
      legs.push({ from: before, to: row + offset, known: signs[from] > 0 ? 'ltp' : 'ltd' });
    from = row;
  }
  return { legs, turns: 0, isSure: true };
}

interface CurveCut {
  readonly named?: Direction;
  readonly which: 'at' | 'earliest' | 'latest';
  /** Where the numbers turn. */
  readonly falls: readonly number[];
  /** Numbers at which it turns, as asked. */
  readonly asked?: readonly number[];
}

export function byCurve({ values, numbers }: BlockReadings, { named, which, falls, asked }: CurveCut): Cut {
  const told = asked !== undefined ? placesOf(asked, values.length, numbers) : falls;
  if (told.length > 0) return { legs: legsAt(told, values.length), turns: told.length, isSure: true };
  const turns = turnsOf(values, numbers);
  if (turns.length === 0)
    return { legs: [{ from: 0, to: values.length, known: named }], turns: 0, isSure: true };
  return {
    legs: legsAt(
      turns.map((turn) => turn[which]),
      values.length,
    ),
    turns: turns.length,
    isSure: turns.every(({ earliest, latest }) => earliest === latest),
  };
}

function placesOf(asked: readonly number[], count: number, numbers: Float64Array | undefined): number[] {
  const found = asked.map((wanted) => {
    if (numbers === undefined) return wanted;
    let best = 0;
    for (let i = 1; i < count; i++)
      if (Math.abs(numbers[i] - wanted) < Math.abs(numbers[best] - wanted)) best = i;
    return best;
  });
  return found.filter((at) => at > 0 && at < count - 1);
}

function legsAt(corners: readonly number[], count: number): Leg[] {
  const ends = [0, ...corners, count - 1];
  return ends.slice(1).map((end, k) => ({ from: ends[k], to: end + 1 }));
}
