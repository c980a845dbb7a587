/** The flags of `memspike train`. */
import {
  ANSWER_FLAGS,
  CHOICE_FLAGS,
  DATA_FLAGS,
  type FlagValues,
  NETWORK_FLAGS,
  otherwise,
  RUN_FLAGS,
  toggle,
} from '../shared/flags.ts';

const { config, out, fresh } = RUN_FLAGS;

export const TRAIN_FLAGS = {
  device: otherwise(CHOICE_FLAGS.device, 'ag-a-si'),
  policy: otherwise(CHOICE_FLAGS.policy, 'read-free-pair'),
  ...DATA_FLAGS,
  ...NETWORK_FLAGS,
  noise: otherwise(CHOICE_FLAGS.noise, 'on'),
  seed: otherwise(CHOICE_FLAGS.seed, '1'),
  config,
  out: otherwise(out, 'one in results, named after what is trained'),
  resume: toggle('--resume', 'go on from the checkpoint in --out, to the same bits'),
  fresh,
  ...ANSWER_FLAGS,
};

export type TrainFlags = FlagValues<typeof TRAIN_FLAGS>;
