/** The input of a network: lines that an encoder fills anew for every sample. */
import type { Arena } from '../engine/arena.ts';
import type { Engine } from '../engine/engine.ts';
import type { Key } from '../random/generator.ts';
import type { KindOptions } from '../schema/kind.ts';
import type { Encoder, InputLists, InputShape } from './encoders/encoder.ts';
import type { Lines } from './lines.ts';

export interface InputOptions {
  readonly inputs: number;
  /** Steps of a presentation. */
  readonly steps: number;
  readonly encoder: Encoder;
  /** Of the encoder. */
  readonly options: KindOptions;
}

export interface InputLayout extends InputOptions {
  readonly lists: Omit<InputLists, 'engine'>;
  /** Of the encoder's own. */
  readonly memory: unknown;
}

export interface Input {
  readonly lines: Lines;
  /** Encodes the sample whose bytes begin at `offset`; `key` draws its spikes. */
  encode(samples: Uint8Array, offset: number, key: Key): void;
  /** Makes the events of the lines those of step t. */
  advance(t: number): void;
}

/** Lines that an encoder makes of so many inputs. */
export function linesOf({ encoder, inputs, options }: Omit<InputOptions, 'steps'>): number {
  return encoder.lines?.(inputs, options) ?? inputs;
}

export function layoutInput(arena: Arena, given: InputOptions): InputLayout {
  const { encoder, inputs, options, steps } = given;
  const shape: InputShape = { inputs, size: linesOf(given), steps };
  const spikes = encoder.graded ? 0 : (encoder.mostSpikes?.(shape, options) ?? shape.size * steps);
  const words = (count: number) => arena.reserve((count + 16) * 4);
  const lists = {
    ...shape,
    list: words(shape.size),
    places: words(shape.size),
    levels: words(shape.size),
    counts: words(shape.size),
    events: words(spikes),
    offsets: words(steps + 1),
  };
  return { ...given, lists, memory: encoder.layout?.(arena, shape, options) };
}

export function buildInput(engine: Engine, { encoder, lists, memory, options }: InputLayout): Input {
  const { counts, events, levels, list, offsets, places, size, steps } = lists;
  const graded = encoder.graded === true;
  const encode = encoder.build({ ...lists, engine }, options, memory);
  const starts = engine.u32(offsets, steps + 1);
  const spikes = { at: events, count: 0 };
  const lines: Lines = {
    size,
    graded,
    foreseen: graded ? undefined : { events, offsets },
    list,
    listed: 0,
    places,
    counts,
    levels: graded ? levels : 0,
    events: spikes,
  };
  return {
    lines,
    encode(samples, offset, key) {
      lines.listed = encode(samples, offset, key);
    },
    advance(t) {
      spikes.at = events + starts[t] * 4;
      spikes.count = starts[t + 1] - starts[t];
    },
  };
}
