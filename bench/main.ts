/**
 * npm run bench: what the kernels gain over plain TypeScript, as ratios from one process.
 *
 *   --filter PART   only rows whose name holds PART
 *   --quick         fewer and shorter rounds
 *   --json FILE     also { machine, node, commit, rows } as JSON
 *   --docs          also docs/performance.md and docs/performance.json, of all rows
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import type { Kernels } from '../src/engine/kernels.ts';
import { createDesk } from './desk.ts';
import { performancePage } from './document.ts';
import { KERNEL_CASES, type KernelCase, kernelDesks } from './kernels.ts';
import { type MeasureOptions, measure, measureCourses } from './measure.ts';
import { loadNative, NATIVE_ROWS, type Native } from './native/native.ts';
import { commit, processor } from './provenance.ts';
import type { Row } from './row.ts';
import { measureStartup } from './startup.ts';
import { TRAINING_CASES, trainingCourses } from './training.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    filter: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
    docs: { type: 'boolean', default: false },
  },
});

const effort: MeasureOptions = options.quick ? { rounds: 5, slice: 5 } : { rounds: 15, slice: 20 };

async function kernelRows(): Promise<Row[]> {
  const desks = kernelDesks();
  const native = loadNative();
  const rows: Row[] = [];
  for (const { name, unit, units, least, prepare } of KERNEL_CASES) {
    if (!name.includes(options.filter)) continue;
    const contenders = [prepare(await desks.wasm()), prepare(await desks.plain())];
    const inC = native && NATIVE_ROWS.some((start) => name.startsWith(start));
    if (inC) {
      for (const kernelsOver of [native.sse, native.avx2, callsAlone(native)])
        contenders.push(prepare(await createDesk('simd', kernelsOver)));
      contenders.push(leastOf(native, least));
    }
    const [wasm, plain, sse, avx2, call, bound] = measure(contenders, effort);
    rows.push({
      name,
      nsPerUnit: wasm.best / units,
      unit,
      ratios: {
        plainSameAlgorithm: plain.best / wasm.best,
        plainSameAlgorithmMedian: plain.median / wasm.median,
        ...(inC && {
          // A call into an add-on costs ten times one into Wasm, which says nothing about the kernel.
          nativeSse: (sse.best - call.best) / wasm.best,
          nativeAvx2: (avx2.best - call.best) / wasm.best,
          bound: bound.best / PASSES / wasm.best,
        }),
      },
    });
  }
  return rows;
}

const PASSES = 32;

/** The least work of a kernel and nothing else, `PASSES` times. */
function leastOf({ avx2 }: Native, { bytes = 0, operations = 0 }: KernelCase['least'] = {}): () => void {
  const limits = avx2(new ArrayBuffer(bytes + 64));
  const rounds = Math.round((PASSES * operations) / 192);
  return bytes > 0 ? () => limits.read(0, bytes, PASSES) : () => limits.arithmetic(rounds);
}

function callsAlone({ avx2 }: Native): (memory: ArrayBuffer) => Partial<Kernels> {
  return (memory) => {
    const { nothing } = avx2(memory);
    return {
      vmmEvents: nothing,
      vmmDense: nothing,
      lifStep: nothing,
      planStochastic: nothing,
      applyPulses: nothing,
    };
  };
}

async function trainingRows(): Promise<Row[]> {
  const [rounds, count] = options.quick ? [3, 60] : [11, 200];
  const rows: Row[] = [];
  for (const work of TRAINING_CASES) {
    if (!work.name.includes(options.filter)) continue;
    const { memspike, plain, ordinary, careful } = await trainingCourses(work, count);
    const written = ordinary && careful ? [ordinary, careful] : [];
    const [ours, same, usual, tuned] = measureCourses([memspike, plain, ...written], rounds);
    rows.push({
      name: work.name,
      nsPerUnit: ours.best / count,
      unit: 'presentation',
      ratios: {
        plainSameAlgorithm: same.best / ours.best,
        plainSameAlgorithmMedian: same.median / ours.median,
        ...(written.length > 0 && {
          plainOrdinary: usual.best / ours.best,
          plainOrdinaryMedian: usual.median / ours.median,
          plainCareful: tuned.best / ours.best,
          plainCarefulMedian: tuned.median / ours.median,
        }),
      },
    });
  }
  return rows;
}

function print(rows: readonly Row[]): void {
  const table = new Table({
    head: [
      'work',
      'ns per unit',
      'unit',
      'plain TypeScript,\nsame algorithm',
      'plain TypeScript,\nordinary',
      'ordinary,\ncareful',
      'C,\nSSE4.2',
      'C,\nAVX2',
      'bound',
    ],
    colAligns: ['left', 'right', 'left', 'right', 'right', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  const ratio = (best?: number, median?: number) =>
    best === undefined ? '' : `${best.toFixed(1)} (${median?.toFixed(1)})`;
  for (const { name, nsPerUnit, unit, ratios } of rows)
    table.push([
      name,
      nsPerUnit.toFixed(nsPerUnit < 1 ? 3 : nsPerUnit < 100 ? 2 : 0),
      unit,
      ratio(ratios.plainSameAlgorithm, ratios.plainSameAlgorithmMedian),
      ratio(ratios.plainOrdinary, ratios.plainOrdinaryMedian),
      ratio(ratios.plainCareful, ratios.plainCarefulMedian),
      ...[ratios.nativeSse, ratios.nativeAvx2, ratios.bound].map((best) => best?.toFixed(2) ?? ''),
    ]);
  console.log(table.toString());
  console.log('Times as much CPU as memspike: best of the rounds, median in brackets.');
}

const header = {
  machine: processor(),
  node: process.version,
  commit: commit(),
};
console.log(`${header.machine}; Node ${header.node}; commit ${header.commit}`);
const rows = [...(await kernelRows()), ...(await trainingRows())];
print(rows);
if (options.json !== undefined)
  writeFileSync(options.json, `${JSON.stringify({ ...header, rows }, null, 2)}\n`);
if (options.docs) {
  if (options.filter !== '') throw new Error('--docs needs all rows: leave --filter out');
  const command = `npm run bench -- ${process.argv.slice(2).join(' ')}`;
  const measured = { ...header, command, startup: measureStartup(5), rows };
  writeFileSync('docs/performance.md', performancePage(measured));
  writeFileSync('docs/performance.json', `${JSON.stringify(measured, null, 2)}\n`);
}
