/**
 * Seeded, stratified splits: disjoint parts of exact sizes in which every class keeps its share.
 */

import { MemspikeError } from '../errors.ts';
import { splitKey } from '../random/address.ts';
import { permutation } from '../random/generator.ts';
import type { Dataset, Samples } from './dataset.ts';

/**
 * One list of sample numbers per size, ascending, disjoint.
 *
 * Parts are filled in the order given, each by largest remainder over what the parts before it left, so a part does
 * not depend on the sizes of those that follow it. Within a class the choice is a permutation under
 * (seed, class). Throws DATA if more samples are asked for than there are.
 *
 * @param seed a safe integer ≥ 0
 */
export function stratifiedSplit(
  labels: ArrayLike<number>,
  sizes: readonly number[],
  seed: number,
): Uint32Array[] {
  checkSeed(seed);
  for (const size of sizes) checkSize(size, 'split');
  const wanted = sizes.reduce((sum, size) => sum + size, 0);
  if (wanted > labels.length)
    throw new MemspikeError('DATA', `split wants ${wanted} samples of ${labels.length}`, { received: sizes });
  const pools = byClass(labels).map((members, label) => {
    const order = permutation(members.length, splitKey(seed, label));
    return Array.from(order, (i) => members[i]);
  });
  const taken = pools.map(() => 0);
  return sizes.map((size) => {
    const left = pools.map((pool, label) => pool.length - taken[label]);
    const part = new Uint32Array(size);
    let filled = 0;
    for (const [label, share] of apportion(size, left).entries()) {
      for (let i = 0; i < share; i++) part[filled++] = pools[label][taken[label]++];
    }
    return part.sort();
  });
}

function byClass(labels: ArrayLike<number>): number[][] {
  const members: number[][] = [];
  for (let i = 0; i < labels.length; i++) {
    while (members.length <= labels[i]) members.push([]);
    members[labels[i]].push(i);
  }
  return members;
}

/**
 * `size` seats over classes in proportion to `available`, by largest remainder (ties to the lower class). Whole-number
 * arithmetic, exact below 2^53; never more than `available`, because a share that is rounded up was not whole.
 */
function apportion(size: number, available: readonly number[]): number[] {
  const total = available.reduce((sum, n) => sum + n, 0);
  if (total === 0) return available.map(() => 0);
  const remainders = available.map((n) => (size * n) % total);
  const shares = available.map((n, label) => (size * n - remainders[label]) / total);
  const ranked = remainders.map((_, label) => label).sort((a, b) => remainders[b] - remainders[a] || a - b);
  const seats = size - shares.reduce((sum, n) => sum + n, 0);
  for (const label of ranked.slice(0, seats)) shares[label]++;
  return shares;
}

/** The samples with the given numbers, in that order, copied. */
export function subset(samples: Samples, indices: ArrayLike<number>): Samples {
  const features = samples.count === 0 ? 0 : samples.inputs.length / samples.count;
  const inputs = new Uint8Array(indices.length * features);
  const labels = new Uint16Array(indices.length);
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i];
    if (!(index >= 0 && index < samples.count))
      throw new MemspikeError('DATA', `there is no sample ${index} among ${samples.count}`);
    inputs.set(samples.inputs.subarray(index * features, (index + 1) * features), i * features);
    labels[i] = samples.labels[index];
  }
  return { count: indices.length, inputs, labels };
}

/** How many samples go where. What is left out of `sizes`: a fifth for the test, the rest for training. */
export function splitSizes(
  count: number,
  sizes: { readonly train?: number; readonly test?: number } = {},
): { train: number; test: number } {
  for (const part of ['train', 'test'] as const) {
    const size = sizes[part];
    if (size !== undefined) checkSize(size, part);
  }
  const asked = (sizes.train ?? 0) + (sizes.test ?? 0);
  if (asked > count)
    throw new MemspikeError('DATA', `${asked} samples asked for, there are ${count}`, {
      where: 'train + test',
      received: sizes,
    });
  const test = sizes.test ?? Math.min(Math.floor((count + 2) / 5), count - asked);
  const train = sizes.train ?? count - test;
  return { train, test };
}

/**
 * Sizes of a split of which parts are to be cut: the usual one if it holds both or nothing can, and otherwise what is asked
 * for.
 */
export function splitToHold(count: number, asked: { readonly train?: number; readonly test?: number }) {
  const usual = splitSizes(count, {});
  const { train = 0, test = 0 } = asked;
  const fits = train <= usual.train && test <= usual.test;
  return fits || train + test > count ? usual : splitSizes(count, asked);
}

/**
 * A data set cut out of `all`. The test part is drawn first: with one seed it stays the same whatever the size of the
 * training part.
 */
export function splitSamples(
  all: Samples,
  sizes: { readonly train: number; readonly test: number },
  seed: number,
): { train: Samples; test: Samples } {
  const [test, train] = stratifiedSplit(all.labels, [sizes.test, sizes.train], seed);
  return { train: subset(all, train), test: subset(all, test) };
}

export interface TakeOptions {
  /** Training samples; all (that validation leaves) if not given. */
  readonly train?: number;
  /** Test samples; all if not given. Has no effect together with `validation`. */
  readonly test?: number;
  /**
   * Samples drawn from the training part that take the place of the test samples, so that tuning never sees these;
   * the id says so ("mnist-10k+validation"). 0 or absent: none.
   */
  readonly validation?: number;
  readonly seed: number;
}

/** A smaller, stratified version of a data set. Throws DATA if a part is asked for more than it holds. */
export function takeStratified(
  dataset: Dataset,
  { train, test, validation = 0, seed }: TakeOptions,
): Dataset {
  checkSize(validation, 'validation');
  if (validation > 0) {
    const held = dataset.train.count;
    checkAvailable('validation', validation, held, 'training');
    const rest = train ?? held - validation;
    checkAvailable('train', rest, held - validation, `training (${validation} are for validation)`);
    const parts = splitSamples(dataset.train, { train: rest, test: validation }, seed);
    return { ...dataset, id: `${dataset.id}+validation`, ...parts };
  }
  return {
    ...dataset,
    train: take(dataset.train, train, 'train', seed),
    test: take(dataset.test, test, 'test', seed),
  };
}

function take(samples: Samples, size: number | undefined, where: 'train' | 'test', seed: number): Samples {
  if (size === undefined || size === samples.count) return samples;
  checkAvailable(where, size, samples.count, where === 'train' ? 'training' : 'test');
  return subset(samples, stratifiedSplit(samples.labels, [size], seed)[0]);
}

function checkAvailable(where: string, size: number, available: number, kind: string): void {
  checkSize(size, where);
  if (size > available)
    throw new MemspikeError('DATA', `${size} samples asked for, ${available} available for ${kind}`, {
      where,
      received: size,
      accepted: `0–${available}`,
    });
}

function checkSize(size: number, where: string): void {
  if (!Number.isSafeInteger(size) || size < 0)
    throw new MemspikeError('CONFIG', 'not a number of samples', {
      where,
      received: size,
      accepted: 'a whole number ≥ 0',
    });
}

function checkSeed(seed: number): void {
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new MemspikeError('CONFIG', 'not a seed', {
      where: 'seed',
      received: seed,
      accepted: 'a whole number 0–2^53-1',
    });
}
