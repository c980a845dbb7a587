import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Comparison } from '../../src/experiment/compare/comparison.ts';
import type { RunRecord } from '../../src/experiment/run/record.ts';
import type { LocalOptions } from '../../src/learning/rules/local.ts';
import { type Ended, inFolder, memspike, resultsOf, SMALL } from './command.ts';

const test = suite('compare');

const FEW = ['--device', 'pcmo', '--policy', 'none,residual', '--seeds', '2', '--epochs', '1'];

function compare(cwd: string, ...more: readonly string[]): Promise<Ended> {
  return memspike(['compare', ...SMALL, ...FEW, '--workers', '2', ...more], { cwd });
}

async function recordsIn(folder: string): Promise<RunRecord[]> {
  const text = await readFile(join(folder, 'records.ndjson'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const SPREAD = ['mean', 'std', 'runs'];
const REACHED = [
  ...['seeds', 'accuracy', 'hiddenAccuracy'],
  ...['balancedAccuracy', 'hiddenBalancedAccuracy', 'recall'],
];
const BASELINE = ['device', 'levels', 'c2c', 'noise', ...REACHED];
const ARM = [
  ...['device', 'policy', 'noise', 'd2d'],
  ...REACHED,
  ...['dropFromIdeal', 'dropFromBaseline'],
  ...[
    'pulsesPerSample',
    'maxPulsesPerDevice',
    'updateReads',
    'updateReadsPerSample',
    'energyPerSample',
    'digitalBitsPerSynapse',
    'devicesPerSynapse',
  ],
  ...['samplesPerSecond', 'conductanceHash'],
];

test('--json - prints one comparison object and nothing else', () =>
  inFolder(async (cwd) => {
    const { code, stdout, stderr } = await compare(cwd, '--json', '-');
    assert.is(code, 0, stderr);
    const comparison = JSON.parse(stdout) as Comparison;
    assert.equal(Object.keys(comparison), ['dataset', 'metric', 'network', 'baselines', 'arms', 'verdicts']);
    assert.is(comparison.dataset.train, 72);
    assert.is(comparison.dataset.test, 18);
    assert.is(comparison.network, '12-16-3, 10 steps');
    assert.equal(
      comparison.baselines.map(({ device }) => device),
      ['ideal', 'linear'],
    );
    assert.equal(
      comparison.arms.map(({ device, policy }) => [device, policy]),
      [
        ['pcmo', 'none'],
        ['pcmo', 'residual'],
      ],
    );
    for (const baseline of comparison.baselines) assert.equal(Object.keys(baseline), BASELINE);
    for (const arm of comparison.arms) {
      assert.equal(Object.keys(arm), ARM);
      assert.equal(Object.keys(arm.accuracy), SPREAD);
      assert.is(arm.accuracy.runs.length, 2);
      assert.is(arm.conductanceHash.length, 2);
    }
    const folder = await resultsOf(cwd, 'compare--pcmo--none+residual--');
    assert.equal(JSON.parse(await readFile(join(folder, 'comparison.json'), 'utf8')), comparison);
  }));

test('people get findings and a table on stdout, progress and places on stderr, a report in the folder', () =>
  inFolder(async (cwd) => {
    const { code, stdout, stderr } = await compare(cwd, '--out', 'here');
    assert.is(code, 0, stderr);
    assert.match(stdout, /^pcmo: /);
    assert.match(stdout, /ideal weights {2,}/);
    assert.match(stdout, /linear, 50 levels/);
    assert.match(stderr, /^Can PCMO learn\? [^\n]*\ndata: csv:/);
    assert.match(
      stderr,
      /\n8 runs: 1 device × 2 policies × 2 seeds, and 4 for the baselines; 1 epoch each, 2 workers\n/,
    );
    assert.is(stderr.match(/\n *\d\/8 {2}.*, seed [12] {2}[\d.]+ % {2}[\d.]+ s/g)?.length, 8);
    assert.match(stderr, /report: here.report\.html/);
    const files = await readdir(join(cwd, 'here'));
    for (const file of ['report.html', 'comparison.json', 'records.ndjson', 'device-curves.svg'])
      assert.ok(files.includes(file), file);
    assert.ok(!files.some((file) => file.endsWith('.part')));
    const report = await readFile(join(cwd, 'here', 'report.html'), 'utf8');
    assert.ok(report.includes('memspike compare --data tiny.csv --label kind'));
  }));

test('--quiet prints results only', () =>
  inFolder(async (cwd) => {
    const { code, stdout, stderr } = await compare(cwd, '--quiet');
    assert.is(code, 0);
    assert.is(stderr, '');
    assert.match(stdout, /^pcmo: /);
  }));

test('the number of workers changes no conductance', () =>
  inFolder(async (cwd) => {
    const hashes: string[] = [];
    for (const workers of ['1', '2', '5']) {
      const { stdout, stderr } = await compare(cwd, '--workers', workers, '--out', workers, '--json', '-');
      assert.match(stderr, new RegExp(`, ${workers} worker`));
      hashes.push(JSON.stringify((JSON.parse(stdout) as Comparison).arms.map((arm) => arm.conductanceHash)));
    }
    assert.is(hashes[1], hashes[0]);
    assert.is(hashes[2], hashes[0]);
    assert.is(new Set((JSON.parse(hashes[0]) as string[][]).flat()).size, 4);
  }));

test('finished runs are not run again, unless everything is asked for with --fresh', () =>
  inFolder(async (cwd) => {
    const [first, second] = [await compare(cwd, '--json', '-'), await compare(cwd, '--json', '-')];
    assert.is(second.stdout, first.stdout);
    assert.match(second.stderr, /8 runs, 8 of them finished before:/);
    assert.is((await recordsIn(join(cwd, 'results'))).length, 8);
    const fresh = await compare(cwd, '--fresh');
    assert.not.match(fresh.stderr, /finished before/);
    const ids = (await recordsIn(join(cwd, 'results'))).map(
      ({ id, conductanceHash }) => id + conductanceHash,
    );
    assert.is(ids.length, 16);
    assert.is(new Set(ids).size, 8);
  }));

test('stopped by SIGINT, it keeps what is finished and the same command goes on from there', () =>
  inFolder(async (cwd) => {
    const words = ['compare', ...SMALL, ...FEW, '--epochs', '100', '--workers', '1', '--json', 'all.json'];
    const stopped = await memspike(words, { cwd, interruptAt: /\n *2\/8 / });
    assert.is(stopped.code, 130, stopped.stderr);
    assert.match(stopped.stderr, /memspike: compare: stopped: [2-7] of 8 runs finished and kept in /);
    assert.match(stopped.stderr, /the same command goes on from there/);
    assert.match(stopped.stdout, /ideal weights/);
    const kept = await recordsIn(join(cwd, 'results'));
    assert.ok(kept.length >= 2 && kept.length < 8);

    const resumed = await memspike(words, { cwd });
    assert.is(resumed.code, 0, resumed.stderr);
    assert.match(resumed.stderr, new RegExp(`8 runs, ${kept.length} of them finished before`));
    const all = await recordsIn(join(cwd, 'results'));
    assert.is(new Set(all.map(({ id }) => id)).size, 8);
    assert.is(all.length, 8);
    assert.is((JSON.parse(await readFile(join(cwd, 'all.json'), 'utf8')) as Comparison).arms.length, 2);
  }));

test('seeds, noise, spread, sizes and the network reach every run', () =>
  inFolder(async (cwd) => {
    const { code, stderr } = await compare(
      cwd,
      ...['--policy', 'none', '--seed', '40', '--noise', 'both', '--d2d', 'on'],
      ...['--train', '30', '--test', '9', '--hidden', '8,6', '--steps', '7', '--epochs', '2', '--quiet'],
    );
    assert.is(code, 0, stderr);
    const records = await recordsIn(join(cwd, 'results'));
    assert.equal([...new Set(records.map(({ seed }) => seed))].sort(), [40, 41]);
    for (const { config, dataset, epochs } of records) {
      assert.equal([dataset.train, dataset.test, epochs.length], [30, 9, 2]);
      assert.equal([config.network.hidden, config.network.steps, config.noise.d2d], [[8, 6], 7, true]);
    }
    const arms = records.filter(({ config }) => config.compensation.policy === 'none');
    assert.equal(arms.map(({ config }) => config.noise.c2c).sort(), [false, false, true, true]);
  }));

test('a configuration file comes before the defaults, flags before the file, its settings serve its policy alone', () =>
  inFolder(async (cwd) => {
    const file = {
      compensation: { policy: 'residual', settings: { cell: { m: 2 } } },
      training: { epochs: 5 },
      network: { steps: 9, hidden: [5] },
      learning: { rule: { kind: 'local', rate: [0.5, 0.25] } },
    };
    await writeFile(join(cwd, 'base.json'), JSON.stringify(file));
    const { code, stderr } = await compare(cwd, '--config', 'base.json', '--seeds', '1');
    assert.is(code, 0, stderr);
    assert.match(stderr, /base\.json: .* "residual"; other policies have their own/);
    for (const { config, epochs } of await recordsIn(join(cwd, 'results'))) {
      const { policy, settings } = config.compensation;
      assert.is(epochs.length, 1);
      assert.equal([config.network.steps, config.network.hidden], [10, [16]]);
      assert.is(settings.cell.m, policy === 'residual' ? 2 : 1, policy);
      assert.is((config.learning.rule as LocalOptions).rate[0] === 0.5, policy === 'residual', policy);
    }
  }));

test('a device of the user’s own is read from what `device show --json -` prints', () =>
  inFolder(async (cwd) => {
    const shown = await memspike(['device', 'show', 'pcmo', '--json', '-']);
    const facts = JSON.parse(shown.stdout);
    await writeFile(
      join(cwd, 'mine.json'),
      JSON.stringify({ ...facts, device: { ...facts.device, name: 'mine' } }),
    );
    const { code, stdout, stderr } = await compare(cwd, '--device', 'pcmo,mine.json', '--json', '-');
    assert.is(code, 0, stderr);
    const { arms, baselines } = JSON.parse(stdout) as Comparison;
    assert.is(baselines.length, 2);
    assert.equal(
      arms.map(({ device }) => device),
      ['pcmo', 'pcmo', 'mine', 'mine'],
    );
    assert.equal(arms[2].conductanceHash, arms[0].conductanceHash);
    const twice = await compare(cwd, '--device', 'pcmo,mine.json,./mine.json');
    assert.is(twice.code, 2);
    assert.match(twice.stderr, /two devices are called "mine"/);
  }));

test('a comparison is not written over another one, unless it contains it or --fresh says so', () =>
  inFolder(async (cwd) => {
    const words = ['--out', 'here', '--seeds', '1', '--policy'];
    const report = () => readFile(join(cwd, 'here', 'report.html'), 'utf8');
    assert.is((await compare(cwd, ...words, 'none')).code, 0);
    const first = await report();
    const other = await compare(cwd, ...words, 'threshold');
    assert.is(other.code, 2);
    assert.match(other.stderr, /memspike: compare: --out: here holds another comparison\n/);
    assert.match(other.stderr, /received: "pcmo × none on csv:/);
    assert.is(await report(), first);
    const grown = await compare(cwd, ...words, 'none,threshold');
    assert.is(grown.code, 0, grown.stderr);
    assert.match(grown.stderr, /4 runs, 3 of them finished before/);
    assert.is((await compare(cwd, ...words, 'threshold', '--fresh')).code, 0);
  }));

test('runs that fail are reported at the end, and the exit code is 1', () =>
  inFolder(async (cwd) => {
    // A layer of 2^40 synapses fits into no memory.
    const { code, stderr } = await compare(cwd, '--hidden', '1048576,1048576', '--seeds', '1');
    assert.is(code, 1, stderr);
    assert.match(stderr, /failed and is tried again/);
    assert.match(stderr, /memspike: compare: 4 of 4 runs failed\n/);
  }));

test.run();
