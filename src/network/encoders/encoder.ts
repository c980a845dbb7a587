/**
 * Encoders: how an input of intensity x ∈ [0, 1] becomes spikes, or a current, over the steps of a presentation.
 */
import type { Arena } from '../../engine/arena.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Pointer } from '../../engine/kernels.ts';
import type { Key } from '../../random/generator.ts';

export const ENCODERS = ['bernoulli', 'regular', 'latency', 'current'] as const;

/**
 * - `bernoulli`: a spike with probability rate·x in every step (a Poisson train in discrete time).
 * - `regular`: spikes at even distances, rate·x per step, from a random phase.
 * - `latency`: one spike, the earlier the brighter: at step ⌊(1 - x)·steps⌋.
 * - `current`: no spikes; the line carries rate·x all the time.
 */
export type EncoderKind = (typeof ENCODERS)[number];

export interface EncoderOptions {
  readonly kind: EncoderKind;
  /** Spikes per step at full intensity, 0 < rate ≤ 1. */
  readonly rate: number;
}

export const defaultEncoder: EncoderOptions = { kind: 'bernoulli', rate: 0.2 };

export interface Encoder {
  readonly options: EncoderOptions;
  readonly inputs: number;
  readonly steps: number;
  /** Listed lines, those that can spike, u32 [active]; and where each line stands in that list, u32 [inputs]. */
  readonly lines: Pointer;
  readonly places: Pointer;
  readonly rates: Pointer;
  readonly counts: Pointer;
  readonly phases: Pointer;
  readonly events: Pointer;
  readonly offsets: Pointer;
  /** Listed lines of the sample last encoded. */
  active: number;
}

export function layoutEncoder(arena: Arena, options: EncoderOptions, inputs: number, steps: number): Encoder {
  const words = (inputs + 16) * 4;
  return {
    options,
    inputs,
    steps,
    lines: arena.reserve(words),
    places: arena.reserve(words),
    rates: arena.reserve(words),
    counts: arena.reserve(words),
    phases: arena.reserve(words),
    events: arena.reserve((inputs * (options.kind === 'latency' ? 1 : steps) + 16) * 4),
    offsets: arena.reserve((steps + 1) * 4),
    active: 0,
  };
}

/**
 * Encodes a sample's bytes (intensity · 255) for the whole presentation: `events` and `offsets`, and `counts`, each
 * listed line's spikes in all steps (for `current`: rate·x·steps).
 */
export function encode(engine: Engine, encoder: Encoder, sample: Uint8Array, offset: number, key: Key): void {
  const { events, offsets, counts, lines, rates, phases, steps } = encoder;
  const { kernels } = engine;
  const active = listLines(engine, encoder, sample, offset);
  encoder.active = active;
  switch (encoder.options.kind) {
    case 'bernoulli':
      kernels.encodeBernoulli(events, offsets, counts, lines, rates, active, steps, key[0], key[1]);
      return;
    case 'regular':
      kernels.encodeRegular(events, offsets, counts, lines, rates, phases, active, steps, key[0], key[1]);
      return;
    case 'latency':
      kernels.encodeLatency(events, offsets, counts, lines, rates, active, steps);
      return;
    case 'current': {
      const rate = engine.f32(rates, active);
      const count = engine.f32(counts, active);
      for (let k = 0; k < active; k++) count[k] = rate[k] * steps;
    }
  }
}

/** Lists the non-zero inputs and their rates; returns how many. Everything after works on these alone. */
function listLines(engine: Engine, encoder: Encoder, sample: Uint8Array, offset: number): number {
  const { inputs, options } = encoder;
  const lines = engine.u32(encoder.lines, inputs + 16);
  const places = engine.u32(encoder.places, inputs);
  const rates = engine.f32(encoder.rates, inputs + 16);
  const scale = (options.kind === 'latency' ? 1 : options.rate) / 255;
  let active = 0;
  for (let j = 0; j < inputs; j++) {
    const intensity = sample[offset + j];
    if (intensity === 0) continue;
    places[j] = active;
    lines[active] = j;
    rates[active++] = intensity * scale;
  }
  for (let k = active; k < active + 4; k++) {
    lines[k] = 0;
    rates[k] = 0;
  }
  return active;
}
