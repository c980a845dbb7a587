/**
 * Random search over a policy's tunable settings: the settings it starts from, random draws, then neighbours of the
 * best two. Draws are a function of seed and policy alone, so that a search can be repeated and gone on with.
 */
import type { PolicySettings } from '../../compensation/policy.ts';
import type { Range, Tunable } from '../../compensation/tunable.ts';
import { exp, log } from '../../math/exp-log.ts';
import { tuningKey } from '../../random/address.ts';
import { drawBits, rowKey, uniform } from '../../random/generator.ts';

/** Settings and how good they are; the higher the better. */
export interface Scored {
  readonly settings: PolicySettings;
  readonly score: number;
}

export interface SearchOptions<Trial extends Scored> {
  /** Name of the policy, for its draws. */
  readonly policy: string;
  readonly start: PolicySettings;
  readonly tunable: Tunable;
  /** ≥ 1; the first is `start`. */
  readonly trials: number;
  readonly seed: number;
  readonly evaluate: (settings: PolicySettings, trial: number) => Promise<Trial>;
}

/** Share of the trials that explore before neighbours are tried. */
const EXPLORING = 0.6;

/** All trials in the order in which they were made. */
export async function searchSettings<Trial extends Scored>(options: SearchOptions<Trial>): Promise<Trial[]> {
  const { start, tunable, trials, evaluate } = options;
  const random = randomStream(options);
  const done: Trial[] = [];
  for (let trial = 0; trial < trials; trial++) {
    const best = byScore(done).slice(0, 2);
    const settings =
      trial === 0
        ? start
        : trial < Math.ceil(trials * EXPLORING)
          ? drawSettings(start, tunable, random)
          : nearSettings(best[trial % best.length].settings, tunable, random);
    done.push(await evaluate(settings, trial));
  }
  return done;
}

/** The best first; of equals the earlier. */
export function byScore<Trial extends Scored>(trials: readonly Trial[]): Trial[] {
  return [...trials].sort((a, b) => b.score - a.score);
}

function randomStream({ policy, seed }: { readonly policy: string; readonly seed: number }): () => number {
  const name = [...policy].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) >>> 0, 7);
  const key = rowKey(tuningKey(seed, name), 0);
  let drawn = 0;
  return () => uniform(drawBits(key, drawn++));
}

function drawSettings(start: PolicySettings, tunable: Tunable, random: () => number): PolicySettings {
  return changed(start, tunable, (range) => {
    if (range.kind === 'choice') return range.values[Math.floor(random() * range.values.length)];
    return inThreeFigures(range.low * exp(random() * log(range.high / range.low)));
  });
}

function nearSettings(good: PolicySettings, tunable: Tunable, random: () => number): PolicySettings {
  return changed(good, tunable, (range, value) => {
    if (range.kind === 'choice' && range.near === 'stays') return value;
    const either = 2 * random() - 1;
    if (range.kind === 'choice' && range.near === 'offset')
      return Math.max(0, Number((value + 0.1 * either).toFixed(3)));
    const near = inThreeFigures(value * exp(either * log(1.6)));
    return range.kind === 'log' ? Math.min(range.most ?? near, near) : near;
  });
}

/** `settings` with every tunable value replaced, in the order in which `Tunable` lists them. */
function changed(
  settings: PolicySettings,
  tunable: Tunable,
  next: (range: Range, value: number) => number,
): PolicySettings {
  const pair = (key: 'rate' | 'weightScale' | 'transferRate' | 'deadZone') => {
    const range = tunable[key];
    return range === undefined
      ? {}
      : { [key]: [next(range[0], settings[key][0]), next(range[1], settings[key][1])] };
  };
  const one = (key: 'balance' | 'stop' | 'eventRate' | 'lineThreshold' | 'decay') => {
    const range = tunable[key];
    return range === undefined ? {} : { [key]: next(range, settings[key]) };
  };
  return {
    ...settings,
    ...pair('rate'),
    ...pair('weightScale'),
    ...one('balance'),
    ...one('stop'),
    ...one('eventRate'),
    ...one('lineThreshold'),
    ...pair('transferRate'),
    ...pair('deadZone'),
    ...one('decay'),
  };
}

const inThreeFigures = (value: number): number => Number(value.toPrecision(3));
