/**
 * Random search over a policy's tunable settings: the settings it starts from, random draws, then neighbours of the
 * best two. Draws are a function of seed and policy alone, so that a search can be repeated and gone on with.
 */
import { settingAt, withSetting } from '../../compensation/setting-path.ts';
import type { PolicySettings } from '../../compensation/settings.ts';
import type { Range, Tunable } from '../../compensation/tunable.ts';
import { MemspikeError } from '../../errors.ts';
import { exp, log } from '../../math/exp-log.ts';
import { tuningKey } from '../../random/address.ts';
import { drawBits, rowKey, uniform } from '../../random/generator.ts';

/** Settings and how good they are; the higher the better. */
export interface Scored {
  readonly settings: PolicySettings;
  readonly score: number;
}

export interface SearchOptions<Trial extends Scored> {
  /** Name that the draws are addressed by. */
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

/** `settings` with every tunable number replaced, in the order in which `Tunable` lists them. */
function changed(
  settings: PolicySettings,
  tunable: Tunable,
  next: (range: Range, value: number) => number,
): PolicySettings {
  return Object.entries(tunable).reduce(
    (chosen, [path, range]) => withSetting(chosen, path, next(range, numberAt(settings, path))),
    settings,
  );
}

/** A policy that names a path has a number there (`definePolicy`); only a gate that was taken out leaves none. */
function numberAt(settings: PolicySettings, path: string): number {
  const value = settingAt(settings, path);
  if (value !== undefined) return value;
  throw new MemspikeError('CONFIG', 'there is nothing to tune', {
    where: path,
    hint: 'begin with settings that have it, or tune another policy',
  });
}

const inThreeFigures = (value: number): number => Number(value.toPrecision(3));
