/**
 * A campaign: every parser gets valid inputs that were changed, and inputs of a grammar. What comes back is a value, or
 * a MemspikeError; anything else is a crash, and what takes more than 100 ms is slow.
 */
import * as fc from 'fast-check';
import { MemspikeError } from '../../src/errors.ts';
import { type Draw, drawOf } from './draw.ts';
import { mutated, mutatedJson } from './mutate.ts';

export interface Parser {
  readonly name: string;
  /** Valid inputs. */
  readonly seeds: readonly Uint8Array[];
  /** Reads an input, and uses what it has read. */
  readonly parse: (input: Uint8Array) => unknown;
  /** Inputs made from nothing, near the format. */
  readonly grammar?: fc.Arbitrary<Uint8Array>;
  /** Whether values within JSON are changed too. */
  readonly isJson?: boolean;
  /** Makes a changed input consistent again, so that it is not a digest alone that refuses it. */
  readonly mend?: (input: Uint8Array) => Uint8Array;
}

export interface Found {
  readonly parser: string;
  /** Number of the input: with the seed it makes it again. */
  readonly input: number;
  readonly what: string;
  readonly bytes: Uint8Array;
}

export interface Tally {
  readonly parser: string;
  tried: number;
  accepted: number;
  refused: number;
  /** By error code. */
  readonly codes: Record<string, number>;
  readonly slow: Found[];
  readonly crashed: Found[];
}

export interface CampaignOptions {
  readonly parsers: readonly Parser[];
  /** Of each parser. */
  readonly inputs: number;
  readonly seed: number;
  readonly onParser?: (tally: Tally) => void;
}

const SLOW = 100;
/** Crashes and slow inputs that are kept with their bytes; all are counted. */
const MOST_KEPT = 50;
/** Inputs that a grammar is asked for at a time. */
const SAMPLE = 500;

export async function campaign({ parsers, inputs, seed, onParser }: CampaignOptions): Promise<Tally[]> {
  const tallies: Tally[] = [];
  for (const parser of parsers) {
    const tally: Tally = {
      parser: parser.name,
      tried: 0,
      accepted: 0,
      refused: 0,
      codes: {},
      slow: [],
      crashed: [],
    };
    const inputOf = inputsOf(parser, seed);
    for (let input = 0; input < inputs; input++) await tryOne(parser, input, inputOf(input), tally);
    tallies.push(tally);
    onParser?.(tally);
  }
  return tallies;
}

/** The inputs of a parser by their number: a third of the grammar's, the others changed valid ones. */
export function inputsOf({ grammar, isJson = false, mend, seeds }: Parser, seed: number) {
  let [block, from]: [Uint8Array[], number] = [[], -1];
  const ofGrammar = (input: number) => {
    const index = Math.floor(input / SAMPLE);
    if (index !== from) {
      block = fc.sample(grammar!, { numRuns: SAMPLE, seed: (seed ^ Math.imul(index + 1, 0x85ebca6b)) | 0 });
      from = index;
    }
    return block[input % SAMPLE];
  };
  return (input: number): Uint8Array => {
    const draw = drawOf(seed, input);
    if (grammar !== undefined && input % 3 === 2) return ofGrammar(Math.floor(input / 3));
    const [one, other] = [draw.oneOf(seeds), draw.oneOf(seeds)];
    const bytes = isJson && !draw.oncein(4) ? changedJson(one, other, draw) : mutated(one, other, draw);
    return mend !== undefined && draw.oncein(2) ? mend(bytes) : bytes;
  };
}

function changedJson(one: Uint8Array, other: Uint8Array, draw: Draw): Uint8Array {
  const [value, another] = [one, other].map((bytes) => JSON.parse(new TextDecoder().decode(bytes)));
  return new TextEncoder().encode(JSON.stringify(mutatedJson(value, another, draw)));
}

async function tryOne(parser: Parser, input: number, bytes: Uint8Array, tally: Tally): Promise<void> {
  tally.tried++;
  const { error, took } = await timed(parser, bytes);
  const found = (what: string): Found => ({ parser: parser.name, input, what, bytes });
  const keep = (list: Found[], one: Found) =>
    list.push(list.length < MOST_KEPT ? one : { ...one, bytes: new Uint8Array(0) });
  if (error === undefined) tally.accepted++;
  else if (error instanceof MemspikeError) {
    tally.refused++;
    tally.codes[error.code] = (tally.codes[error.code] ?? 0) + 1;
  } else keep(tally.crashed, found(wordsOf(error)));
  if (took <= SLOW) return;
  // The machine has other work: slow is what is slow three times.
  let least = took;
  for (let i = 0; i < 2 && least > SLOW; i++) least = Math.min(least, (await timed(parser, bytes)).took);
  if (least > SLOW) keep(tally.slow, found(`${Math.round(least)} ms`));
}

async function timed({ parse }: Parser, bytes: Uint8Array) {
  const started = performance.now();
  let error: unknown;
  try {
    const result = parse(new Uint8Array(bytes));
    if (result instanceof Promise) await result;
  } catch (thrown) {
    error = thrown ?? new Error('threw nothing');
  }
  return { error, took: performance.now() - started };
}

function wordsOf(error: unknown): string {
  const { message = String(error), stack = '' } = error as Error;
  const place =
    stack.split('\n').find((line) => /\((?:file:\/\/)?\S*\/(?:src|node_modules)\//.test(line)) ?? '';
  return `${(error as Error).name}: ${message.slice(0, 200)} ${place.trim().replace(/\S*\/(src|node_modules)\//, '$1/')}`;
}
