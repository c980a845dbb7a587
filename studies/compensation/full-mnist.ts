/**
 * All 60 000 training images of MNIST: writes docs/full-mnist.md and its picture.
 *
 *   node --import tsx studies/compensation/full-mnist.ts --data DIR [--seeds N] [--out DIR]
 *
 * DIR holds the full MNIST (IDX files). Takes about half an hour of two cores for three seeds.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { planComparison, summarise } from 'memspike/node';
import { machine } from '../../bench/provenance.ts';
import { nodeSvg } from '../../src/report/node-document.ts';
import { accuracyByArm } from '../../src/report/pictures/accuracy-by-arm.ts';
import { comparisonMarkdown } from '../../src/report/text/table.ts';
import { mnistOf, runStudy, seedsUpTo } from '../study.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    seeds: { type: 'string', default: '3' },
    out: { type: 'string', default: 'results/studies' },
  },
});
if (values.data === undefined) throw new Error('name the folder of the full MNIST with --data DIR');
const { full } = await mnistOf(values.data);
const configs = planComparison({
  devices: ['ag-a-si', 'pcmo'],
  policies: ['none', 'read-free-pair', 'multi-device', 'shared-residual', 'residual'],
  noise: ['on'],
  seeds: seedsUpTo(Number(values.seeds)),
  base: { learning: { decay: 0.1 } },
});
const comparison = summarise(
  await runStudy({ name: 'full-mnist', configs, dataset: full }, { out: values.out }),
);
await mkdir('docs/pictures', { recursive: true });
await writeFile('docs/pictures/full-mnist.svg', nodeSvg(accuracyByArm(comparison)));
await writeFile(
  'docs/full-mnist.md',
  [
    '# All 60 000 training images',
    '',
    `Written by \`node --import tsx studies/compensation/full-mnist.ts --data DIR\`, on ${machine()}. Accuracies in percent on the official 10 000 test images of MNIST: mean ± sample standard deviation over ${values.seeds} seeds; *hidden* is the hidden layer's fixed random readout, *output* the trained output layer. 784-200-10, 3 epochs, learning rates falling to a tenth, cycle-to-cycle noise on; settings as tuned on 6400 images ([tuning](tuning.md)), not again for this size. On 8000 images, with all policies and devices: [compensation](compensation.md).`,
    '',
    '![Output accuracy by arm](pictures/full-mnist.svg)',
    '',
    comparisonMarkdown(comparison),
  ].join('\n'),
);
