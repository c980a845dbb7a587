/** The flags of the commands of `memspike device`. */
import { FITTED_LAWS } from '../../measurement/fit/families.ts';
import { givenRoles } from '../../measurement/read/given.ts';
import {
  ANSWER_FLAGS,
  CHOICE_FLAGS,
  type FlagValues,
  flag,
  otherwise,
  RUN_FLAGS,
  required,
  SVG_FLAG,
  toggle,
} from '../shared/flags.ts';
import { numbers, oneOf, real, text, whole } from '../shared/values.ts';

const MOST_IN_A_RUN = 1e6;
const ANY = { least: -1e12, most: 1e12 };

export const RESPONSE_FLAGS = {
  pulses: required(
    flag(
      '--pulses <runs>',
      'runs of pulses, positive for LTP, negative for LTD: 100,-100',
      numbers(whole('--pulses', { least: -MOST_IN_A_RUN, most: MOST_IN_A_RUN })),
    ),
  ),
  start: flag('--start <g>', 'value to start from', real('--start', ANY), 'the lower end'),
  aihwkit: flag(
    '--aihwkit <file>',
    'instead of a device: one of aihwkit, in its units; JSON ({"class": "ExpStepDevice", "params": {…}}, or what dataclasses.asdict gives), or text as Python prints it',
    text('--aihwkit'),
  ),
  neurosim: flag(
    '--neurosim <numbers>',
    'instead of a device: label LTP, label LTD, pulses LTP, pulses LTD, Gmin, Gmax',
    numbers(real('--neurosim', ANY)),
  ),
  noise: otherwise(CHOICE_FLAGS.noise, 'off'),
  seed: otherwise(CHOICE_FLAGS.seed, '1'),
  csv: flag(
    '--csv <file>',
    'write rows of pulse,value with all digits, from pulse 0; - for stdout',
    text('--csv'),
  ),
  svg: SVG_FLAG,
  ...ANSWER_FLAGS,
};

export type ResponseFlags = FlagValues<typeof RESPONSE_FLAGS>;

export const FIT_FLAGS = {
  readVoltage: flag('--read-voltage <V>', 'values are currents at this voltage', real('--read-voltage', ANY)),
  unit: flag(
    '--unit <unit>',
    'of the values (S, uS, nS, A, uA, nA, kOhm, …), in place of the header',
    text('--unit'),
  ),
  column: flag(
    '--column <roles>',
    'what columns are, in place of what is guessed: G=3,pulse=1,direction=sign:2',
    (words) => givenRoles(words, '--column'),
  ),
  columns: flag(
    '--columns <what>',
    'columns are cycles or devices',
    oneOf('--columns', ['cycles', 'devices']),
    'from the header, else cycles',
  ),
  files: flag(
    '--files <what>',
    'files that each hold LTP and LTD are cycles or devices',
    oneOf('--files', ['cycles', 'devices']),
    'from their names, else devices',
  ),
  skip: flag('--skip <lines>', 'lines above the table', whole('--skip', { most: 1e9 }), 'found'),
  turn: flag(
    '--turn <pulses>',
    'pulse number at which the direction turns, or several',
    numbers(whole('--turn', { least: 1, most: 1e9 })),
    'found by the fit',
  ),
  sheet: flag('--sheet <name>', 'of a workbook, or its number', text('--sheet'), 'the one with a table'),
  law: flag(
    '--law <family>',
    `law of the device: ${FITTED_LAWS.join(', ')}; auto is affine unless another fits much better, best is by BIC, stochastic the distribution of the measured steps`,
    oneOf('--law', FITTED_LAWS),
    'auto',
  ),
  accept: toggle(
    '--accept',
    'write the device of a fit that is not usable too; it carries the reason as a mark',
  ),
  name: flag('--name <name>', 'of the device', text('--name'), 'from the file'),
  out: otherwise(RUN_FLAGS.out, 'the working folder'),
  ...ANSWER_FLAGS,
};

export type FitFlags = FlagValues<typeof FIT_FLAGS>;

const FORMS = ['memspike', 'neurosim', 'aihwkit', 'crosssim'] as const;

export const CONVERT_FLAGS = {
  to: required(flag('--to <form>', FORMS.join(', '), oneOf('--to', FORMS))),
  out: otherwise(RUN_FLAGS.out, 'none: the result goes to stdout'),
  ...ANSWER_FLAGS,
};

export type ConvertFlags = FlagValues<typeof CONVERT_FLAGS>;
