/** Shared counters where inputs have no neighbourhood: the same images with their pixels in another order. */
import { type Dataset, type ExperimentConfig, type RunRecord, resolveConfig } from 'memspike/node';
import { spreadOf } from '../../src/experiment/compare/summary.ts';
import { decimal, percentSpread } from '../../src/report/text/words.ts';
import { runStudy, seedsUpTo } from '../study.ts';

const DEVICES = ['ag-a-si', 'pcmo'];
const SEEDS = 1;
/** Prime to 784: pixel 305·j takes the place of pixel j. */
const STRIDE = 305;

interface Row {
  readonly about: string;
  readonly dataset: Dataset;
}

/** One row for each way of sharing a counter among four inputs. */
export async function neighbourhoodSection(
  head: Dataset,
  options: { readonly out: string; readonly skip?: boolean },
): Promise<string> {
  const shuffled = { ...head, train: reordered(head, 'train'), test: reordered(head, 'test') };
  const rows: readonly Row[] = [
    { about: 'images: blocks of 2 × 2 pixels', dataset: head },
    {
      about: 'pixels in another order, no shape known: inputs that are alike in the training images',
      dataset: { ...shuffled, id: `${head.id}, reordered`, shape: undefined },
    },
    {
      about: 'pixels in another order, taken for an image: four pixels at random',
      dataset: { ...shuffled, id: `${head.id}, reordered, shape kept` },
    },
  ];
  const lines: string[] = [];
  for (const { about, dataset } of rows) {
    const configs = DEVICES.flatMap((device) => seedsUpTo(SEEDS).map((seed) => configOf(device, seed)));
    const records = await runStudy({ name: about, configs, dataset }, options);
    lines.push(`| ${about} | ${DEVICES.map((device) => cell(records, device)).join(' | ')} |`);
  }
  return [
    '### Inputs without a neighbourhood',
    '',
    `\`shared-residual\`: a 4-bit counter for four inputs of a neuron, one seed. Where a data set has no image shape, inputs are grouped by the cosine between their values over 512 training samples, without labels.`,
    '',
    `| | ${DEVICES.map((device) => `${device} output % | hidden % | pulses`).join(' | ')} |`,
    `|---|${DEVICES.map(() => '---:|---:|---:').join('|')}|`,
    ...lines,
    '',
  ].join('\n');
}

function configOf(device: string, seed: number): ExperimentConfig {
  return resolveConfig({ device, seed, compensation: { policy: 'shared-residual' } });
}

function reordered({ features, ...dataset }: Dataset, part: 'train' | 'test'): Dataset['train'] {
  const { inputs, ...rest } = dataset[part];
  const moved = inputs.map((_, at) => inputs[at - (at % features) + (((at % features) * STRIDE) % features)]);
  return { ...rest, inputs: moved };
}

function cell(all: readonly RunRecord[], device: string): string {
  const records = all.filter(({ config }) => config.device.name === device);
  if (records.length === 0) return '– | – | –';
  const of = (value: (record: (typeof records)[number]) => number) => spreadOf(records.map(value));
  const pulses = decimal(of(({ pulsesPerSample }) => pulsesPerSample).mean, 0);
  return `${percentSpread(of(({ accuracy }) => accuracy))} | ${percentSpread(of(({ hiddenAccuracy }) => hiddenAccuracy))} | ${pulses}`;
}
