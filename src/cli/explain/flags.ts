/** The flags of `memspike explain`. */
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
  device: otherwise(CHOICE_FLAGS.device, 'ag-a-si,pcmo'),
  policy: otherwise(CHOICE_FLAGS.policy, 'none'),
  ...DATA_FLAGS,
  ...NETWORK_FLAGS,
  noise: otherwise(CHOICE_FLAGS.noise, 'on'),
  seeds: otherwise(CHOICE_FLAGS.seeds, '3'),
  seed: otherwise(CHOICE_FLAGS.seed, '1'),
  ...RUN_FLAGS,
  out: otherwise(RUN_FLAGS.out, 'one in results, named after what is explained'),
  ...ANSWER_FLAGS,
};

export type ExplainFlags = FlagValues<typeof EXPLAIN_FLAGS>;
