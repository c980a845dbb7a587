/** The flags of the commands of `memspike array`. */
import { ANSWER_FLAGS, type FlagValues, flag, SVG_FLAG, toggle } from '../shared/flags.ts';
import { whole } from '../shared/values.ts';

export const SOLVE_FLAGS = {
  map: toggle('--map', 'voltages of all nodes and currents of all devices too, in what --json writes'),
  svg: SVG_FLAG,
  read: flag(
    '--read <n>',
    'the read that --svg draws, counted from 1',
    whole('--read', { least: 1, most: 1e9 }),
    '1',
  ),
  ...ANSWER_FLAGS,
};

export type SolveFlags = FlagValues<typeof SOLVE_FLAGS>;
