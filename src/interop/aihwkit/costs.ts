/** What of a device of aihwkit is not carried over, and what the curve or the learning lacks without it. */
import { significant } from '../../math/significant.ts';
import { type Complete, isComplete, type Value, within } from './saved.ts';

type Values = Readonly<Record<string, unknown>>;
type Cost = (value: number | boolean, values: Values) => string | undefined;

const number = (value: unknown) => significant(value as number);

/** None of these changes the curve or the noise of one device. */
const COSTS: Readonly<Record<string, Cost>> = {
  construction_seed: () => 'devices are drawn with the seed of the run',
  diffusion: (value) => `weights do not wander by ${number(value)} a batch: what is learnt stays`,
  diffusion_dtod: (value, { diffusion }) =>
    diffusion === 0 ? undefined : `weights do not wander, so not at rates that spread by ${number(value)}`,
  lifetime: (value) =>
    value === 0 ? undefined : `weights do not decay by 1/${number(value)} a batch: what is learnt stays`,
  lifetime_dtod: (value, { lifetime }) =>
    lifetime === 0 ? undefined : `weights do not decay, so not at rates that spread by ${number(value)}`,
  perfect_bias: (value) => (value ? 'devices of a bias line are like all others' : undefined),
  reset: (value) => `a reset leads to the lower rail, not to ${number(value)}`,
  reset_dtod: () => 'a reset leads every device to the same conductance',
  reset_std: () => 'a reset has no noise',
  write_noise_std: (value, { dw_min }) =>
    value === 0
      ? undefined
      : `the weight that is read is the one that pulses made, in aihwkit ${number((value as number) * (dw_min as number))} (σ) beside it, anew at every update: the curve and the learning are cleaner here`,
  reference_std: (value, { subtract_symmetry_point }) =>
    value === 0
      ? undefined
      : `references do not miss ${subtract_symmetry_point ? 'the symmetry point' : 'their value'} by ${number(value)} (σ): every weight starts from the right zero`,
  corrupt_devices_prob: (value, { corrupt_devices_range }) =>
    value === 0
      ? undefined
      : `stuck devices lie anywhere within the range, not within ±${number(corrupt_devices_range)} of a weight of 0: they cost more here`,
};

const alike = (what: string, spread: string) =>
  `${what} is the same in all devices, in aihwkit it spreads by ${spread}`;
/** In shares of what spreads. */
const relative =
  (what: string) =>
  (std: number): string =>
    alike(what, `${significant(100 * std)} %`);
/** In the units of what spreads, which may itself be 0. */
const absolute =
  (what: string) =>
  (std: number): string =>
    alike(what, `${significant(std)} (σ)`);

/**
 * Spread between devices that is not carried over (`dw_min_dtod` is: `stepSpread`). Told wherever there is one, as
 * aihwkit's defaults have it too.
 */
const SPREADS: Readonly<Record<string, (std: number, values: Values) => string>> = {
  up_down_dtod: (std, { dw_min_dtod }) =>
    dw_min_dtod === 0
      ? absolute('the balance of steps up and down')(std)
      : `the balance of steps up and down spreads as LTP and LTD do, each on its own, in aihwkit by ${significant(std)} (σ)`,
  w_max_dtod: relative('the upper bound'),
  w_min_dtod: relative('the lower bound'),
  gamma_up_dtod: absolute('the slope of steps up'),
  gamma_down_dtod: absolute('the slope of steps down'),
  slope_up_dtod: relative('the slope of steps up'),
  slope_down_dtod: relative('the slope of steps down'),
  pow_gamma_dtod: relative('the exponent of the steps'),
  pow_up_down_dtod: absolute('the difference of the exponents'),
};

/** One sentence for each field that is not at its default, changes something, and has no counterpart. */
export function costsOf(device: Complete): readonly string[] {
  return device.changed.flatMap((name) => {
    const words = costOf(name, device);
    return words === undefined ? [] : [`${name}: ${words}`];
  });
}

/** One sentence for each spread that is not 0 and has no counterpart. */
export function spreadsOf(values: Values): readonly string[] {
  return Object.entries(SPREADS).flatMap(([name, words]) => {
    const std = Math.abs((values[name] ?? 0) as number);
    return std === 0 ? [] : [`${name}: ${words(std, values)}`];
  });
}

function costOf(name: string, { values }: Complete): string | undefined {
  const value = values[name];
  if (name === 'drift' && isComplete(value) && value.changed.length > 0)
    return 'conductances do not drift; in aihwkit they do when drift_weights is called';
  return typeof value === 'number' || typeof value === 'boolean' ? COSTS[name]?.(value, values) : undefined;
}

/** One sentence for each field of a newer aihwkit, of whatever stands within what was given. */
export function leftOut(value: Value, where = ''): readonly string[] {
  if (isList(value)) return value.flatMap((one, k) => leftOut(one, within(where, k)));
  if (!isComplete(value)) return [];
  return [
    ...value.unknown.map((name) => `${within(where, name)}: not known to aihwkit 1.2, left out`),
    ...Object.entries(value.values).flatMap(([name, one]) => leftOut(one, within(where, name))),
  ];
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
