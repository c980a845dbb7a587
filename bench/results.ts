/**
 * The project's own results: runs the studies below and writes docs/results.md, its pictures, and the table and
 * picture of the README.
 *
 *   node --import tsx bench/results.ts --data DIR [--seeds N] [--out DIR] [--study NAME]
 *
 * DIR holds the full MNIST (IDX files), whose 10 000 test images are the test set of every study. Takes hours of one
 * core; finished runs are kept in --out, so a stopped call goes on where it was.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import {
  type Comparison,
  type ComparisonOptions,
  type Dataset,
  loadDataset,
  openStore,
  planComparison,
  policyNames,
  runJobs,
  summarise,
  withTestFrom,
} from 'memspike/node';
import { runId } from '../src/experiment/identity.ts';
import { accuracyByArm } from '../src/report/accuracy-by-arm.ts';
import { comparisonMarkdown } from '../src/report/table.ts';

const FIVE = ['ag-a-si', 'pcmo', 'alox-hfo2', 'taox-tio2', 'epiram'];
const MAIN = ['none', 'read-free', 'multi-device', 'shared-residual', 'residual', 'exact'];

interface Study {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly full: boolean;
  readonly plan: Omit<ComparisonOptions, 'seeds'>;
  readonly mostSeeds: number;
}

const studies: readonly Study[] = [
  {
    name: 'five-devices',
    title: 'Five devices, with and without cycle-to-cycle noise',
    about: '784-200-10, 8000 training images of mnist-10k, 3 epochs.',
    full: false,
    plan: { devices: FIVE, policies: MAIN, noise: ['on', 'off'] },
    mostSeeds: 5,
  },
  {
    name: 'full-mnist',
    title: 'All 60 000 training images',
    about: '784-200-10, 3 epochs, learning rates falling to a tenth.',
    full: true,
    plan: {
      devices: ['ag-a-si', 'pcmo'],
      policies: MAIN.filter((policy) => policy !== 'exact'),
      noise: ['on'],
      base: { learning: { decay: 0.1 } },
    },
    mostSeeds: 3,
  },
  {
    name: 'device-spread',
    title: 'With device-to-device spread as well',
    about:
      'As the first, and every device has parameters of its own: 10 % (standard deviation) on ν and on the number of pulses, 5 % on both conductance limits. The papers behind the presets publish no such spread: it is an assumption.',
    full: false,
    plan: {
      devices: FIVE,
      policies: MAIN.filter((policy) => policy !== 'exact'),
      noise: ['on'],
      base: { noise: { d2d: true } },
    },
    mostSeeds: 3,
  },
  {
    name: 'other-policies',
    title: 'The other policies',
    about: 'As the first, with cycle-to-cycle noise, three devices.',
    full: false,
    plan: {
      devices: ['ag-a-si', 'pcmo', 'alox-hfo2'],
      policies: policyNames.filter((policy) => !MAIN.includes(policy)),
      noise: ['on'],
    },
    mostSeeds: 3,
  },
];

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    seeds: { type: 'string', default: '5' },
    out: { type: 'string', default: 'results/studies' },
    study: { type: 'string' },
  },
});
if (values.data === undefined) throw new Error('name the folder of the full MNIST with --data DIR');
const mnist = await loadDataset(values.data, { seed: 1 });
const head = withTestFrom(await loadDataset('mnist-10k', { seed: 1 }), mnist);
await mkdir('docs/pictures', { recursive: true });

const sections: string[] = [];
for (const study of studies) {
  const comparison = await runStudy(study, study.full ? mnist : head);
  const picture = `docs/pictures/${study.name}.svg`;
  await writeFile(picture, accuracyByArm(comparison));
  sections.push(sectionOf(study, comparison));
  if (study.name === 'five-devices') await writeReadme(comparison, picture);
}
await writeFile('docs/results.md', `${introduction()}\n${sections.join('\n')}`);

async function runStudy(study: Study, dataset: Dataset): Promise<Comparison> {
  const count = Math.min(Number(values.seeds), study.mostSeeds);
  const seeds = Array.from({ length: count }, (_, k) => k + 1);
  const jobs = planComparison({ ...study.plan, seeds });
  const store = await openStore(values.out);
  let done = 0;
  const skipped = values.study !== undefined && values.study !== study.name;
  const finished = await runJobs({
    jobs: skipped ? jobs.filter(({ config }) => store.records.has(runId(config, dataset))) : jobs,
    dataset,
    store,
    onFinished: () => process.stderr.write(`\r${study.name} ${++done}/${jobs.length} `),
    onFailure: (_, error) => process.stderr.write(`${error.message}\n`),
  });
  process.stderr.write('\n');
  return summarise(finished);
}

function introduction(): string {
  return [
    '# Results',
    '',
    `Written by \`node --import tsx bench/results.ts --data DIR\`, on ${cpus()[0].model}, ${availableParallelism()} cores, Node ${process.version}. Accuracies in percent on the official 10 000 test images of MNIST: mean ± sample standard deviation over the seeds (1, 2, …); *hidden* is the hidden layer's fixed random readout, *output* the trained output layer. Settings of all arms were tuned with equal budgets on validation images ([tuning](tuning.md)); the test images chose no setting, but first test figures prompted two changes, both then decided on validation images: separate settings for devices without noise, and the output rate of \`exact\`.`,
    '',
  ].join('\n');
}

function sectionOf({ name, title, about }: Study, comparison: Comparison): string {
  const { dataset, network } = comparison;
  const seeds = comparison.baselines[0]?.accuracy.runs.length ?? 0;
  return [
    `## ${title}`,
    '',
    `${about} Data: ${dataset.id}, ${dataset.train} training and ${dataset.test} test images; network ${network}; ${seeds} seeds.`,
    '',
    `![Output accuracy by arm](pictures/${name}.svg)`,
    '',
    comparisonMarkdown(comparison),
  ].join('\n');
}

/** Output accuracy and its loss against ideal weights, policies down and devices across, with noise. */
function matrix({ arms, baselines }: Comparison): string {
  const percent = (x: number) => (100 * x).toFixed(1);
  const ideal = baselines.find(({ device }) => device === 'ideal');
  const cell = (device: string, policy: string) => {
    const arm = arms.find((one) => one.device === device && one.policy === policy && one.noise === 'on');
    return arm ? `${percent(arm.accuracy.mean)} ± ${percent(arm.accuracy.std)}` : '';
  };
  const bits = (policy: string) => {
    const arm = arms.find((one) => one.policy === policy);
    return arm
      ? `${arm.updateReads > 0 ? 'yes' : 'no'} | ${arm.digitalBitsPerSynapse.toFixed(arm.digitalBitsPerSynapse % 1 ? 2 : 0)} | ${arm.devicesPerSynapse}`
      : '| |';
  };
  const header = [
    `| policy | reads | bits/synapse | devices/synapse | ${FIVE.join(' | ')} |`,
    `|---|---|---:|---:|${FIVE.map(() => '---:').join('|')}|`,
  ];
  const rows = MAIN.map(
    (policy) =>
      `| \`${policy}\` | ${bits(policy)} | ${FIVE.map((device) => cell(device, policy)).join(' | ')} |`,
  );
  const reference = ideal
    ? `\nIdeal weights: ${percent(ideal.accuracy.mean)} ± ${percent(ideal.accuracy.std)}.`
    : '';
  return `${[...header, ...rows].join('\n')}\n${reference}`;
}

async function writeReadme(comparison: Comparison, picture: string): Promise<void> {
  const readme = await readFile('README.md', 'utf8');
  const { dataset } = comparison;
  const seeds = comparison.arms[0]?.accuracy.runs.length ?? 0;
  const block = [
    '<!-- results -->',
    `Accuracy of the output layer in percent, ${dataset.id}: ${dataset.train} training images, ${dataset.test} test images, ${seeds} seeds, mean ± standard deviation, with each device's published cycle-to-cycle noise:`,
    '',
    matrix(comparison),
    '',
    `![Output accuracy by device and policy](${picture})`,
    '<!-- /results -->',
  ].join('\n');
  await writeFile(
    'README.md',
    readme.replace(/<!-- results -->[\s\S]*<!-- \/results -->/, () => block),
  );
}
