/** Draws of a campaign: a seed and a number give the same input on every machine. */
import { mix } from '../../src/random/generator.ts';

export interface Draw {
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  oneOf<T>(choices: readonly T[]): T;
  /** Whether something happens that happens once in so many times. */
  oncein(times: number): boolean;
}

export function drawOf(seed: number, input: number): Draw {
  let state = mix(mix(seed >>> 0) ^ Math.imul(input + 1, 0x9e3779b1));
  const next = () => {
    state = (state + 0x9e3779b9) | 0;
    return mix(state) >>> 0;
  };
  const below = (end: number) => (end <= 1 ? 0 : next() % end);
  return { below, oneOf: (choices) => choices[below(choices.length)], oncein: (times) => below(times) === 0 };
}
