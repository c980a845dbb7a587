/** The flags of `memspike compare`. */
import { COMPARED } from '../../experiment/compare/defaults.ts';
import { METRICS } from '../../experiment/verdict/learnt.ts';
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
import { oneOf } from '../shared/values.ts';

export const COMPARE_FLAGS = {
  device: otherwise(CHOICE_FLAGS.device, COMPARED.devices.join()),
  policy: otherwise(CHOICE_FLAGS.policy, COMPARED.policies.join()),
  ...DATA_FLAGS,
  ...NETWORK_FLAGS,
  noise: otherwise(CHOICE_FLAGS.noise, 'on'),
  metric: flag(
    '--metric <accuracy|balanced>',
    'what arms are judged by; balanced: the mean over the classes',
    oneOf('--metric', METRICS),
    'accuracy, or balanced where the data set is skewed',
  ),
  seeds: otherwise(CHOICE_FLAGS.seeds, `${COMPARED.seeds.length}`),
  seed: otherwise(CHOICE_FLAGS.seed, '1'),
  ...RUN_FLAGS,
  out: otherwise(RUN_FLAGS.out, 'one in results, named after what is compared'),
  ...ANSWER_FLAGS,
};

export type CompareFlags = FlagValues<typeof COMPARE_FLAGS>;
