/** Devices from IBM aihwkit's, and to them, and what is lost on the way. */
import type { Device, DeviceOptions } from '../../device/device.ts';
import { stepSlopes } from '../../device/laws/affine.ts';
import { softBoundsLaw } from '../../device/laws/affine-from-soft-bounds.ts';
import { stepSize } from '../../device/laws/effect-of-pulses.ts';
import { type Converted, refuseToConvert as refuse, requireAffine } from '../converted.ts';
import { type AihwkitDevice, aihwkitDevice } from './aihwkit-device.ts';
import { stepsAsTable } from './steps/steps-as-table.ts';

const LEVELS =
  'levels are the weight range over dw_min; Gmax and on/off ratio are not known to aihwkit and keep their defaults';

export interface AihwkitSoftBounds {
  readonly device: 'SoftBoundsDevice';
  readonly params: Readonly<
    Record<'dw_min' | 'up_down' | 'w_min' | 'w_max' | 'dw_min_std' | 'dw_min_dtod' | 'up_down_dtod', number> &
      Record<'w_min_dtod' | 'w_max_dtod', number>
  >;
}

/**
 * Soft bounds whose weight is w = 2g − 1. The bounds are where the law's steps end, outside of the rails. Throws
 * DEVICE for laws that have no bounds: linear, retracing, ideal.
 */
export function toAihwkit({
  c2c,
  c2cOf,
  states,
  variation,
  ...device
}: Device): Converted<AihwkitSoftBounds> {
  const law = requireAffine(device.law);
  if (law.retracing) return refuse('a retracing LTD is no soft bound');
  const slope = stepSlopes(law);
  if (!(slope.ltp > 1e-9 && slope.ltd > 1e-9)) return refuse('a linear direction has no bound');
  const middle = stepSize(law, 0.5);
  const [up, down] = [2 * middle.up, 2 * middle.down];
  const dw = Math.max(up, down);
  const inexact = [
    'aihwkit goes on to the bounds, memspike stops at the rails, w = −1 and 1: the same from rail to rail',
    'aihwkit computes in float32',
  ];
  if (Object.values(variation).some(({ std }) => std > 0))
    inexact.push('device-to-device spread is left out');
  if (states > 0) inexact.push('discrete states are left out');
  return {
    form: {
      device: 'SoftBoundsDevice',
      params: {
        dw_min: dw,
        up_down: up >= down ? 1 - down / up : up / down - 1,
        w_max: up / slope.ltp,
        w_min: -down / slope.ltd,
        dw_min_std: c2cOf === 'step' ? c2c : (2 * c2c) / dw,
        dw_min_dtod: 0,
        up_down_dtod: 0,
        w_max_dtod: 0,
        w_min_dtod: 0,
      },
    },
    inexact,
  };
}

/**
 * A device of aihwkit, {"device": "SoftBoundsDevice", "params": {…}}, as `defineDevice` takes it. Throws DEVICE, naming
 * the entry.
 */
export function fromAihwkit(description: unknown): Converted<DeviceOptions> {
  const described = aihwkitDevice(description);
  const { device, law, parameters } = described;
  const name = device
    .replace(/Device$/, '')
    .replace(/(?!^)[A-Z]/g, '-$&')
    .toLowerCase();
  const levels = Math.max(Math.round((law.wMax - law.wMin) / parameters.dw_min), 1);
  const { form, inexact } = device === 'SoftBoundsDevice' ? fromSoftBounds(described) : fromSteps(described);
  return { form: { name, source: `aihwkit ${device}`, ...form, levels }, inexact };
}

/** The rails are the bounds, w_min < 0 < w_max. */
function fromSoftBounds({ noise, parameters }: AihwkitDevice): Converted<Partial<DeviceOptions>> {
  const { dw_min, up_down, w_min, w_max } = parameters;
  if (!(w_min < 0 && w_max > 0)) return refuse('soft bounds need w_min below 0 and w_max above');
  const law = softBoundsLaw({
    ltp: { rate: ((1 + Math.min(up_down, 0)) * dw_min) / w_max, bound: 1 },
    ltd: { rate: ((1 + Math.min(-up_down, 0)) * dw_min) / -w_min, bound: 1 },
  });
  return {
    form: { law, c2c: Math.min((noise * dw_min) / (w_max - w_min), 1) },
    inexact: [
      'a bound is never reached: it is taken as reached after ν = 50, within 1e-6 of the curve',
      LEVELS,
      'noise is added without regard to the step (as with mult_noise off); spread and write noise are left out',
    ],
  };
}

/** Any other device: its steps become a table over its window. */
function fromSteps({ ignored, law, noise }: AihwkitDevice): Converted<Partial<DeviceOptions>> {
  const left = ignored.filter((name) => name !== 'dw_min_std' && name !== 'mult_noise');
  return {
    form: { law: stepsAsTable(law), c2c: Math.min(noise, 100), c2cOf: 'step' },
    inexact: [
      'steps are taken at 257 conductances, linear between them',
      LEVELS,
      'n pulses at once have the noise of their mean step, σ·√n',
      ...(left.length > 0 ? [`left out: ${left.join(', ')}`] : []),
    ],
  };
}
