/** docs/performance.md from the rows of one run of the benchmark. */
import type { Row } from './main.ts';
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

/** The inverse of ratios, as a factor or a range of factors. */
function timesOf(ratios: readonly number[]): string {
  const [low, high] = [Math.max(...ratios), Math.min(...ratios)].map((ratio) => (1 / ratio).toFixed(2));
  return `${low === high ? low : `${low} to ${high}`} times`;
}

function percentOf(ratios: readonly number[]): string {
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)].map((ratio) => (100 * ratio).toFixed(0));
  return `${low === high ? low : `${low} to ${high}`} %`;
}
