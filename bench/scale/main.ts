/**
 * npm run bench:scale: CPU time and memory of training and inference from 10^4 to 10^8 synapses, and time against
 * spikes; every point in a process of its own. 8 GiB of memory for the largest.
 *
 *   --most N     no network of more than N synapses (default: 1e8)
 *   --checks     also a layer of 16384 × 4096 and the largest that fits, against plain TypeScript and through the
 *                command line: minutes, and 9 GiB
 *   --docs       writes docs/scale.md, docs/scale.json and docs/pictures/scale.svg
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { commit, processor } from '../provenance.ts';
import { runChecks } from './checks.ts';
import { scalePage } from './page.ts';
import { scalePicture } from './picture.ts';
import type { Cost, Shape } from './point.ts';
import { runPoint } from './process.ts';
import type { Point, Scale } from './scale.ts';

const RATE = 0.2;
const POLICY = 'none';

/** Sides of images and hidden layers, in steps of ten: about 10^4 … 10^8 synapses. */
const FAMILIES: Readonly<Record<string, readonly (readonly [side: number, ...hidden: number[]])[]>> = {
  'as many neurons as inputs': [
    [10, 100],
    [18, 308],
    [32, 976],
    [56, 3179],
    [100, 9990],
  ],
  '784 inputs, a wider and wider layer': [
    [28, 13],
    [28, 126],
    [28, 1260],
    [28, 12_595],
    [28, 125_944],
  ],
  '784 inputs, two hidden layers': [
    [28, 12, 12],
    [28, 110, 110],
    [28, 680, 680],
    [28, 2790, 2790],
    [28, 9611, 9611],
  ],
};
const SPIKES = { side: 32, hidden: [1000], policy: POLICY };
const RATES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1];

function measurePoint(shape: Shape): Point {
  const point = { shape, ...runPoint<Cost>(shape) };
  const { synapses, bytes, train, infer, reads, pairs, wallPerCpu } = point;
  const layers = [shape.side ** 2, ...shape.hidden, 10].join('-');
  const each = (value: number) => value.toPrecision(3);
  console.log(
    `${layers}, rate ${shape.rate}: ${synapses.toExponential(2)} synapses, ${each(bytes / synapses)} B each; training ` +
      `${each(train.best / 1e3)} µs, ${each(train.best / synapses)} ns/synapse, ${each(train.best / (reads + pairs))} ` +
      `ns/active; inference ${each(infer.best / 1e3)} µs, ${each(infer.best / reads)} ns/active; wall/CPU ${each(wallPerCpu)}`,
  );
  return point;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      most: { type: 'string', default: '1e8' },
      checks: { type: 'boolean', default: false },
      docs: { type: 'boolean', default: false },
    },
  });
  const families = Object.entries(FAMILIES).map(([name, shapes]) => {
    console.log(`\n${name}`);
    const points = shapes
      .filter(([side, ...hidden]) => synapsesOf([side ** 2, ...hidden, 10]) < 1.05 * Number(values.most))
      .map(([side, ...hidden]) => measurePoint({ side, hidden, rate: RATE, policy: POLICY }));
    return { name, points };
  });
  console.log('\nmore and more spikes');
  const spikes = RATES.map((rate) => measurePoint({ ...SPIKES, rate }));
  const scale: Scale = {
    machine: processor(),
    node: process.version,
    commit: commit(),
    command: ['npm run bench:scale --', ...process.argv.slice(2)].join(' '),
    families,
    spikes,
    ...(values.checks && { checks: await runChecks() }),
  };
  if (!values.docs) return;
  writeFileSync('docs/scale.json', `${JSON.stringify(scale, null, 2)}\n`);
  writeFileSync('docs/scale.md', scalePage(scale));
  writeFileSync('docs/pictures/scale.svg', scalePicture(scale));
}

function synapsesOf(sizes: readonly number[]): number {
  return sizes.slice(1).reduce((sum, size, k) => sum + size * sizes[k], 0);
}

await main();
