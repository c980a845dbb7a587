/** The flags of `memspike tune`. */
import { COMPARED, TUNED } from '../../experiment/compare/defaults.ts';
import { MEANING } from '../../experiment/config/meanings.ts';
import {
  ANSWER_FLAGS,
  CHOICE_FLAGS,
  DATA_FLAGS,
  type FlagValues,
  flag,
  NETWORK_FLAGS,
  otherwise,
  RUN_FLAGS,
} from '../shared/flags.ts';
import { whole } from '../shared/values.ts';

export const TUNE_FLAGS = {
  device: otherwise(CHOICE_FLAGS.device, COMPARED.devices.join()),
  policy: otherwise(CHOICE_FLAGS.policy, 'read-free-pair'),
  ...DATA_FLAGS,
  ...NETWORK_FLAGS,
  noise: otherwise(CHOICE_FLAGS.noise, 'on'),
  trials: flag(
    '--trials <n>',
    'settings to try for each policy',
    whole('--trials', { least: 1, most: 1e5 }),
    `${TUNED.trials}`,
  ),
  finalists: flag(
    '--finalists <n>',
    'the best of them, run again with a second seed and without noise',
    whole('--finalists', { least: 1, most: 1e5 }),
    `${TUNED.finalists}`,
  ),
  validation: flag(
    '--validation <n>',
    MEANING['dataset.validation'],
    whole('--validation', { least: 1, most: 1e9 }),
    'a fifth of them',
  ),
  seed: otherwise(CHOICE_FLAGS.seed, `${TUNED.seed}`),
  ...RUN_FLAGS,
  out: otherwise(RUN_FLAGS.out, 'one in results, named after what is tuned'),
  ...ANSWER_FLAGS,
};

export type TuneFlags = FlagValues<typeof TUNE_FLAGS>;
