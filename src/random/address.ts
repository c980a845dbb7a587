/**
 * Addresses of random draws, and the only maker of their keys: one function for every purpose. What a draw depends on
 * is written into the words (stream, a, b) of `deriveKey`; words that several purposes share are cut into fields of
 * bits that cannot meet within the ranges below (`requireAddressable`), so that no two draws of a run are the same.
 *
 *   array          bits 0–7 the layer, bits 8–14 the part: which of the arrays that its synapses are made of
 *   a of noise     array, bit 15 refresh, bits 16–23 round of verification, bits 24–31 term
 *   a of pulses    array, bits 24–31 term
 *   a of mixing    array, bits 24–31 term
 *   a of reads     array, bits 15–23 purpose, bits 24–31 term
 *   b of updates   bits 0–29 the update; bits 30 and 31 say what part of a carry it is
 */
import { MemspikeError } from '../errors.ts';
import { deriveKey, type Key } from './generator.ts';
import { STREAM } from './streams.ts';

/** How many there may be of each: numbers from 0 to one less. */
export const RANGE = {
  layers: 0x100,
  parts: 0x80,
  rounds: 0x100,
  /** Outer products that are one update together. */
  terms: 0x100,
  /** What an array is read for. */
  purposes: 0x200,
  updates: 0x40000000,
  presentations: 0x100000000,
} as const;

const PART = 0x100;
const REFRESH = 0x8000;
const PURPOSE = 0x8000;
const ROUND = 0x10000;
const TERM = 0x1000000;
const CARRIED = 0x40000000;
const TAKEN = 0x80000000;

/** Throws CONFIG where a network, or the updates of its training, are more than addresses tell apart. */
export function requireAddressable({
  layers,
  updates,
}: {
  readonly layers: number;
  readonly updates: number;
}): void {
  const refuse = (where: string, received: number, most: number): never => {
    throw new MemspikeError('CONFIG', 'more than the random addresses of one run tell apart', {
      where,
      received,
      accepted: `up to ${most}`,
    });
  };
  if (layers > RANGE.layers) refuse('layers', layers, RANGE.layers);
  if (updates > RANGE.updates) refuse('updates of the whole training', updates, RANGE.updates);
}

/** The number of an array: part `part` of the synapses of a layer, 0 being the one that every organisation has. */
export const arrayNumber = (layer: number, part: number): number => layer + part * PART;

/** The updates, of the larger and of the smaller cell, by which a carry after `update` is written. */
export const carriedUpdate = (update: number): number => update + CARRIED;
export const takenUpdate = (update: number): number => update + TAKEN;

/** Which samples of a class are drawn, and in which order. */
export const splitKey = (seed: number, label: number): Key => deriveKey(seed, STREAM.split, label);

/** The order of the training samples in an epoch. */
export const shuffleKey = (seed: number, epoch: number): Key => deriveKey(seed, STREAM.shuffle, epoch);

/** Spikes of a training sample: presentations count over the whole training. */
export const trainEncodingKey = (seed: number, presentation: number): Key =>
  deriveKey(seed, STREAM.encodeTrain, presentation);

/** Spikes of a test sample, the same in every epoch. */
export const testEncodingKey = (seed: number, sample: number): Key =>
  deriveKey(seed, STREAM.encodeTest, sample);

export const initialWeightsKey = (seed: number, array: number): Key =>
  deriveKey(seed, STREAM.initialWeights, array);

/** The fixed random readout of a hidden layer. */
export const readoutKey = (seed: number, layer: number): Key => deriveKey(seed, STREAM.readout, layer);

/** Rounding of wanted changes to pulses, and the polarity that a cell writes. */
export const pulseKey = (seed: number, array: number, update: number, term = 0): Key =>
  deriveKey(seed, STREAM.pulse, array + term * TERM, update);

/** Cycle-to-cycle noise of the pulses of an update. */
export const cycleNoiseKey = (seed: number, array: number, update: number, term = 0): Key =>
  deriveKey(seed, STREAM.cycleToCycle, array + term * TERM, update);

/** Cycle-to-cycle noise of the pulses that correct an update; rounds of verification count from 1. */
export const verifyNoiseKey = (seed: number, array: number, update: number, round: number, term = 0): Key =>
  deriveKey(seed, STREAM.cycleToCycle, array + round * ROUND + term * TERM, update);

/** Cycle-to-cycle noise of the pulses by which pairs are programmed anew after a presentation. */
export const refreshNoiseKey = (seed: number, array: number, presentation: number): Key =>
  deriveKey(seed, STREAM.cycleToCycle, array + REFRESH, presentation);

/** One of the up to 8 parameters in which the devices of a plane differ. */
export const deviceSpreadKey = (seed: number, array: number, plane: number, parameter: number): Key =>
  deriveKey(seed, STREAM.deviceToDevice, array, plane * 8 + parameter);

/** Which devices of a plane are stuck, and where. */
export const stuckKey = (seed: number, array: number, plane: number): Key =>
  deriveKey(seed, STREAM.stuck, array, plane);

/** Signs by which a buffer of low rank mixes what it cuts off. */
export const mixingKey = (seed: number, array: number, update: number, term = 0): Key =>
  deriveKey(seed, STREAM.mixing, array + term * TERM, update);

/** Which lines change their sign when they are transferred. */
export const chopperKey = (seed: number, array: number, update: number): Key =>
  deriveKey(seed, STREAM.chopper, array, update);

/** Trials of a search; `name` is a 32-bit hash of what is tuned. */
export const tuningKey = (seed: number, name: number): Key => deriveKey(seed, STREAM.tuning, name);

/** Noise of a pulse response: of one device on its own, outside of every network. */
export const responseNoiseKey = (seed: number): Key => deriveKey(seed, STREAM.cycleToCycle);

/**
 * What is random in the reads of an array: `purpose` and `time` are those of a `ReadAddress`, whose `place` chooses the
 * row under this key.
 */
export const readKey = (seed: number, array: number, purpose: number, time: number, term = 0): Key =>
  deriveKey(seed, STREAM.read, array + purpose * PURPOSE + term * TERM, time);
