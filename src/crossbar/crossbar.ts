/**
 * A crossbar of memristive synapses: conductances in linear memory, and what is needed to read and write them.
 *
 *   W = gain · (Σ_k G⁺_k - Σ_k G⁻_k), conductances normalised to [Gmin, Gmax] = [0, 1]
 *
 * The cached W is what reads use; every write keeps it true. Ideal weights are a crossbar without devices.
 */
import type { Device } from '../device/device.ts';
import { pulseStep, pulsesAcross, stepSize } from '../device/laws/affine.ts';
import { certainSteps } from '../device/laws/stepped.ts';
import { drawVariation } from '../device/variation.ts';
import type { Arena } from '../engine/arena.ts';
import {
  OWN_HIGH,
  OWN_LOW,
  OWN_LTD_OFFSET,
  OWN_LTD_SCALE,
  OWN_LTP_OFFSET,
  OWN_LTP_SCALE,
} from '../engine/array-records.ts';
import * as word from '../engine/array-words.ts';
import type { Engine } from '../engine/engine.ts';
import { initialWeightsKey } from '../random/address.ts';
import { type Centre, centreOf, centresOf } from './centre.ts';
import { type Grouping, groupInputs } from './grouping.ts';
import { type CrossbarLayout, reserveCrossbar, wordsAt } from './layout.ts';
import { counterUnit, type PulseScheme } from './pulses.ts';
import { gainOf, type Scheme, schemeCode } from './scheme.ts';

export interface CrossbarOptions {
  /** Presynaptic lines. */
  readonly rows: number;
  /** Postsynaptic columns. */
  readonly columns: number;
  readonly device: Device;
  readonly scheme: Scheme;
  /** Devices per polarity. */
  readonly m: number;
  /** Largest |W| of a pair (or of a single device against a mid-range reference). */
  readonly weightScale: number;
  /** Where conductances start and, for a single device, where its reference lies. */
  readonly centre: Centre;
  /** Whether pulse counts are corrected by the slope of each branch at the centre. */
  readonly gains: 'equal' | 'matched';
  readonly pulses: PulseScheme;
  /** Initial weights are uniform on ±span. */
  readonly initialSpan: number;
  /** Which noise sources act. */
  readonly noise: { readonly c2c: boolean; readonly d2d: boolean };
  readonly seed: number;
  /** Number of the layer, part of every random address. */
  readonly layer: number;
  /** Which lines share a residual counter. Default: runs of block² lines. */
  readonly grouping?: Grouping;
}

export interface Crossbar {
  readonly options: CrossbarOptions;
  readonly at: CrossbarLayout;
  readonly engine: Engine;
  readonly ideal: boolean;
  /** Pulses per unit of weight, in each direction of the device. */
  readonly ltpPulses: number;
  readonly ltdPulses: number;
  /** Wanted pulses per unit of weight where one number serves both directions (residual counters). */
  readonly nominalPulses: number;
  /** Reads made for the sake of an update, so far. */
  updateReads: number;
}

/** Reserves the memory of a crossbar; `buildCrossbar` fills it once the engine exists. */
export function layoutCrossbar(arena: Arena, options: CrossbarOptions): CrossbarLayout {
  const { rows, columns, device, m, pulses, noise } = options;
  const ideal = device.law.kind === 'ideal';
  const counterRows = !ideal && pulses.kind === 'residual' ? groupingOf(options, pulses.block).groups : 0;
  return reserveCrossbar(arena, {
    rows,
    columns,
    m: ideal ? 0 : m,
    varied: !ideal && (noise.d2d || device.stuck.fraction > 0),
    ...tableShape(options),
    counterRows,
    keepsOwed: !ideal && pulses.kind === 'exact',
  });
}

/** Of the table of a law that is not affine. Steps are drawn where noise acts. */
function tableShape({ device: { law }, noise }: CrossbarOptions): { nodes: number; quantiles: number } {
  if (law.kind === 'ideal' || law.kind === 'affine') return { nodes: 0, quantiles: 0 };
  const quantiles = law.kind === 'stochastic' && noise.c2c ? law.ltp[0].length : 0;
  return { nodes: certainSteps(law).ltp.length, quantiles };
}

export function buildCrossbar(engine: Engine, at: CrossbarLayout, options: CrossbarOptions): Crossbar {
  const { device, gains, m, scheme, weightScale } = options;
  const gain = gainOf(scheme, weightScale, m);
  const { law } = device;
  if (law.kind === 'ideal') {
    drawWeights(engine, at, options);
    return { options, at, engine, ideal: true, ltpPulses: 1, ltdPulses: 1, nominalPulses: 1, updateReads: 0 };
  }
  const share = scheme === 'complementary' ? 2 : 1;
  const step = stepSize(law, centreOf(options));
  const nominal = law.kind === 'affine' ? pulsesAcross(law) : { ltp: device.levels, ltd: device.levels };
  const [ltp, ltd] =
    gains === 'matched' && step.up > 0 && step.down > 0
      ? [1 / step.up, 1 / step.down]
      : [nominal.ltp, nominal.ltd];
  const crossbar: Crossbar = {
    options,
    at,
    engine,
    ideal: false,
    ltpPulses: ltp / (gain * share),
    ltdPulses: ltd / (gain * share),
    nominalPulses: device.levels / (gain * share),
    updateReads: 0,
  };
  describe(crossbar, gain);
  if (at.ownParameters > 0) drawDevices(crossbar);
  if (at.counterRows > 0) drawGroups(crossbar);
  drawWeights(engine, at, options);
  spreadConductances(crossbar, gain);
  engine.kernels.cacheWeights(at.array, at.rows * at.stride);
  return crossbar;
}

/** Units of a residual counter in one pulse. */
export function unitOf(pulses: PulseScheme): number {
  return pulses.kind === 'residual' ? counterUnit(pulses.bits) : 1;
}

function describe({ engine, at, options }: Crossbar, gain: number): void {
  const { device, m, noise, scheme } = options;
  const { whole, real } = wordsAt(engine.memory, at.array);
  whole(word.CONDUCTANCES, at.g);
  whole(word.PLANE_BYTES, at.rows * at.stride * 4);
  whole(word.DEVICES_PER_POLARITY, m);
  whole(word.WEIGHTS, at.w);
  whole(word.SCHEME, schemeCode(scheme));
  real(word.GAIN, gain);
  whole(word.PULSE_COUNTS, at.counts);
  whole(word.STATS, at.stats);
  real(word.SIGMA, noise.c2c && device.law.kind !== 'stochastic' ? device.c2c : 0);
  whole(word.OWN_PARAMETERS, at.ownParameters);
  whole(word.OWED, at.owed);
  real(word.LAST_STATE, device.states > 0 ? device.states - 1 : 0);
  whole(word.NOISE_OF_STEP, Number(device.c2cOf === 'step'));
  const { law } = device;
  if (law.kind === 'ideal') return;
  if (law.kind === 'affine') {
    const step = pulseStep(law);
    real(word.LTP_SCALE, step.ltpScale);
    real(word.LTP_OFFSET, step.ltpOffset);
    real(word.LTD_SCALE, step.ltdScale);
    real(word.LTD_OFFSET, step.ltdOffset);
    return;
  }
  const { ltp, ltd } = certainSteps(law);
  engine.f32(at.stepTable, 2 * at.nodes).set([...ltp, ...ltd]);
  whole(word.STEP_TABLE, at.stepTable);
  real(word.LAST_NODE, at.nodes - 1);
  real(word.LTP_SCALE, 1);
  real(word.LTD_SCALE, 1);
  if (law.kind !== 'stochastic' || at.quantiles === 0) return;
  engine.f32(at.drawnSteps, 2 * at.nodes * at.quantiles).set([...law.ltp, ...law.ltd].flat());
  whole(word.DRAWN_STEPS, at.drawnSteps);
  real(word.LAST_QUANTILE, at.quantiles - 1);
}

function drawDevices({ engine, at, options }: Crossbar): void {
  const { noise, seed, layer } = options;
  const device = noise.d2d ? options.device : withoutSpread(options.device);
  const count = at.rows * at.stride;
  const group = 2 * at.m * count * 4;
  for (let plane = 0; plane < 2 * at.m; plane++) {
    const view = (which: number) => engine.f32(at.ownParameters + which * group + plane * count * 4, count);
    drawVariation({
      device,
      seed,
      layer,
      plane,
      count,
      out: {
        ltpScale: view(OWN_LTP_SCALE),
        ltpOffset: view(OWN_LTP_OFFSET),
        ltdScale: view(OWN_LTD_SCALE),
        ltdOffset: view(OWN_LTD_OFFSET),
        low: view(OWN_LOW),
        high: view(OWN_HIGH),
      },
    });
  }
}

function withoutSpread(device: Device): Device {
  const variation = Object.fromEntries(
    Object.keys(device.variation).map((key) => [key, { std: 0, distribution: 'normal' }]),
  ) as unknown as Device['variation'];
  return { ...device, variation };
}

function groupingOf({ grouping, rows }: CrossbarOptions, block: number): Grouping {
  return grouping ?? groupInputs(rows, block);
}

function drawGroups({ engine, at, options }: Crossbar): void {
  if (options.pulses.kind !== 'residual') return;
  const { groupOf } = groupingOf(options, options.pulses.block);
  engine.u32(at.groups, at.rows).set(groupOf);
}

/** Initial weights, uniform on ±span, into W; padding columns are 0. */
function drawWeights(
  engine: Engine,
  at: CrossbarLayout,
  { initialSpan, seed, layer }: CrossbarOptions,
): void {
  const [k0, k1] = initialWeightsKey(seed, layer);
  engine.kernels.fillUniform(at.w, at.rows * at.stride, initialSpan, k0, k1);
  const w = engine.f32(at.w, at.rows * at.stride);
  for (let row = 0; row < at.rows; row++) w.fill(0, row * at.stride + at.columns, (row + 1) * at.stride);
}

/** Sets conductances that give the drawn weights: a pair moves apart from the centre, a single from its reference. */
function spreadConductances({ engine, at, options }: Crossbar, gain: number): void {
  const { m, scheme } = options;
  const count = at.rows * at.stride;
  const w = engine.f32(at.w, count);
  const reach = scheme === 'single' ? 1 / (gain * m) : 0.5 / (gain * m);
  for (let plane = 0; plane < 2 * m; plane++) {
    const g = engine.f32(at.g + plane * count * 4, count);
    const side = plane < m ? reach : scheme === 'single' ? 0 : -reach;
    const centre = centresOf(engine, at, { options, plane });
    const reference = scheme === 'single' && plane >= m;
    const [low, high] = reference ? [] : railsOf(engine, at, plane);
    for (let i = 0; i < count; i++) {
      const inside = i % at.stride < at.columns;
      const wanted = centre(i) + (inside ? side * w[i] : 0);
      g[i] = inside && !reference ? Math.min(Math.max(wanted, low?.[i] ?? 0), high?.[i] ?? 1) : wanted;
    }
  }
}

/** The rails of each device of a plane; nothing where all are 0 and 1. */
export function railsOf(engine: Engine, at: CrossbarLayout, plane: number): [Float32Array?, Float32Array?] {
  if (at.ownParameters === 0) return [];
  const count = at.rows * at.stride;
  const group = 2 * at.m * count * 4;
  const view = (which: number) => engine.f32(at.ownParameters + which * group + plane * count * 4, count);
  return [view(OWN_LOW), view(OWN_HIGH)];
}
