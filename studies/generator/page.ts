/** docs/generator.md from all trials. */
import type { Stream } from './source.ts';
import { extremity, FAILURE, SUSPECT, type Trial, type Verdict } from './trial.ts';

export interface Tested {
  readonly stream: Stream;
  readonly battery: string;
  readonly trials: readonly Trial[];
  readonly verdict: Verdict;
}

export interface Header {
  readonly machine: string;
  readonly commit: string;
  readonly command: string;
  readonly library: string;
}

export function generatorPage(
  { machine, commit, command, library }: Header,
  tested: readonly Tested[],
): string {
  const own = tested.filter(({ stream }) => stream.from !== 'control');
  const bad = tested.filter(({ stream }) => stream.from === 'control');
  const of = (from: Stream['from']) => own.filter(({ stream }) => stream.from === from);
  const failures = own.filter(({ verdict }) => verdict.failures.length > 0);
  const tests = sum(own.map(({ verdict }) => verdict.tests));
  const words = sum(own.map(({ verdict }) => verdict.words));
  const hours = sum(tested.flatMap(({ trials }) => trials.map(({ seconds }) => seconds))) / 3600;
  return `${[
    '# The random numbers, tested',
    '',
    `Written by \`${command}\` with ${library} (L’Ecuyer & Simard, ACM TOMS 33:22, 2007; Debian: \`libtestu01-0-dev\`, section non-free), on ${machine}; commit ${commit}; ${hours.toFixed(1)} hours, one battery at a time. All p values: [generator.json](generator.json).`,
    '',
    `memspike’s generator is its own ([decision 7](decisions/0007-addressed-randomness.md)): a draw is a hash of its address (seed, stream, two indices, row, column). What has to be random is therefore not one sequence but every walk through addresses: along rows and columns, over updates, presentations and seeds, and from purpose to purpose. ${tests} tests, ${(words / 1e9).toFixed(1)} · 10⁹ words: **${failures.length === 0 ? 'no failure' : `${failures.length} failed`}**. Generators that are bad on purpose are refused.`,
    '',
    '![p values of all tests](pictures/generator.svg)',
    '',
    ...expectations(own),
    '',
    '## Whole draws',
    '',
    'All 32 bits, from the plain-TypeScript twin of the kernels’ generator; `test/kernels` holds the twin and the Wasm builds equal to the bit. The batteries look at the upper bits most: *bits reversed* shows them the lower ones first.',
    '',
    ...table(of('reference')),
    '',
    '## What kernels make of them',
    '',
    'Read from what the Wasm kernels write: one bit of each draw (packed into words), distances between pulses, 24 bits of an initial weight, and the deviates of cycle-to-cycle noise. *Normality* is 19 tests of 2^24 deviates: Kolmogorov–Smirnov, Anderson–Darling, χ² in 4096 cells, the tails beyond four standard deviations, Hermite moments up to the fourth, and correlations of neighbours and of their squares at lags 1 to 4 and one row. *SmallCrush of Φ(ξ)* turns them back into uniform numbers, 16 bits each.',
    '',
    ...table(of('kernel')),
    '',
    '## Known to be bad',
    '',
    'Each makes a mistake that a generator of this kind can make. A test that refuses none of them would show nothing.',
    '',
    ...table(bad),
    '',
    '## How to read it',
    '',
    `A p value within ${power(FAILURE)} of 0 or 1 is a failure. One within ${power(SUSPECT)} is suspect: three other samples are then drawn (other seeds), and it is a failure if the same test is suspect again. *Smallest p* is the distance to the nearer end, of all tests of the row. Tests of one battery are not quite independent (*RandomWalk1* takes five figures from the same walks). Crush, the longest, has been run on one walk; BigCrush on none.`,
    '',
    'Known from the construction, and harmless here: within one row the draw is a one-to-one function of the column, so that no word occurs twice before column 2^32; of independent draws, two would agree in one of 14 000 rows of 784. Two rows of an update may begin less than a row apart in the Weyl sequence, as one pair of rows does in about one of 35 updates of 784 × 200; *rows that overlap* tests that their draws differ all the same.',
  ].join('\n')}\n`;
}

function table(tested: readonly Tested[]): string[] {
  return [
    '| stream | draws, in this order | battery | samples | words | tests | suspect | failed | smallest p | in |',
    '|---|---|---|---:|---:|---:|---:|---:|---:|---|',
    ...tested.map(({ stream, battery, trials, verdict }) =>
      [
        '',
        stream.name.replace(/^(kernel|control): /, ''),
        stream.about,
        battery,
        trials.length,
        `${(verdict.words / 1e6).toFixed(0)} M`,
        verdict.tests,
        verdict.suspects,
        verdict.failures.length === 0 ? '0' : `**${verdict.failures.length}**`,
        probability(extremity(verdict.smallest.p)),
        verdict.smallest.name,
        '',
      ]
        .join(' | ')
        .trim(),
    ),
  ];
}

/** Counts of extreme p values beside those of uniform ones. */
function expectations(tested: readonly Tested[]): string[] {
  const p = tested.flatMap(({ trials }) => trials.flatMap(({ tests }) => tests.map((test) => test.p)));
  return [
    '| p values closer to 0 or 1 than | 0.05 | 0.005 | 0.0005 | 0.00005 |',
    '|---|---:|---:|---:|---:|',
    `| found, of ${p.length} | ${LIMITS.map((limit) => p.filter((x) => extremity(x) < limit).length).join(' | ')} |`,
    `| expected of independent ones | ${LIMITS.map((limit) => count(2 * limit * p.length)).join(' | ')} |`,
  ];
}

const LIMITS = [0.05, 0.005, 0.0005, 0.00005];

const count = (expected: number): string => (expected < 10 ? expected.toPrecision(2) : expected.toFixed(0));

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** A power of ten. */
export const power = (limit: number): string => `10${superscript(Math.round(Math.log10(limit)))}`;

const superscript = (exponent: number): string =>
  String(exponent).replace(/./g, (sign) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(sign)]);

function probability(p: number): string {
  if (p >= 1e-3) return p.toPrecision(2);
  if (p < 1e-15) return `< ${power(1e-15)}`;
  const exponent = Math.floor(Math.log10(p));
  return `${(p / 10 ** exponent).toFixed(1)} · 10${superscript(exponent)}`;
}
