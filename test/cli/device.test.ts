import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { potentiate } from '../../src/device/laws/effect-of-pulses.ts';
import { presetNames, resolveDevice } from '../../src/presets/presets.ts';
import { assertClose } from '../support/assert-close.ts';
import { inFolder, memspike } from './command.ts';

const test = suite('device and policy');

test('list names every preset with its published labels', async () => {
  const { code, stdout, stderr } = await memspike(['device', 'list']);
  assert.is(code, 0, stderr);
  const lines = stdout.trimEnd().split('\n');
  assert.equal(
    lines.slice(1).map((line) => line.split(' ')[0]),
    presetNames,
  );
  // MLP+NeuroSim V3.0 manual, Table I.
  assert.ok(
    lines.some((line) => line.includes('2.4 / -4.88') && line.includes('97') && line.includes('12.5')),
  );
  const json = JSON.parse((await memspike(['device', 'list', '--json', '-'])).stdout);
  assert.equal(
    json.map(({ device }: { device: { name: string } }) => device.name),
    presetNames,
  );
});

test('show tells the law, the noise, the pair and the source', async () => {
  const { stdout } = await memspike(['device', 'show', 'ag-a-si']);
  for (const words of [
    '2.4 LTP, -4.88 LTD',
    'Nano Letters 10:1297',
    '3.5 %',
    '26000000 Ω',
    '3.2 V',
    'symmetry point',
    '█',
  ])
    assert.ok(stdout.includes(words), words);
  const { device, labels, pair } = JSON.parse(
    (await memspike(['device', 'show', 'ag-a-si', '--json', '-'])).stdout,
  );
  assert.equal(device, JSON.parse(JSON.stringify(resolveDevice('ag-a-si'))));
  assertClose([labels.ltp, labels.ltd], [2.4, -4.88], { abs: 1e-9 });
  assertClose([pair.complementary.limit], [pair.complementary.drive / pair.complementary.decay], {
    abs: 1e-12,
  });
});

test('ideal weights can be shown too', async () => {
  const { code, stdout } = await memspike(['device', 'show', 'ideal']);
  assert.is(code, 0);
  assert.match(stdout, /floating-point weights/);
});

test('response writes every pulse with all digits, from pulse 0', async () => {
  const { code, stdout } = await memspike(['device', 'response', 'pcmo', '--pulses', '50,-50', '--csv', '-']);
  assert.is(code, 0);
  const rows = stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split(',').map(Number));
  assert.is(rows.length, 101);
  assert.equal(rows[0], [0, 0]);
  const { law } = resolveDevice('pcmo');
  if (law.kind === 'ideal') throw new Error('pcmo has a law');
  // Closed form of n pulses against n single ones.
  for (const n of [1, 10, 50]) {
    assert.is(rows[n][0], n);
    assertClose([rows[n][1]], [potentiate(law, 0, n)], { abs: 1e-12 });
  }
});

test('response starts where it is told, and repeats its noise with its seed', async () => {
  const words = ['device', 'response', 'ag-a-si', '--pulses', '5,-5', '--start', '0.25', '--json', '-'];
  const values = async (...more: readonly string[]) =>
    JSON.parse((await memspike([...words, ...more])).stdout).values as number[];
  const [plain, noisy, again, other] = await Promise.all([
    values(),
    values('--noise', 'on'),
    values('--noise', 'on', '--seed', '1'),
    values('--noise', 'on', '--seed', '2'),
  ]);
  assert.is(plain[0], 0.25);
  assert.is(plain.length, 11);
  assert.equal(noisy, again);
  assert.not.equal(noisy, plain);
  assert.not.equal(noisy, other);
});

test('response draws a picture, prints a table, and reads a device file', () =>
  inFolder(async (cwd) => {
    const device = { name: 'mine', labels: { ltp: 1, ltd: -1 }, levels: 64 };
    await writeFile(join(cwd, 'mine.json'), JSON.stringify(device));
    const words = [
      'device',
      'response',
      'mine.json',
      '--pulses',
      '64,-64',
      '--svg',
      'curve.svg',
      '--csv',
      'curve.csv',
    ];
    const { code, stdout, stderr } = await memspike(words, { cwd });
    assert.is(code, 0, stderr);
    assert.match(stdout, /^mine\n[▁-█]{60}\n\npulse {2}conductance\n0 {6}0\.000000\n/);
    assert.match(await readFile(join(cwd, 'curve.svg'), 'utf8'), /<svg[\s\S]*64 LTP pulses/);
    assert.is((await readFile(join(cwd, 'curve.csv'), 'utf8')).split('\n').length, 130);
  }));

test('a device of aihwkit that is refused is told with its file, by convert and by response', () =>
  inFolder(async (cwd) => {
    await writeFile(join(cwd, 'bad.json'), '{ "class": "ConstantStepDevice", "params": { "dw_minn": 1 } }');
    for (const words of [
      ['convert', 'bad.json', '--to', 'memspike'],
      ['response', '--aihwkit', 'bad.json', '--pulses', '1'],
    ]) {
      const { code, stderr } = await memspike(['device', ...words], { cwd });
      assert.is(code, 2);
      assert.match(stderr, /bad\.json: dw_minn: ConstantStepDevice has no such field/);
    }
  }));

test('policies are listed and shown with what they cost', async () => {
  const list = JSON.parse((await memspike(['policy', 'list', '--json', '-'])).stdout);
  const exact = list.find(({ name }: { name: string }) => name === 'exact');
  assert.is(exact.readFree, false);
  assert.is(exact.cost.digitalBitsPerSynapse, 32);
  assert.match((await memspike(['policy', 'list'])).stdout, /\nresidual +no +4 +2 +/);
  assert.match((await memspike(['policy', 'show', 'residual'])).stdout, /hardware +a 4-bit counter/);
  const shared = (await memspike(['policy', 'show', 'shared-residual'])).stdout;
  assert.match(
    shared,
    /pulses +counters of 4 bits for 2 × 2 inputs; .* \(output layer: counters of 4 bits; /,
  );
});

test.run();
