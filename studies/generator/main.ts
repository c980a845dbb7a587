/**
 * Statistical tests of the random numbers, in the orders in which the kernels use them.
 *
 *   node --import tsx studies/generator/main.ts
 *   --filter TEXT   only streams whose name holds TEXT
 *   --quick         SmallCrush and the tests of normality alone, once
 *   --docs          write docs/generator.md, docs/generator.json and docs/pictures/generator.svg
 *   --out DIR       where finished trials are kept (results/generator)
 *
 * Needs a C compiler and TestU01; says so where they are missing. Ends with status 2 then, and with status 1 if a stream
 * fails or if a generator that is known to be bad does not.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { commit, machine } from '../../bench/provenance.ts';
import { buildBattery } from './battery.ts';
import { controls } from './controls.ts';
import { kernelWalks } from './kernel-walks.ts';
import { generatorPage, type Tested } from './page.ts';
import { pValues } from './picture.ts';
import type { Stream } from './source.ts';
import { type Battery, extremity, isSuspect, judge, runTrial, type Trial } from './trial.ts';
import { walks } from './walks.ts';

const SMALL: Battery = { name: 'SmallCrush', kind: ['smallcrush'], samples: 1 };
const REVERSED: Battery = { name: 'SmallCrush, bits reversed', kind: ['smallcrush-reversed'], samples: 1 };
const RABBIT: Battery = { name: 'Rabbit, 2^28 bits', kind: ['rabbit', String(2 ** 28)], samples: 1 };
const CRUSH: Battery = { name: 'Crush', kind: ['crush'], samples: 1 };
const DEVIATES: Battery = { name: 'SmallCrush of Φ(ξ)', kind: ['smallcrush-deviates'], samples: 1 };
/** The one walk that gets Crush too, the costliest: 2^35 draws. */
const LONGEST = 'a crossbar’s rounding';
/** More samples of a stream in which a p value is suspect. */
const AGAIN = [11, 12, 13];

const { values: options } = parseArgs({
  options: {
    filter: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
    docs: { type: 'boolean', default: false },
    out: { type: 'string', default: 'results/generator' },
  },
});
if (options.docs && (options.quick || options.filter !== ''))
  throw new Error('--docs needs all trials: leave --quick and --filter out');

const tested: Tested[] = [];
const streams = [...controls, ...walks, ...kernelWalks].filter(({ name }) => name.includes(options.filter));
if (streams.length === 0) throw new Error(`no stream's name holds "${options.filter}"`);
const driver = build();
for (const stream of streams) for (const battery of batteriesOf(stream)) await test(stream, battery);
for (const stream of streams) if (stream.name === LONGEST && !options.quick) await test(stream, CRUSH);
const wrong = tested.filter(
  ({ stream, verdict }) => verdict.failures.length > 0 !== (stream.from === 'control'),
);
for (const { stream, battery } of wrong)
  console.log(`${stream.from === 'control' ? 'not refused' : 'FAILED'}: ${stream.name}, ${battery}`);
process.exitCode = wrong.length > 0 ? 1 : 0;
if (options.docs) writeDocs(streams.flatMap((stream) => tested.filter((done) => done.stream === stream)));

function build(): string {
  try {
    return buildBattery();
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}

function batteriesOf({ name, holds, from, lag = 1 }: Stream): Battery[] {
  const normal = { name: 'normality, 2^24 deviates', kind: ['normal', String(2 ** 24), String(lag)] };
  if (from === 'control') return [holds === 'deviates' ? { ...normal, samples: 1 } : SMALL];
  if (holds === 'deviates')
    return options.quick ? [{ ...normal, samples: 1 }] : [{ ...normal, samples: 4 }, DEVIATES];
  if (options.quick) return [SMALL];
  if (holds === 'bits') return [SMALL, RABBIT];
  return [SMALL, REVERSED, ...(name === LONGEST ? [RABBIT] : [])];
}

async function test(stream: Stream, battery: Battery): Promise<void> {
  const trials: Trial[] = [];
  const next = async (sample: number) => {
    trials.push(await runTrial(stream, battery, sample, { driver, out: options.out }));
  };
  for (let sample = 1; sample <= battery.samples; sample++) await next(sample);
  if (stream.from !== 'control' && trials.some(isSuspect)) for (const sample of AGAIN) await next(sample);
  const verdict = judge(trials);
  tested.push({ stream, battery: battery.name, trials, verdict });
  const seconds = trials.reduce((sum, trial) => sum + trial.seconds, 0).toFixed(0);
  const { tests, failures, smallest } = verdict;
  console.log(
    `${stream.name} | ${battery.name} | ${tests} tests, ${failures.length} failed, smallest p ${extremity(smallest.p).toExponential(1)} (${smallest.name}) | ${seconds} s`,
  );
}

function writeDocs(tested: readonly Tested[]): void {
  const header = {
    machine: machine(),
    commit: commit(),
    command: 'node --import tsx studies/generator/main.ts --docs',
    library: tested[0].trials[0].library,
  };
  const rows = tested.map(({ stream, battery, trials, verdict }) => {
    const { name, about, holds, from } = stream;
    return JSON.stringify({
      stream: name,
      about,
      holds,
      from,
      battery,
      ...verdict,
      trials: trials.map(short),
    });
  });
  const head = JSON.stringify(header).slice(0, -1);
  writeFileSync('docs/generator.json', `${head},"rows":[\n${rows.join(',\n')}\n]}\n`);
  writeFileSync('docs/generator.md', generatorPage(header, tested));
  writeFileSync('docs/pictures/generator.svg', pValues(tested));
}

function short({ sample, seconds, words, tests }: Trial) {
  return { sample, seconds, words, tests };
}
