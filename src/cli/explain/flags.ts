/** The flags of `memspike explain`. */
import { EXPLAINED } from '../../experiment/compare/defaults.ts';
import {
  ANSWER_FLAGS,
  CHOICE_FLAGS,
  DATA_FLAGS,
  type FlagValues,
  NETWORK_FLAGS,
  otherwise,
  RUN_FLAGS,
} from '../shared/flags.ts';

export const EXPLAIN_FLAGS = {
  device: otherwise(CHOICE_FLAGS.device, EXPLAINED.devices.join()),
  policy: otherwise(CHOICE_FLAGS.policy, EXPLAINED.policies.join()),
  ...DATA_FLAGS,
  ...NETWORK_FLAGS,
  noise: otherwise(CHOICE_FLAGS.noise, 'on'),
  seeds: otherwise(CHOICE_FLAGS.seeds, `${EXPLAINED.seeds.length}`),
  seed: otherwise(CHOICE_FLAGS.seed, '1'),
  ...RUN_FLAGS,
  out: otherwise(RUN_FLAGS.out, 'one in results, named after what is explained'),
  ...ANSWER_FLAGS,
};

export type ExplainFlags = FlagValues<typeof EXPLAIN_FLAGS>;
