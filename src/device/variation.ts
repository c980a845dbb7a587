/**
 * Device-to-device spread: what differs between the devices of one array, drawn once.
 */
import * as v from 'valibot';
import { MemspikeError } from '../errors.ts';
import { exp, log1p } from '../math/exp-log.ts';
import { deviceSpreadKey, stuckKey } from '../random/address.ts';
import { drawBits, gaussian, rowKey, uniform } from '../random/generator.ts';
import { fraction, option, type ReadonlyDeep, real } from '../schema/option.ts';
import { lawOf, type PulseLaw } from './laws/all-laws.ts';
import { isIdeal } from './laws/ideal.ts';
import { betweenRails, type OwnDevice } from './laws/kernel-law.ts';

const spread = (parameter: string) =>
  option(
    v.strictObject({
      std: option(real(0, 10), 0, 'Standard deviation, relative to the parameter’s own value.'),
      distribution: option(
        v.picklist(['normal', 'log-normal']),
        'normal',
        'A factor 1 + std·ξ, or a log-normal one of mean 1 and standard deviation std.',
      ),
    }),
    {},
    `Spread of ${parameter}: { std, distribution }.`,
  );

export const variationSchema = v.strictObject({
  nuLtp: spread('the nonlinearity ν of LTP'),
  nuLtd: spread('the nonlinearity ν of LTD'),
  pulsesLtp: spread('the number of LTP pulses from rail to rail'),
  pulsesLtd: spread('the number of LTD pulses from rail to rail'),
  gMin: spread('the absolute conductance at the lower rail'),
  gMax: spread('the absolute conductance at the upper rail'),
});

/** How the parameters of devices spread. */
export type Variation = ReadonlyDeep<v.InferOutput<typeof variationSchema>>;

/** How one parameter spreads. */
export type Deviation = Variation['nuLtp'];

export type VariationParameter = keyof Variation;

export const VARIATION_PARAMETERS = Object.keys(variationSchema.entries) as readonly VariationParameter[];

/** Those of the law; the others are those of the rails. */
export const LAW_PARAMETERS = ['nuLtp', 'nuLtd', 'pulsesLtp', 'pulsesLtd'] as const;

export const stuckSchema = v.strictObject({
  fraction: option(fraction, 0, 'Share of the devices that no pulse moves.'),
  at: option(
    v.picklist(['gmin', 'gmax', 'random']),
    'random',
    'At the device’s own lowest or highest conductance, or uniformly between.',
  ),
});

/** Devices that no pulse moves. */
export type Stuck = ReadonlyDeep<v.InferOutput<typeof stuckSchema>>;

export const noVariation: Variation = v.parse(variationSchema, {});

/** What of a device says how devices of an array differ. */
export interface VaryingDevice {
  readonly law: PulseLaw;
  readonly onOff: number;
  readonly variation: Variation;
  readonly stuck: Stuck;
}

/**
 * An assumption, not a measurement: the papers behind the presets publish no such spread. 10 % (normal) on ν and on
 * the number of pulses, 5 % (normal) on both conductance limits.
 */
export const assumedVariation: Variation = {
  nuLtp: { std: 0.1, distribution: 'normal' },
  nuLtd: { std: 0.1, distribution: 'normal' },
  pulsesLtp: { std: 0.1, distribution: 'normal' },
  pulsesLtd: { std: 0.1, distribution: 'normal' },
  gMin: { std: 0.05, distribution: 'normal' },
  gMax: { std: 0.05, distribution: 'normal' },
};

/** The same of a law: without spread of what it has not. */
export function assumedVariationOf(law: PulseLaw): Variation {
  if (isIdeal(law)) return assumedVariation;
  const { varies } = lawOf(law);
  const missing = LAW_PARAMETERS.filter((parameter) => !varies.includes(parameter));
  if (missing.length === 0) return assumedVariation;
  return { ...assumedVariation, ...Object.fromEntries(missing.map((name) => [name, noVariation[name]])) };
}

/** The factor that a standard normal deviate ξ stands for. A normal factor can be negative: the caller clamps. */
export function deviationFactor({ std, distribution }: Deviation, xi: number): number {
  if (std === 0) return 1;
  if (distribution === 'normal') return 1 + std * xi;
  const variance = log1p(std * std);
  return exp(Math.sqrt(variance) * xi - variance / 2);
}

/** What one pulse does to each device of an array, and between which conductances: one entry per device. */
export interface DevicePlanes {
  readonly ltpScale: Float32Array;
  readonly ltpOffset: Float32Array;
  readonly ltdScale: Float32Array;
  readonly ltdOffset: Float32Array;
  /** The device's own rails, in units of the nominal range: 0 and 1 for a nominal device. */
  readonly low: Float32Array;
  readonly high: Float32Array;
}

/** Devices keep at least this much of the nominal range. */
const LEAST_WINDOW = 0.01;

/**
 * Draws the devices of one array into `out`, whose planes hold at least `count` entries.
 *
 * Each parameter of each device has its own random address (seed, layer, plane, parameter, element): switching one
 * parameter's spread off leaves all other parameters as they were. A device's law runs between its own rails
 * (`betweenRails`), high = 1 + ε·r/(r−1) and low = ε/(r−1), r = Gmax/Gmin, ε the relative deviation of that conductance:
 * a small on/off ratio makes both matter. Draws are clamped to what a device can be: ν within [0, 50], at least one pulse,
 * no negative conductance, a window of at least 1 % of the nominal range. A stuck device has scale 1, offset 0 and
 * low = high.
 */
export function drawVariation(options: {
  device: VaryingDevice;
  seed: number;
  /** Which layer, and which array of the layer (0: G⁺, 1: G⁻). */
  layer: number;
  plane: number;
  count: number;
  out: DevicePlanes;
}): void {
  const { device, seed, layer, plane, count, out } = options;
  const { onOff, variation, stuck } = device;
  if (isIdeal(device.law))
    throw new MemspikeError('DEVICE', 'ideal weights have no devices to draw', {
      hint: 'the linear device is the nearest that has',
    });
  const law = lawOf(device.law);
  const nominal = law.inKernels();
  const keys = VARIATION_PARAMETERS.map((_, parameter) => deviceSpreadKey(seed, layer, plane, parameter));
  const ofStuck = stuckKey(seed, layer, plane);
  const drawn = (parameter: VariationParameter, element: number): number => {
    const deviation = variation[parameter];
    if (deviation.std === 0) return 1;
    const key = keys[VARIATION_PARAMETERS.indexOf(parameter)];
    return deviationFactor(deviation, gaussian(drawBits(rowKey(key, element), 0)));
  };
  const sameLaw = LAW_PARAMETERS.every((parameter) => variation[parameter].std === 0);
  for (let i = 0; i < count; i++) {
    const pulse = sameLaw
      ? nominal.pulse
      : law.ownPulse({
          nuLtp: drawn('nuLtp', i),
          nuLtd: drawn('nuLtd', i),
          pulsesLtp: drawn('pulsesLtp', i),
          pulsesLtd: drawn('pulsesLtd', i),
        });
    const low = (Math.max(drawn('gMin', i), 0) - 1) / (onOff - 1);
    const high = Math.max(1 + ((drawn('gMax', i) - 1) * onOff) / (onOff - 1), low + LEAST_WINDOW);
    put(out, i, betweenRails(nominal, pulse, low, high));
    if (stuck.fraction === 0) continue;
    const key = rowKey(ofStuck, i);
    if (uniform(drawBits(key, 0)) < stuck.fraction)
      put(out, i, frozen(place(stuck, low, high, drawBits(key, 1))));
  }
}

function put(out: DevicePlanes, i: number, device: OwnDevice): void {
  out.ltpScale[i] = device.ltpScale;
  out.ltpOffset[i] = device.ltpOffset;
  out.ltdScale[i] = device.ltdScale;
  out.ltdOffset[i] = device.ltdOffset;
  out.low[i] = device.low;
  out.high[i] = device.high;
}

function place({ at }: Stuck, low: number, high: number, bits: number): number {
  if (at === 'gmin') return low;
  return at === 'gmax' ? high : low + (high - low) * uniform(bits);
}

const frozen = (g: number): OwnDevice => ({
  ltpScale: 1,
  ltpOffset: 0,
  ltdScale: 1,
  ltdOffset: 0,
  low: g,
  high: g,
});
