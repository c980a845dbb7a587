/** What of a device of aihwkit is not carried over, and what the curve or the learning lacks without it. */
import { type Complete, isComplete } from './saved.ts';

type Cost = (value: number | boolean, values: Readonly<Record<string, unknown>>) => string | undefined;

const spread =
  (what: string): Cost =>
  (value) =>
    value === 0
      ? undefined
      : `${what} is the same in all devices, in aihwkit it spreads by ${100 * (value as number)} %`;

/** Of the curve and the noise of one device nothing is missing by these. */
const COSTS: Readonly<Record<string, Cost>> = {
  construction_seed: () => 'devices are drawn with the seed of the run',
  diffusion: (value) => `weights do not wander by ${value} a batch: what is learnt stays`,
  diffusion_dtod: (value, { diffusion }) =>
    diffusion === 0 ? undefined : `weights do not wander, so not at rates that spread by ${value}`,
  lifetime: (value) =>
    value === 0 ? undefined : `weights do not decay by 1/${value} a batch: what is learnt stays`,
  lifetime_dtod: (value, { lifetime }) =>
    lifetime === 0 ? undefined : `weights do not decay, so not at rates that spread by ${value}`,
  dw_min_dtod: spread('the step'),
  dw_min_dtod_log_normal: (value, { dw_min_dtod }) =>
    value && dw_min_dtod !== 0 ? 'the step is the same in all devices, so not log-normal' : undefined,
  up_down_dtod: spread('the balance of steps up and down'),
  w_max_dtod: spread('the upper bound'),
  w_min_dtod: spread('the lower bound'),
  perfect_bias: (value) => (value ? 'devices of a bias line are like all others' : undefined),
  reset: (value) => `a reset leads to the lower rail, not to ${value}`,
  reset_dtod: () => 'a reset leads every device to the same conductance',
  reset_std: () => 'a reset has no noise',
  write_noise_std: (value, { dw_min }) =>
    value === 0
      ? undefined
      : `the weight that is read is the one that pulses made, in aihwkit ${(value as number) * (dw_min as number)} (σ) beside it, anew at every update: the curve and the learning are cleaner here`,
  apply_write_noise_on_set: (_, { write_noise_std }) =>
    write_noise_std === 0 ? undefined : 'weights that are set have no write noise, as those that are written',
  gamma_up_dtod: spread('the slope of steps up'),
  gamma_down_dtod: spread('the slope of steps down'),
  slope_up_dtod: spread('the slope of steps up'),
  slope_down_dtod: spread('the slope of steps down'),
  pow_gamma_dtod: spread('the exponent of the steps'),
  pow_up_down_dtod: spread('the difference of the exponents'),
  reference_std: (value, { subtract_symmetry_point }) =>
    value === 0
      ? undefined
      : `references do not miss ${subtract_symmetry_point ? 'the symmetry point' : 'their value'} by ${value} (σ): every weight starts from the right zero`,
  corrupt_devices_range: (value, { corrupt_devices_prob }) =>
    corrupt_devices_prob === 0
      ? undefined
      : `stuck devices lie anywhere within the range, not within ±${value} of a weight of 0: they cost more here`,
};

/** One sentence for each field that is not at its default, changes something, and has no counterpart. */
export function costsOf(device: Complete): readonly string[] {
  const { changed, unknown, values } = device;
  const told = changed.flatMap((name) => {
    const value = values[name];
    if (name === 'drift' && isComplete(value) && value.changed.length > 0)
      return ['drift: conductances do not drift; in aihwkit they do when drift_weights is called'];
    const words =
      typeof value === 'number' || typeof value === 'boolean' ? COSTS[name]?.(value, values) : undefined;
    return words === undefined ? [] : [`${name}: ${words}`];
  });
  return [...told, ...unknown.map((name) => `${name}: not known to aihwkit 1.2, left out`)];
}
