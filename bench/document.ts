/** docs/performance.md from the rows of one run of the benchmark. */
import type { Row } from './row.ts';
import type { Startup } from './startup.ts';

export interface Measured {
  readonly machine: string;
  readonly node: string;
  readonly commit: string;
  readonly command: string;
  readonly startup: Startup;
  readonly rows: readonly Row[];
}

/** What keeps a kernel from its yardsticks: true wherever the ratio that it explains is below 1. */
const REASONS: Readonly<Record<string, { readonly avx2: string; readonly bound: string }>> = {
  vmmEvents: {
    avx2: 'one addition per weight, so the width of a vector is what counts: 128 bits in WebAssembly, 256 in AVX2',
    bound:
      'the bound only reads the weights; a read also loads and stores the sums once per four lines, and V8 loads every operand by an instruction of its own',
  },
  vmmDense: {
    avx2: 'AVX2 works on vectors of twice the width and fuses product and sum; WebAssembly rounds each product, which is why all builds give the same bits',
    bound: 'the bound only reads the weights, at 256 bits a load',
  },
  lifStep: {
    avx2: 'the filters run at half the width',
    bound:
      'the bound counts the arithmetic of a neuron; loading and storing six arrays and listing the spikes come on top',
  },
  planStochastic: {
    avx2: 'the hash of each synapse is computed at half the width',
    bound:
      'the bound counts the arithmetic of the first question; whatever passes is drawn again, one synapse at a time, behind branches that cannot be predicted',
  },
  write: {
    avx2: 'the hash of each synapse is computed at half the width',
    bound:
      'the bound counts the arithmetic of the first question alone, neither the pulses nor what they touch',
  },
};

export function performancePage({ machine, node, commit, command, startup, rows }: Measured): string {
  return `${[
    '# Performance',
    '',
    `Written by \`${command}\`, with the numbers of that run in [performance.json](performance.json): ${machine}; Node ${node}; commit ${commit}.`,
    '',
    'All contenders of a row run in one process, in turns, and their CPU time is compared: absolute times depend on the machine and on what else it does, ratios much less. A ratio is the time of the other side divided by that of memspike: above 1, memspike is faster. Best of the rounds.',
    '',
    ...tableOf(rows),
    '',
    '*Plain, same algorithm*: plain TypeScript with the same algorithms and data layouts. *Plain, ordinary*: the network as one would first write it. *Plain, careful*: ordinary code that skips whatever is silent. *C*: the same kernel in C, gcc -O3, vectorised by the compiler (`bench/native/kernels.c`); the price of calling an add-on is taken off. *Bound*: reading the same bytes, or as many operations, at the speed that AVX2 reaches here.',
    '',
    '## The gaps',
    '',
    ...gapsOf(rows),
    ...presentationsOf(rows),
    '',
    '## Starting',
    '',
    `\`memspike --help\` takes ${startup.help.toFixed(0)} ms; a fresh process has finished its first training step of a 784-200-10 network ${startup.firstStep.toFixed(0)} ms after it started. Wall clock, best of several, files in the page cache.`,
  ].join('\n')}\n`;
}

function tableOf(rows: readonly Row[]): string[] {
  const times = (ratio?: number) => (ratio === undefined ? '' : ratio.toFixed(ratio < 10 ? 2 : 1));
  return [
    '| work | ns per unit | unit | plain, same algorithm | plain, ordinary | plain, careful | C, SSE4.2 | C, AVX2 | bound |',
    '|---|---:|---|---:|---:|---:|---:|---:|---:|',
    ...rows.map(({ name, nsPerUnit, unit, ratios: r }) =>
      [
        '',
        name.replaceAll('|', '\\|'),
        nsPerUnit < 100 ? nsPerUnit.toPrecision(3) : nsPerUnit.toFixed(0),
        unit,
        ...[r.plainSameAlgorithm, r.plainOrdinary, r.plainCareful].map(times),
        ...[r.nativeSse, r.nativeAvx2, r.bound].map(times),
        '',
      ]
        .join(' | ')
        .trim(),
    ),
  ];
}

function gapsOf(rows: readonly Row[]): string[] {
  return Object.entries(REASONS).flatMap(([kernel, reasons]) => {
    const mine = rows.filter(({ name, ratios }) => name.startsWith(kernel) && ratios.bound !== undefined);
    if (mine.length === 0) return [];
    const range = (of: (row: Row) => number | undefined) => mine.map(of).map((x) => x ?? Number.NaN);
    const sse = range(({ ratios }) => ratios.nativeSse);
    const avx2 = range(({ ratios }) => ratios.nativeAvx2);
    const bound = range(({ ratios }) => ratios.bound);
    return [
      `- **${kernel}** takes ${timesOf(sse)} the time of C with SSE4.2, whose vectors are as wide, and ${timesOf(avx2)} that of C with AVX2${Math.min(...avx2) < 0.95 ? `: ${reasons.avx2}` : ''}. It reaches ${percentOf(bound)} of the bound: ${reasons.bound}.`,
    ];
  });
}

/** Outer products of a sample of the training benchmark that writes in every step: 45 steps teach, two layers. */
const WRITES = 90;

/** Where the time of a sample goes that is written in every step. */
function presentationsOf(rows: readonly Row[]): string[] {
  const find = (start: string, end = '') =>
    rows.find(({ name }) => name.startsWith(start) && name.endsWith(end))?.nsPerUnit;
  const [once, often] = [find('training 784-200-10', '50 steps'), find('training 784-200-10', 'every step')];
  const [plan, each] = [find('planSkipping'), find('planStochastic 150x200, |x| 0.005')];
  if (once === undefined || often === undefined || plan === undefined || each === undefined) return [];
  const more = (often - once) / WRITES;
  return [
    `- **A write every step** costs ${((often - once) / 1000).toFixed(0)} µs a sample more than one at the end, ${more.toFixed(0)} ns for each of its ${WRITES} outer products. The pulses are as many. Rounding takes about ${(plan * 130 * 65).toFixed(0)} ns for one of the hidden layer (planSkipping), where a draw for each of its 8450 synapses would take ${(each * 130 * 65).toFixed(0)} (planStochastic); most of it is the search for the synapse of each pulse, one after the other. The rest are the traces, the lists of lines and columns, the keys and the calls of each write, which do not shrink with it: 150 µs a sample would leave less than ${((150000 - once) / WRITES).toFixed(0)} ns for an outer product.`,
  ];
}

/** The inverse of ratios, as a factor or a range of factors. */
function timesOf(ratios: readonly number[]): string {
  const [low, high] = [Math.max(...ratios), Math.min(...ratios)].map((ratio) => (1 / ratio).toFixed(2));
  return `${low === high ? low : `${low} to ${high}`} times`;
}

function percentOf(ratios: readonly number[]): string {
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)].map((ratio) => (100 * ratio).toFixed(0));
  return `${low === high ? low : `${low} to ${high}`} %`;
}
