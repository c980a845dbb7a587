/** Devices from IBM aihwkit's, and to them, and what is lost on the way. */
import type { Device, DeviceOptions } from '../../device/device.ts';
import { MAX_NU, MOST_PULSES, stepSlopes } from '../../device/laws/affine.ts';
import { softBoundsLaw } from '../../device/laws/affine-from-soft-bounds.ts';
import { lawOf, type PulseLaw } from '../../device/laws/all-laws.ts';
import { stepSize } from '../../device/laws/effect-of-pulses.ts';
import { log1p } from '../../math/exp-log.ts';
import { significant } from '../../math/significant.ts';
import { type Converted, refuseToConvert as refuse, requireAffine } from '../converted.ts';
import { type AihwkitDevice, anyAihwkitDevice } from './aihwkit-device.ts';
import { spreadsOf } from './costs.ts';
import { isA, refuseValue, within } from './saved.ts';
import { type AihwkitSteps, scalesOf } from './steps/aihwkit-steps.ts';
import { type NoisyLaw, stepSpread, stepsAsDevice } from './steps/as-device.ts';
import { NODES } from './steps/steps-as-table.ts';
import type { CellPolicy } from './unit-cells.ts';

const ELECTRICAL = 'Gmax and on/off ratio are not known to aihwkit and keep their defaults';
const LEVELS = `levels are the weight range over what aihwkit takes a pulse to move; ${ELECTRICAL}`;
const PULSES = `levels are the LTP pulses across the range; ${ELECTRICAL}`;

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

/** A device, and the policy of the unit cell that it was found in. */
export interface ConvertedAihwkit extends Converted<DeviceOptions> {
  readonly policy?: CellPolicy;
}

/**
 * Whatever `aihwkitDevice` takes, as `defineDevice` takes it. Throws DEVICE, naming the entry.
 */
export function fromAihwkit(description: unknown): ConvertedAihwkit {
  const described = anyAihwkitDevice(description);
  const { device, told } = described;
  const [name, source] = [nameOf(device), `aihwkit ${device}`];
  if (described.law === undefined) return { form: { name, source, law: { kind: 'ideal' } }, inexact: told };
  const { model, noise, parameters, policy } = described;
  const { form, inexact } =
    model.of === 'SoftBoundsDevice' ? fromSoftBounds(described) : fromSteps(described);
  const levels = levelsOf(described, form.law);
  const spread = spreadOf(described);
  const stuck = parameters.corrupt_devices_prob as number;
  return {
    form: {
      ...{ name, source, ...form },
      // Where noise grows with the weight, dw_min is no step: aihwkit's curves multiply it by tens.
      ...(noise.kind !== 'weight' && { levels }),
      ...spread.form,
      ...(stuck > 0 && { stuck: { fraction: stuck, at: 'random' as const } }),
    },
    inexact: [
      ...inexact,
      noise.kind === 'weight' ? PULSES : LEVELS,
      ...spread.inexact,
      ...spreadsOf(parameters),
      ...told,
    ],
    ...(policy && { policy }),
  };
}

/** Lower case with dashes. Presets of memspike have the names without `-aihwkit`; some hold fewer steps. */
function nameOf(device: string): string {
  const name = device
    .replace(/(Preset)?Device$/, '')
    .replace(/(Re|Ec)Ram/, '$1ram')
    .replace('HfO2', 'Hfo2')
    .replace(/(?<=[a-z0-9])[A-Z]|(?<=[A-Z])[A-Z](?=[a-z])/g, '-$&')
    .toLowerCase();
  return device.includes('Preset') ? `${name}-aihwkit` : name;
}

/** Pulses across the range, as aihwkit counts them; where it does not, those of the law. Throws DEVICE for too many. */
function levelsOf({ device, law, model, noise, parameters, where }: AihwkitDevice, form: PulseLaw): number {
  const granularity = parameters.dw_min * (model.granularity?.(parameters) ?? 1);
  const levels =
    noise.kind === 'weight'
      ? lawOf(form).levels()
      : Math.max(Math.round((law.wMax - law.wMin) / granularity), 1);
  if (levels > MOST_PULSES)
    refuseValue(
      within(where, isA(device, 'SoftBoundsPmaxDevice') ? 'alpha' : 'dw_min'),
      `a step of ${significant(parameters.dw_min)}: ${significant(levels)} pulses across the range`,
      `up to ${MOST_PULSES} pulses across the range`,
    );
  return levels;
}

/** The largest spread that a device here has. */
const MOST_SPREAD = 10;

/** Steps of one device against those of another. Throws DEVICE for a spread that no array of devices has. */
function spreadOf({ parameters, where }: AihwkitDevice): Converted<Pick<DeviceOptions, 'variation'>> {
  const dtod = parameters.dw_min_dtod as number;
  const isLogNormal = parameters.dw_min_dtod_log_normal === true;
  if (dtod === 0) return { form: {}, inexact: [] };
  const variation = stepSpread(dtod, isLogNormal);
  if (variation.pulsesLtp.std > MOST_SPREAD)
    refuseValue(
      within(where, 'dw_min_dtod'),
      dtod,
      `a spread up to ${MOST_SPREAD}; log-normal, a standard deviation up to ${MOST_SPREAD}: σ up to 2.14`,
    );
  const size = isLogNormal
    ? `log-normally, σ ${significant(dtod)}`
    : `by ${significant(100 * Math.abs(dtod))} %`;
  return {
    form: { variation },
    inexact: [
      `dw_min_dtod: pulses across the range spread ${size}, LTP and LTD each on its own; in aihwkit the step does, by one factor for both directions`,
    ],
  };
}

/** The rails are the bounds. Soft bounds with 0 between them are the affine law, whose steps are exact everywhere. */
function fromSoftBounds(described: AihwkitDevice): Converted<NoisyLaw> {
  const { law, noise, parameters } = described;
  const { reverse_down, reverse_up, w_max, w_min } = parameters;
  const { up, down } = scalesOf(parameters);
  const isAffine = !reverse_up && !reverse_down && w_min < 0 && w_max > 0 && up > 0 && down > 0;
  if (!isAffine || up >= w_max || down >= -w_min) return fromSteps(described);
  const rates = { ltp: up / w_max, ltd: down / -w_min };
  if (MAX_NU > MOST_PULSES * -log1p(-Math.min(rates.ltp, rates.ltd))) return fromSteps(described);
  const { law: steps, ...asNoise } = stepsAsDevice(law, noise, 2);
  if (asNoise.c2c === undefined) return { form: { law: steps, ...asNoise }, inexact: [DRAWN] };
  return {
    form: {
      law: softBoundsLaw({
        ltp: { rate: rates.ltp, bound: 1 },
        ltd: { rate: rates.ltd, bound: 1 },
      }),
      ...asNoise,
    },
    inexact: [
      'a bound is never reached: it is taken as reached after ν = 50, within 1e-6 of the curve',
      ...(noise.kind === 'step' ? [TRAINS] : []),
    ],
  };
}

const TRAINS = 'n pulses at once have the noise of their mean step, σ·√n';
const DRAWN = 'the noise of a step is drawn from 33 quantiles at 33 conductances';

/** Any other device: its steps become a table over its window. */
function fromSteps({ law, model, noise, parameters }: AihwkitDevice): Converted<NoisyLaw> {
  const isBack = leadsBack(law);
  const nodes = isBack ? NODES : (model.nodes?.(parameters) ?? NODES);
  const form = stepsAsDevice(law, noise, nodes);
  return {
    form,
    inexact: [
      ...(nodes === NODES && form.c2c !== undefined
        ? [`steps are taken at ${NODES} conductances, linear between them`]
        : []),
      ...(isBack ? ['steps that would lead back, as aihwkit has them near a bound, are none'] : []),
      ...(form.c2c === undefined ? [DRAWN] : noise.kind === 'step' && noise.std > 0 ? [TRAINS] : []),
    ],
  };
}

function leadsBack({ move, wMax, wMin }: AihwkitSteps): boolean {
  const least = -1e-6 * (wMax - wMin);
  return Array.from({ length: NODES }, (_, k) => wMin + ((wMax - wMin) * k) / (NODES - 1)).some(
    (w) => move(w, 1) - w < least || w - move(w, -1) < least,
  );
}
