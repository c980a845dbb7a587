/**
 * Every policy on every device: writes docs/compensation.md, its pictures and the table of the README.
 *
 *   node --import tsx studies/compensation/compensation.ts --data DIR [--out DIR] [--only STUDY]
 *
 * DIR holds the full MNIST (IDX files), whose 10 000 test images are the test set. Takes about an hour and a half of
 * two cores; finished runs are kept in --out. With --only, other studies are shown as far as they have been run.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  type Comparison,
  type ComparisonOptions,
  type ExperimentConfig,
  planComparison,
  policyNames,
  summarise,
} from 'memspike/node';
import { contentOf } from 'memspike/parts';
import { nodeSvg } from '../../src/report/node-document.ts';
import { accuracyByArm } from '../../src/report/pictures/accuracy-by-arm.ts';
import { accuracyByPrice } from '../../src/report/pictures/accuracy-by-price.ts';
import { mnistOf, runStudy, seedsUpTo } from '../study.ts';
import { knobConfigs } from './knobs.ts';
import { neighbourhoodSection } from './neighbourhood.ts';
import { compensationPage, DEVICES, MAIN_POLICIES, readmeTable } from './page.ts';

interface Compared {
  readonly name: string;
  readonly noise: 'on' | 'off';
  readonly devices: readonly string[];
  readonly seeds: { readonly main: number; readonly others: number };
  readonly base?: ComparisonOptions['base'];
}

const TWO = ['ag-a-si', 'pcmo'];
const STUDIES: readonly Compared[] = [
  { name: 'noise-on', noise: 'on', devices: DEVICES, seeds: { main: 5, others: 2 } },
  { name: 'noise-off', noise: 'off', devices: TWO, seeds: { main: 2, others: 1 } },
  {
    name: 'device-spread',
    noise: 'on',
    devices: TWO,
    seeds: { main: 2, others: 1 },
    base: { noise: { d2d: true } },
  },
];

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string', default: 'results/studies' },
    only: { type: 'string' },
  },
});
if (values.data === undefined) throw new Error('name the folder of the full MNIST with --data DIR');
const { head } = await mnistOf(values.data);
await mkdir('docs/pictures', { recursive: true });

const comparisons: Record<string, Comparison> = {};
for (const study of STUDIES) {
  const { name } = study;
  const comparison = summarise(
    await runStudy({ name, configs: configsOf(study), dataset: head }, optionsOf(name)),
  );
  comparisons[name] = comparison;
  if (comparison.arms.length === 0) continue;
  await writeFile(`docs/pictures/compensation-${name}.svg`, nodeSvg(accuracyByArm(comparison)));
}
const main = comparisons['noise-on'];
await writeFile('docs/pictures/compensation-prices.svg', nodeSvg(accuracyByPrice(main)));
const shown = main.arms.filter(({ policy }) => MAIN_POLICIES.includes(policy));
await writeFile('docs/pictures/five-devices.svg', nodeSvg(accuracyByArm({ ...main, arms: shown })));
const knobs = await runStudy({ name: 'knobs', configs: knobConfigs(), dataset: head }, optionsOf('knobs'));
const neighbourhood = await neighbourhoodSection(head, optionsOf('neighbourhood'));
await writeFile(
  'docs/compensation.md',
  compensationPage({
    on: main,
    off: comparisons['noise-off'],
    spread: comparisons['device-spread'],
    knobs,
    neighbourhood,
  }),
);
await writeReadme(readmeTable(main));

/** Main policies first, with the baselines; every configuration once. */
function configsOf({ devices, noise, seeds, base }: Compared): ExperimentConfig[] {
  const others = policyNames.filter((policy) => !MAIN_POLICIES.includes(policy));
  const configs = [[MAIN_POLICIES, seeds.main] as const, [others, seeds.others] as const].flatMap(
    ([policies, count]) =>
      planComparison({ devices, policies, noise: [noise], seeds: seedsUpTo(count), base }),
  );
  return [...new Map(configs.map((config) => [contentOf(config), config])).values()];
}

function optionsOf(name: string) {
  return { out: values.out, skip: values.only !== undefined && values.only !== name };
}

async function writeReadme(block: string): Promise<void> {
  const readme = await readFile('README.md', 'utf8');
  const marked = /<!-- results -->[\s\S]*<!-- \/results -->/;
  await writeFile(
    'README.md',
    readme.replace(marked, () => `<!-- results -->\n${block}\n<!-- /results -->`),
  );
}
