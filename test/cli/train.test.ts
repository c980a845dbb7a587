import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunRecord } from '../../src/experiment/run/record.ts';
import { inFolder, memspike, resultsOf, SMALL } from './command.ts';

const test = suite('train');

const LONG = ['train', ...SMALL, '--device', 'pcmo', '--policy', 'residual', '--epochs', '12'];
/** Enough samples that an epoch takes several slices of work. */
const SAMPLES = 3000;

async function recordIn(folder: string): Promise<RunRecord> {
  const { digest: _, ...record } = JSON.parse(
    (await readFile(join(folder, 'records.ndjson'), 'utf8')).trimEnd(),
  );
  return record;
}

test('stopped by SIGINT and resumed, it ends with the bits of a run that was not stopped', () =>
  inFolder(async (cwd) => {
    const straight = await memspike([...LONG, '--out', 'straight', '--json', '-'], { cwd });
    assert.is(straight.code, 0, straight.stderr);
    const expected = JSON.parse(straight.stdout) as RunRecord;

    const stopped = await memspike([...LONG, '--out', 'stopped'], {
      cwd,
      interruptAt: /epoch 2\/12 {2}output/,
    });
    assert.is(stopped.code, 130, stopped.stderr);
    assert.is(stopped.stdout, '');
    assert.match(
      stopped.stderr,
      /memspike: train: stopped in epoch \d+, sample \d+; the checkpoint is stopped.checkpoint\.bin/,
    );
    assert.match(stopped.stderr, /the same command with --resume/);
    assert.not.ok((await readdir(join(cwd, 'stopped'))).includes('records.ndjson'));

    const resumed = await memspike(['train', '--resume', '--out', 'stopped'], { cwd });
    assert.is(resumed.code, 0, resumed.stderr);
    assert.match(resumed.stderr, /resumed after [\d,]+ samples/);
    const record = await recordIn(join(cwd, 'stopped'));
    assert.is(record.id, expected.id);
    assert.is(record.conductanceHash, expected.conductanceHash);
    assert.equal(
      record.epochs.map(({ accuracy }) => accuracy),
      expected.epochs.map(({ accuracy }) => accuracy),
    );
    assert.ok(resumed.stdout.includes(expected.conductanceHash));

    const finished = await memspike([...LONG, '--resume', '--out', 'stopped', '--json', '-'], { cwd });
    assert.is(finished.code, 0, finished.stderr);
    assert.match(finished.stderr, /the run in stopped is finished/);
    const { verdict, ...printed } = JSON.parse(finished.stdout);
    assert.equal(printed, record);
    assert.is(verdict.learnt, true);

    const other = await memspike([...LONG, '--seed', '2', '--resume', '--out', 'stopped'], { cwd });
    assert.is(other.code, 1);
    assert.match(other.stderr, /belongs to another configuration or other data/);
  }, SAMPLES));

test('it saves its configuration, record, checkpoint and pictures, and the configuration gives the same run', () =>
  inFolder(async (cwd) => {
    const words = ['--policy', 'none', '--noise', 'off', '--d2d', 'on', '--seed', '7', '--epochs', '2'];
    const { code, stdout, stderr } = await memspike(['train', ...SMALL, ...words], { cwd });
    assert.is(code, 0, stderr);
    assert.match(
      stdout,
      /^(?:Nothing is learnt: |[\d.]+ % of the test samples are right ).*\n(?:.+\n)*\noutput accuracy +[\d.]+ %\n/,
    );
    assert.match(stderr, /\nepoch 1\/2 {2}output [\d.]+ % {2}hidden [\d.]+ %\nepoch 2\/2 /);
    const folder = await resultsOf(cwd, 'train--ag-a-si--none--');
    const files = await readdir(folder);
    for (const file of [
      'config.json',
      'records.ndjson',
      'checkpoint.bin',
      'device-curves.svg',
      'accuracy-per-epoch.svg',
    ])
      assert.ok(files.includes(file), file);
    assert.ok(!files.some((file) => file.endsWith('.part')));
    const record = await recordIn(folder);
    assert.equal(
      [record.config.device.name, record.config.compensation.policy, record.seed, record.epochs.length],
      ['ag-a-si', 'none', 7, 2],
    );
    assert.equal(record.config.noise, { c2c: false, d2d: true });

    const again = await memspike(
      ['train', '--config', join(folder, 'config.json'), '--out', 'again', '--json', '-'],
      {
        cwd,
      },
    );
    const repeated = JSON.parse(again.stdout) as RunRecord;
    assert.is(repeated.id, record.id);
    assert.is(repeated.conductanceHash, record.conductanceHash);
  }));

test('a finished run is not overwritten, unless that is asked for', () =>
  inFolder(async (cwd) => {
    const words = ['train', ...SMALL, '--epochs', '1', '--out', 'run'];
    const first = await memspike(words, { cwd });
    assert.is(first.code, 0, first.stderr);
    const second = await memspike(words, { cwd });
    assert.is(second.code, 2);
    assert.match(second.stderr, /memspike: train: run: the run in this folder is finished\n/);
    assert.match(second.stderr, /--resume shows its result, --fresh trains it anew/);
    const third = await memspike([...words, '--fresh'], { cwd });
    assert.is(third.code, 0, third.stderr);
    assert.match(third.stderr, /starting anew: run.checkpoint\.bin is replaced/);
  }));

test('a damaged checkpoint is set aside, and the run begins anew', () =>
  inFolder(async (cwd) => {
    const words = ['train', ...SMALL, '--epochs', '1', '--out', 'run', '--json', '-'];
    const first = await memspike(words, { cwd });
    const path = join(cwd, 'run', 'checkpoint.bin');
    const bytes = await readFile(path);
    bytes[bytes.length >> 1] ^= 1;
    await writeFile(path, bytes);
    const again = await memspike([...words, '--resume'], { cwd });
    assert.is(again.code, 0, again.stderr);
    assert.match(again.stderr, /damaged or cut short; it is set aside as run.checkpoint\.set-aside\.bin/);
    const [one, two] = [first, again].map(({ stdout }) => (JSON.parse(stdout) as RunRecord).conductanceHash);
    assert.is(two, one);
    assert.equal(await readFile(join(cwd, 'run', 'checkpoint.set-aside.bin')), bytes);
  }));

test('with another policy than its file names, that file’s settings and rate are left out', () =>
  inFolder(async (cwd) => {
    await memspike(
      ['train', ...SMALL, '--policy', 'multi-device', '--epochs', '1', '--out', 'multi', '--quiet'],
      { cwd },
    );
    const words = [
      'train',
      '--config',
      join('multi', 'config.json'),
      '--policy',
      'none',
      '--out',
      'none',
      '--json',
      '-',
    ];
    const { stdout, stderr } = await memspike(words, { cwd });
    assert.match(stderr, /are those of "multi-device" and left out/);
    const plain = await memspike(['train', ...SMALL, '--policy', 'none', '--epochs', '1', '--json', '-'], {
      cwd,
    });
    assert.equal((JSON.parse(stdout) as RunRecord).config, (JSON.parse(plain.stdout) as RunRecord).config);
  }));

test('--quiet prints the result only', () =>
  inFolder(async (cwd) => {
    const { code, stdout, stderr } = await memspike(['train', ...SMALL, '--epochs', '1', '--quiet'], { cwd });
    assert.is(code, 0);
    assert.is(stderr, '');
    assert.match(stdout, /\n\noutput accuracy /);
  }));

test('there must be a checkpoint to resume from', () =>
  inFolder(async (cwd) => {
    const { code, stderr } = await memspike(['train', '--resume'], { cwd });
    assert.is(code, 2);
    assert.match(stderr, /memspike: train: --resume: there is no checkpoint to go on from\n/);
  }));

test.run();
