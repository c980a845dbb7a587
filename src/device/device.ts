/**
 * A device: its pulse law, its noise, its spread and its electrical numbers, as plain data.
 */
import { MemspikeError } from '../errors.ts';
import { requireKnownKeys, requireNumber } from './checks.ts';
import { lawFromLabels } from './labels.ts';
import { affineLaw, type PulsedLaw, type PulseLaw, pulsesAcross } from './laws/affine.ts';
import { exponentialLaw } from './laws/exponential.ts';
import { certainSteps } from './laws/stepped.ts';
import { spreadOfSteps, stochasticLaw } from './laws/stochastic.ts';
import { tableLaw } from './laws/table.ts';
import { noStuck, noVariation, type Stuck, type Variation, variationOf } from './variation.ts';

/** A programming pulse. */
export interface PulseShape {
  readonly volts: number;
  readonly seconds: number;
}

export interface Device {
  /** Lower case with dashes: what a user types. */
  readonly name: string;
  readonly title: string;
  /** Citation, with table and page where known. */
  readonly source: string;
  readonly law: PulseLaw;
  /** N that turns a wanted change into pulses: one pulse is meant to move the device by 1/levels of its range. 0: ideal. */
  readonly levels: number;
  /** Cycle-to-cycle noise: σ of one pulse; n pulses at once have σ·√n. Of a stochastic law, that of its table. */
  readonly c2c: number;
  /** What c2c is a fraction of: the range (NeuroSim) where absent, or the step that a pulse makes (aihwkit's std). */
  readonly c2cOf?: 'step';
  /** Gmax/Gmin, > 1. */
  readonly onOff: number;
  /** Siemens. */
  readonly gMax: number;
  /** Absent where the source names none: no write energy can then be told. */
  readonly ltpPulse?: PulseShape;
  readonly ltdPulse?: PulseShape;
  /** Device-to-device spread. */
  readonly variation: Variation;
  readonly stuck: Stuck;
  /** Number of discrete conductances that the device can hold; 0: continuous. */
  readonly states: number;
}

/** What `defineDevice` takes: a law, or published labels and the levels that they belong to. A `Device` is one. */
export interface DeviceOptions {
  readonly name: string;
  /** Default: the name. */
  readonly title?: string;
  /** Default: "user". */
  readonly source?: string;
  /** Instead of labels. */
  readonly law?: PulseLaw;
  /** NeuroSim nonlinearity labels: LTP ≥ 0; LTD negative if asymmetric, positive if it retraces. */
  readonly labels?: { readonly ltp: number; readonly ltd: number };
  /** Pulses from rail to rail in each direction, for labels. Default: levels. */
  readonly pulses?: { readonly ltp: number; readonly ltd: number };
  /** Default: the law's LTP pulses, rounded. */
  readonly levels?: number;
  /** Default: 0. */
  readonly c2c?: number;
  /** Default: 'range'. */
  readonly c2cOf?: 'range' | 'step';
  /** Default: 50. */
  readonly onOff?: number;
  /** Siemens. Default: 5e-6 (200 kΩ). */
  readonly gMax?: number;
  readonly ltpPulse?: PulseShape;
  readonly ltdPulse?: PulseShape;
  /** Default: none. Parameters left out do not vary. */
  readonly variation?: Partial<Variation>;
  /** Default: none. */
  readonly stuck?: Stuck;
  /** Default: 0, continuous. */
  readonly states?: number;
}

const KEYS = [
  'name',
  'title',
  'source',
  'law',
  'labels',
  'pulses',
  'levels',
  'c2c',
  'c2cOf',
  'onOff',
  'gMax',
  'ltpPulse',
  'ltdPulse',
  'variation',
  'stuck',
  'states',
] as const;

/**
 * A complete device from options, checked. Throws a MemspikeError of code DEVICE that names the field, what it held
 * and what it may hold.
 */
export function defineDevice(options: DeviceOptions): Device {
  requireKnownKeys(options, KEYS, 'device');
  const { name } = options;
  if (typeof name !== 'string' || name === '')
    throw new MemspikeError('DEVICE', 'a device needs a name', { where: 'name', received: name });
  const least = options.law?.kind === 'ideal' ? 0 : 1;
  if (options.levels !== undefined) requireNumber('levels', options.levels, least, 1e9, 'a number of pulses');
  const law = lawOf(options);
  const levels = options.levels ?? (law.kind === 'ideal' ? 0 : levelsOf(law));
  const device: Device = {
    name,
    title: options.title ?? name,
    source: options.source ?? 'user',
    law,
    levels,
    ...noiseOf(options, law),
    onOff: requireNumber('onOff', options.onOff ?? 50, 1.001, 1e9, 'Gmax/Gmin'),
    gMax: requireNumber('gMax', options.gMax ?? 5e-6, 1e-15, 1e3, 'siemens'),
    variation: variationOf(options.variation ?? noVariation),
    stuck: stuckOf(options.stuck ?? noStuck),
    states: requireNumber('states', options.states ?? 0, 0, 2 ** 24, 'whole, 0 for continuous'),
    ...pulseOf('ltpPulse', options.ltpPulse),
    ...pulseOf('ltdPulse', options.ltdPulse),
  };
  if (!Number.isInteger(device.states) || device.states === 1)
    throw new MemspikeError('DEVICE', 'not a number of states', {
      where: 'states',
      received: device.states,
      accepted: '0 (continuous) or a whole number from 2',
    });
  return device;
}

function noiseOf({ c2c, c2cOf = 'range' }: DeviceOptions, law: PulseLaw): Pick<Device, 'c2c' | 'c2cOf'> {
  if (c2cOf !== 'range' && c2cOf !== 'step')
    throw new MemspikeError('DEVICE', 'not a size that noise can be a fraction of', {
      where: 'c2cOf',
      received: c2cOf,
      accepted: ['range', 'step'],
    });
  if (law.kind === 'stochastic') return { c2c: noiseInTable(spreadOfSteps(law), { c2c, c2cOf }) };
  const most = c2cOf === 'range' ? 1 : 100;
  return {
    c2c: requireNumber('c2c', c2c ?? 0, 0, most, `a fraction of the ${c2cOf} per pulse`),
    ...(c2cOf === 'step' && { c2cOf }),
  };
}

function noiseInTable(spread: number, { c2c = spread, c2cOf }: Pick<DeviceOptions, 'c2c' | 'c2cOf'>): number {
  if (c2cOf === 'range' && Math.abs(c2c - spread) <= 1e-9 * spread) return spread;
  throw new MemspikeError('DEVICE', 'the noise of a stochastic law is that of its table', {
    where: c2cOf === 'range' ? 'c2c' : 'c2cOf',
    received: c2cOf === 'range' ? c2c : c2cOf,
    hint: 'leave it out',
  });
}

/** A table that never reaches a rail has the levels of its mean step. */
function levelsOf(law: PulsedLaw): number {
  const { ltp } = pulsesAcross(law);
  if (Number.isFinite(ltp) || law.kind === 'affine') return Math.max(1, Math.round(ltp));
  const steps = certainSteps(law).ltp;
  const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
  return mean > 0 ? Math.max(1, Math.round(1 / mean)) : 1;
}

function lawOf({ law, labels, levels, pulses }: DeviceOptions): PulseLaw {
  if (law !== undefined) {
    if (labels !== undefined || pulses !== undefined)
      throw new MemspikeError('DEVICE', 'a device has either a law or labels', {
        where: labels !== undefined ? 'labels' : 'pulses',
        hint: 'leave one of them out',
      });
    if (law.kind === 'ideal') return { kind: 'ideal' };
    if (law.kind === 'affine') return affineLaw(law);
    if (law.kind === 'table') return tableLaw(law);
    if (law.kind === 'stochastic') return stochasticLaw(law);
    if (law.kind === 'exponential') return exponentialLaw(law);
    throw new MemspikeError('DEVICE', 'not a pulse law', {
      where: 'law.kind',
      received: (law as { kind?: unknown }).kind,
      accepted: ['affine', 'table', 'stochastic', 'exponential', 'ideal'],
    });
  }
  if (labels === undefined)
    throw new MemspikeError('DEVICE', 'a device needs a law, or labels and levels', { where: 'law' });
  const ltpPulses = pulses?.ltp ?? levels;
  const ltdPulses = pulses?.ltd ?? levels;
  if (ltpPulses === undefined || ltdPulses === undefined)
    throw new MemspikeError('DEVICE', 'labels need the number of pulses from rail to rail', {
      where: 'levels',
    });
  return lawFromLabels({ ...labels, ltpPulses, ltdPulses });
}

function stuckOf(stuck: Stuck): Stuck {
  requireKnownKeys(stuck, ['fraction', 'at'], 'stuck');
  requireNumber('stuck.fraction', stuck.fraction, 0, 1, 'a fraction of the devices');
  const places = ['gmin', 'gmax', 'random'];
  if (!places.includes(stuck.at))
    throw new MemspikeError('DEVICE', 'not a place to be stuck at', {
      where: 'stuck.at',
      received: stuck.at,
      accepted: places,
    });
  return { fraction: stuck.fraction, at: stuck.at };
}

function pulseOf(where: 'ltpPulse' | 'ltdPulse', pulse: PulseShape | undefined): Partial<Device> {
  if (pulse === undefined) return {};
  requireKnownKeys(pulse, ['volts', 'seconds'], where);
  requireNumber(`${where}.volts`, pulse.volts, -1e3, 1e3, 'volts');
  requireNumber(`${where}.seconds`, pulse.seconds, 0, 1e3, 'seconds');
  return { [where]: { volts: pulse.volts, seconds: pulse.seconds } };
}

/**
 * The linear device: every pulse moves it by 1/levels of its range. The baseline for a device with as many levels;
 * on/off ratio and resistance default to NeuroSim's "target" eNVM (50, 200 kΩ), no pulse voltage is assumed.
 */
export function linearDevice(
  options: { levels: number } & Partial<Omit<DeviceOptions, 'law' | 'labels'>>,
): Device {
  const { levels } = options;
  requireNumber('levels', levels, 1, 1e9, 'a number of pulses');
  const branch = { nu: 0, pulses: levels };
  return defineDevice({
    name: 'linear',
    title: `linear, ${levels} levels`,
    source: 'definition: ν = 0, equal steps in both directions',
    ...options,
    law: affineLaw({ ltp: branch, ltd: branch }),
  });
}

/** Floating-point weights: any change, exactly, without rails. Its electrical numbers stand for nothing. */
export const ideal: Device = defineDevice({
  name: 'ideal',
  title: 'ideal weights',
  source: 'definition: floating-point weights without a device',
  law: { kind: 'ideal' },
});
