/** One battery on one sample of a stream, and what its p values say. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../src/engine/digest.ts';
import { type Outcome, runBattery } from './battery.ts';
import type { Stream } from './source.ts';

/** A p value this close to 0 or 1 is a failure by itself, in any number of tests (the limit that TestU01's authors use). */
export const FAILURE = 1e-10;
/** This close, it is suspect: chance, if other samples of the same stream do not repeat it. */
export const SUSPECT = 1e-4;

export interface Battery {
  readonly name: string;
  /** What the driver is called with. */
  readonly kind: readonly string[];
  readonly samples: number;
}

export interface Trial extends Outcome {
  readonly stream: string;
  readonly battery: string;
  readonly sample: number;
  readonly seconds: number;
}

/** Distance of a p value from the nearer end of its range. */
export const extremity = (p: number): number => Math.min(p, 1 - p);

export interface TrialOptions {
  readonly driver: string;
  /** Where finished trials are kept: a stopped call goes on where it was. */
  readonly out: string;
}

export async function runTrial(
  stream: Stream,
  battery: Battery,
  sample: number,
  { driver, out }: TrialOptions,
): Promise<Trial> {
  mkdirSync(out, { recursive: true });
  const slug = `${stream.name} ${battery.name} ${sample} ${await digestOf(stream, sample)}`.replace(
    /\W+/g,
    '-',
  );
  const file = join(out, `${slug}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const start = performance.now();
  const outcome = await runBattery(driver, battery.kind, await stream.open(sample));
  const seconds = Math.round(performance.now() - start) / 1000;
  const trial = { stream: stream.name, battery: battery.name, sample, seconds, ...outcome };
  writeFileSync(file, JSON.stringify(trial));
  return trial;
}

/** Names a sample by its first words: a stream that has changed is tested anew. */
async function digestOf(stream: Stream, sample: number): Promise<string> {
  const block = new Uint32Array(65536);
  (await stream.open(sample))(block);
  return sha256(new Uint8Array(block.buffer)).slice(0, 12);
}

export interface Verdict {
  readonly tests: number;
  readonly words: number;
  readonly suspects: number;
  /** Tests that fail outright, or that are suspect in more than one sample. */
  readonly failures: readonly string[];
  readonly smallest: { readonly p: number; readonly name: string };
}

/** All trials of one battery on one stream. */
export function judge(trials: readonly Trial[]): Verdict {
  const results = trials.flatMap(({ sample, tests }) => tests.map((test, at) => ({ ...test, at, sample })));
  const suspects = results.filter(({ p }) => !(extremity(p) >= SUSPECT));
  const failing = suspects.filter(
    ({ p, at, sample }) =>
      !(extremity(p) >= FAILURE) || suspects.some((other) => other.at === at && other.sample !== sample),
  );
  return {
    tests: results.length,
    words: trials.reduce((sum, { words }) => sum + words, 0),
    suspects: suspects.length,
    failures: [...new Set(failing.map(({ name }) => name))],
    smallest: results.reduce((least, next) => (extremity(next.p) < extremity(least.p) ? next : least)),
  };
}

/** Whether a sample asks for others of the same stream. */
export const isSuspect = ({ tests }: Trial): boolean => tests.some(({ p }) => !(extremity(p) >= SUSPECT));
