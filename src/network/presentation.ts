/** Which presentation one is: what its spikes are drawn from, and the address of the reads that it makes. */
import { READ } from '../crossbar/periphery/read-address.ts';
import { testEncodingKey, trainEncodingKey } from '../random/address.ts';
import type { Key } from '../random/generator.ts';

export interface Presentation {
  /** Of its spikes. */
  readonly key: Key;
  /** Purpose and time of its reads (`ReadAddress`). */
  readonly purpose: number;
  readonly time: number;
}

/** `number` counts over the whole training. */
export const trainingPresentation = (seed: number, number: number): Presentation => ({
  key: trainEncodingKey(seed, number),
  purpose: READ.training,
  time: number,
});

/** A sample of the test part has the same spikes in every epoch; `number` counts the tests of all epochs. */
export const testPresentation = (seed: number, sample: number, number: number): Presentation => ({
  key: testEncodingKey(seed, sample),
  purpose: READ.test,
  time: number,
});
