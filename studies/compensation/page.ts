/** docs/compensation.md and the table of the README, from finished studies. */
import { type Arm, type Comparison, policies, type RunRecord } from 'memspike/node';
import { chainOf, costOf } from 'memspike/parts';
import { machine } from '../../bench/provenance.ts';
import { nameOfPolicy } from '../../src/compensation/all-policies.ts';
import { decimal, joules, percent, percentSpread, quantity } from '../../src/report/text/words.ts';
import { knobSections } from './knobs.ts';

export const DEVICES = ['ag-a-si', 'pcmo', 'alox-hfo2', 'taox-tio2', 'epiram'];
/** Those that the README shows and the goals are about: they are run with more seeds. */
export const MAIN_POLICIES = [
  'none',
  'read-free-pair',
  'multi-device',
  'multi-device-eight',
  'shared-residual',
  'shared-residual-multi',
  'residual',
  'residual-multi',
  'exact',
];

/** The arm that stands for a class of hardware whatever its test figures (docs/tuning.md), and points it may lose. */
const GOALS = [
  {
    policy: 'multi-device-eight',
    about: 'no digital memory, 8 devices per polarity',
    most: [2.5, 1, 2.5, 1, 1],
  },
  { policy: 'shared-residual-multi', about: '1 bit per synapse', most: [2, 1, 2, 1, 1] },
  { policy: 'residual-multi', about: '4 bits per synapse', most: [1, 0.5, 1, 0.5, 0.5] },
] as const;

export interface Studies {
  readonly on: Comparison;
  readonly off: Comparison;
  readonly spread: Comparison;
  readonly knobs: readonly RunRecord[];
  /** A section of its own. */
  readonly neighbourhood: string;
}

export function compensationPage({ on, off, spread, knobs, neighbourhood }: Studies): string {
  return [
    '# Compensation: every remedy on equal terms',
    '',
    `Written by \`node --import tsx studies/compensation/compensation.ts --data DIR\`, on ${machine()}. ${policies.length} policies on five published devices: 784-200-10, 50 steps, 3 epochs over 8000 images of mnist-10k, one outer product per presentation, tested on the official 10 000 test images of MNIST. Mean ± sample standard deviation over seeds. Every policy, the naive one included, was tuned with the same budget on validation images ([tuning](tuning.md)); one setting serves all devices. How to read the policies: [below](#the-policies).`,
    '',
    ...goals(on),
    '',
    '## With cycle-to-cycle noise',
    '',
    `Each device with its published noise, ${seedsOf(on)}. ${idealLine(on)}`,
    '',
    '![Output accuracy by device and policy](pictures/compensation-noise-on.svg)',
    '',
    'Output layer, %:',
    '',
    matrix(on, (arm) => percentSpread(arm.accuracy)),
    '',
    'Points below ideal weights, output layer; the worst seed in brackets, as points below the mean of its arm:',
    '',
    matrix(on, (arm) => `${percent(arm.dropFromIdeal)} (${percent(worst(arm))})`),
    '',
    "Hidden layer's fixed random readout, %:",
    '',
    matrix(on, (arm) => percentSpread(arm.hiddenAccuracy)),
    '',
    '## What it costs',
    '',
    '![Accuracy against write energy, reads, memory and devices](pictures/compensation-prices.svg)',
    '',
    'Pulses per sample / on the busiest device / write energy per sample, of the devices alone (V²·G·t of each pulse):',
    '',
    matrix(
      on,
      (arm) =>
        `${quantity(arm.pulsesPerSample)} / ${quantity(arm.maxPulsesPerDevice)} / ${joules(arm.energyPerSample)}`,
    ),
    '',
    '## Without noise',
    '',
    `${seedsOf(off)}. ${idealLine(off)} Settings for quiet devices where tuning found better ones.`,
    '',
    matrix(off, (arm) => percentSpread(arm.accuracy)),
    '',
    '## With device-to-device spread as well',
    '',
    `Noise on, and every device has parameters of its own: 10 % (standard deviation) on ν and on the number of pulses, 5 % on both conductance limits. The papers behind the presets publish no such spread: it is an assumption. ${seedsOf(spread)}.`,
    '',
    matrix(spread, (arm) => percentSpread(arm.accuracy)),
    '',
    '## One knob at a time',
    '',
    knobSections(knobs),
    neighbourhood,
    ...limits(),
    '## The policies',
    '',
    'Reads: device reads for updates, per sample (Ag:a-Si). Bits: digital memory per synapse of 784-200-10, buffers at the edges spread over the synapses.',
    '',
    policyTable(on),
    '',
  ].join('\n');
}

/** Of the README: output accuracy, policies down and devices across. */
export function readmeTable(on: Comparison): string {
  const { dataset } = on;
  return [
    `Accuracy of the output layer in percent, ${dataset.id}: ${dataset.train} training images, ${dataset.test} test images, ${on.baselines[0]?.accuracy.runs.length} seeds, mean ± standard deviation, with each device's published cycle-to-cycle noise. ${idealLine(on)}`,
    '',
    matrix(on, (arm) => percentSpread(arm.accuracy), MAIN_POLICIES),
    '',
    '![Output accuracy by device and policy](docs/pictures/five-devices.svg)',
  ].join('\n');
}

function limits(): string[] {
  return [
    '## What limits, and what was tried',
    '',
    'A pulse on an asymmetric device pulls its weight towards zero by a share λ of it, and every pulse adds its noise. Both are in proportion to the *number* of pulses, most of which cancel each other; neither depends on the learning rate ([why asymmetry hurts](why-asymmetry-hurts.md)). Per unit of weight change, decay is λN/w and noise variance σ²N·w/m, for a weight scale w and m devices per polarity: w trades one against the other, and only two things make both smaller.',
    '',
    '- **More devices** (m). The tables above: eight per polarity bring about what four bits per synapse bring to a pair (less on pcmo).',
    '- **Fewer cancelling pulses.** Counters let opposite wishes meet before they become pulses: three fraction bits are enough, and sharing one among four inputs costs little where these inputs carry similar gradients.',
    '',
    'What moved little, at equal tuning, against `read-free-pair` (within about a point and a half either way): one gain for each branch (`matched-gain`), falling learning rates (`annealing`), thresholds on the modulators (`dead-zone`, `threshold`), handing what is left of a pulse to the next line (`error-diffusion`), a dense buffer of eight presentations (`buffer`, which needs about as much memory as a counter per four synapses). What lost: a batch compressed to a low rank (`low-rank`, most on pcmo) and updates of sign alone (`ternary`, of which no trial of the search did better than 76 %).',
    '',
    'With reads, exact programming with a full-precision remainder is the bound; Tiki-Taka, which reads a second array alone, and periodic carry come within about three points of it on every device, at a price in pulses (table above).',
    '',
  ];
}

function goals(on: Comparison): string[] {
  const rows = GOALS.map(({ policy, about, most }) => {
    const cells = DEVICES.map((device, k) => {
      const arm = armOf(on, device, policy);
      if (arm === undefined) return '–';
      const lost = decimal(100 * arm.dropFromIdeal, 1);
      return `${100 * arm.dropFromIdeal <= most[k] ? `**${lost}**` : lost} (${most[k]})`;
    });
    return `| \`${policy}\`: ${about} | ${cells.join(' | ')} |`;
  });
  return [
    'Points below ideal weights, output layer, with cycle-to-cycle noise; in brackets the goal, bold where it is met. One policy stands for each class of hardware:',
    '',
    `| | ${DEVICES.join(' | ')} |`,
    `|---|${DEVICES.map(() => '---:').join('|')}|`,
    ...rows,
    '',
    'Four bits are the most that the third row may use; the second row, with one, counts there too.',
  ];
}

function matrix(
  comparison: Comparison,
  cell: (arm: Arm) => string,
  names = policies.map(({ name }) => name),
): string {
  const devices = DEVICES.filter((device) => comparison.arms.some((arm) => arm.device === device));
  const rows = names.map((name) => {
    const cells = devices.map((device) => {
      const arm = armOf(comparison, device, name);
      return arm === undefined ? '–' : cell(arm);
    });
    const price = priceOf(name);
    return `| \`${name}\` | ${price.reads} | ${price.bits} | ${price.devices} | ${cells.join(' | ')} |`;
  });
  return [
    `| policy | read-free | bits | devices | ${devices.join(' | ')} |`,
    `|---|---|---:|---:|${devices.map(() => '---:').join('|')}|`,
    ...rows,
  ].join('\n');
}

function priceOf(name: string) {
  const policy = policies.find((one) => one.name === name);
  if (policy === undefined) throw new Error(`no policy ${name}`);
  const cost = costOf(chainOf(policy.settings, [784, 200, 10], [28, 28]));
  return {
    bits: quantity(Number(cost.digitalBitsPerSynapse.toFixed(2))),
    devices: quantity(cost.devicesPerSynapse),
    reads: policy.readFree ? 'yes' : 'no',
  };
}

function policyTable(on: Comparison): string {
  const rows = policies.map(({ name, summary, source, hardware }) => {
    const arm = armOf(on, DEVICES[0], name);
    const reads = arm === undefined ? '–' : quantity(arm.updateReadsPerSample);
    return `| \`${name}\` | ${summary} | ${reads} | ${priceOf(name).bits} | ${hardware} | ${source} |`;
  });
  return [
    '| policy | what it does | reads | bits | hardware | source |',
    '|---|---|---:|---:|---|---|',
    ...rows,
  ].join('\n');
}

function armOf({ arms }: Comparison, device: string, policy: string): Arm | undefined {
  return arms.find((arm) => arm.device === device && nameOfPolicy(arm.policy) === policy);
}

const worst = ({ accuracy }: Arm): number => accuracy.mean - Math.min(...accuracy.runs);

/** "5 seeds; 3 of the other policies" */
function seedsOf({ arms }: Comparison): string {
  const counts = (main: boolean) => [
    ...new Set(
      arms
        .filter(({ policy }) => MAIN_POLICIES.includes(policy) === main)
        .map(({ accuracy }) => accuracy.runs.length),
    ),
  ];
  const [main, others] = [counts(true), counts(false)];
  const several =
    main.join() === others.join()
      ? ''
      : `; ${others.join(' or ')} for the policies that the README does not show`;
  return `${main.join(' or ')} seeds${several}`;
}

function idealLine({ baselines }: Comparison): string {
  const ideal = baselines.find(({ device }) => device === 'ideal');
  if (ideal === undefined) return '';
  return `Ideal weights: ${percentSpread(ideal.accuracy)} % (output), ${percentSpread(ideal.hiddenAccuracy)} % (hidden).`;
}
