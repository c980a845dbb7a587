/** The memory of one process that runs a comparison on so many workers over a large data set: its argument, JSON out. */
import { planComparison, workers } from 'memspike/node';
import { makeRuns, roleOf } from 'memspike/parts';
import { strokesDataset } from '../strokes.ts';

export interface Resident {
  readonly workers: number;
  readonly datasetMebibytes: number;
  /** Largest resident size of the process. */
  readonly mebibytes: number;
}

const MIB = 2 ** 20;
const IMAGES = 60_000;

const threads = Number(process.argv[2]);
const { train, ...rest } = strokesDataset(28, IMAGES);
const few = { count: 50, inputs: train.inputs.slice(0, 50 * 784), labels: train.labels.slice(0, 50) };
const dataset = { ...rest, train, test: few };
const configs = planComparison({
  devices: ['ag-a-si'],
  policies: ['none'],
  noise: ['on'],
  seeds: Array.from({ length: threads }, (_, k) => k + 1),
  base: { network: { hidden: [20], steps: 5 }, training: { epochs: 1 } },
}).filter((config) => roleOf(config) === 'arm');
await makeRuns(configs, { dataset, runner: workers({ threads }) });
const resident: Resident = {
  workers: threads,
  datasetMebibytes: train.inputs.length / MIB,
  mebibytes: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(resident));
