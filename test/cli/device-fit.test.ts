import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { requireWellFormed, visibleText } from '../report/well-formed.ts';
import { assertClose } from '../support/assert-close.ts';
import { inFolder, memspike, SMALL } from './command.ts';

const test = suite('device fit, and responses in the units of others');

const measured = (name: string) => fileURLToPath(new URL(`../../examples/measured/${name}`, import.meta.url));

/** 40 LTP and 30 LTD pulses of Ag:a-Si's law, in µS. */
async function curves(cwd: string): Promise<string> {
  const drive = async (words: readonly string[]) =>
    (await memspike(['device', 'response', 'ag-a-si', ...words, '--csv', '-'], { cwd })).stdout
      .trimEnd()
      .split('\n')
      .map((row) => Number(row.split(',')[1]));
  const ltp = await drive(['--pulses', '97']);
  const ltd = await drive(['--pulses', '-97', '--start', '1']);
  const rows = ltp.map((g, i) => `${1 + 9 * g},${1 + 9 * ltd[i]}`);
  return `LTP (uS),LTD (uS)\n${rows.join('\n')}\n`;
}

test('the device of a fitted curve is the one that made it, and compare takes it', () =>
  inFolder(async (cwd) => {
    await writeFile(join(cwd, 'my curve.csv'), await curves(cwd));
    const { code, stdout, stderr } = await memspike(['device', 'fit', 'my curve.csv'], { cwd });
    assert.is(code, 0, stderr);
    for (const words of ['97 pulses', '2.4 LTP, -4.88 LTD', 'ΔBIC', 'symmetry point', 'conductances in uS'])
      assert.ok(stdout.includes(words), `${words} is missing in\n${stdout}`);
    assert.is(stderr.trimEnd().split('\n').at(-1)!.trim(), 'memspike compare --device device.json');
    const device = JSON.parse(await readFile(join(cwd, 'device.json'), 'utf8'));
    assert.is(device.name, 'my-curve');
    assertClose([device.gMax, device.onOff, device.levels], [10e-6, 10, 97], { rel: 1e-3 });
    const svg = await readFile(join(cwd, 'device.svg'), 'utf8');
    requireWellFormed(svg);
    assert.match(visibleText(svg), /conductance \(µS\)/);
    const words = ['compare', '--device', 'device.json', '--policy', 'none', '--seeds', '1', '--epochs', '1'];
    const compared = await memspike([...words, ...SMALL, '--quiet'], { cwd });
    assert.is(compared.code, 0, compared.stderr);
    assert.match(compared.stdout, /my-curve/);
  }));

test('--json holds the device, the intervals and what was understood; the folder can be named', () =>
  inFolder(async (cwd) => {
    const files = [measured('crosssim_v2_set.csv'), measured('crosssim_v2_reset.csv')];
    const flags = ['--read-voltage', '0.1', '--out', 'taox', '--name', 'taox', '--json', '-'];
    const { code, stdout, stderr } = await memspike(['device', 'fit', ...files, ...flags], { cwd });
    assert.is(code, 0, stderr);
    const fit = JSON.parse(stdout);
    assert.equal(fit.device, JSON.parse(await readFile(join(cwd, 'taox', 'device.json'), 'utf8')));
    assert.is(fit.device.name, 'taox');
    assert.ok(fit.isSiemens && fit.understood.length > 0 && fit.families.length === 5);
    assert.ok(
      fit.estimates[0].low < fit.estimates[0].value && fit.estimates[0].value < fit.estimates[0].high,
    );
    requireWellFormed(await readFile(join(cwd, 'taox', 'device.svg'), 'utf8'));
  }));

test('mistakes are told with their place, and write nothing', () =>
  inFolder(async (cwd) => {
    await writeFile(join(cwd, 'bad.csv'), '1,2\n2,oops\n3,1\n');
    await writeFile(join(cwd, 'up.csv'), '1\n2\n3\n4\n5\n6\n');
    for (const [words, message] of [
      [['bad.csv'], /bad\.csv:2: column 2 is "oops"/],
      [['none.csv'], /none\.csv: there is no such file/],
      [['up.csv'], /has LTP ramps only[\s\S]*memspike device fit up\.csv OTHER\.csv/],
      [['up.csv', '--unit', 'furlong'], /--unit: not a unit/],
      [['up.csv', '--out', 'x.json'], /--out: not the name of a folder/],
      [['up.csv', '--columns', 'rows'], /--columns/],
    ] as const) {
      const { code, stderr } = await memspike(['device', 'fit', ...words], { cwd });
      assert.is(code, 2, stderr);
      assert.match(stderr, message);
    }
    assert.is(await readFile(join(cwd, 'device.json')).catch(() => 'absent'), 'absent');
  }));

test('the answer stands first, then what each column was taken for; roles can be given', () =>
  inFolder(async (cwd) => {
    const text = await curves(cwd);
    const rows = text.trimEnd().split('\n').slice(1);
    await writeFile(join(cwd, 'n.csv'), `x,y,z\n${rows.map((row, i) => `${i},${row}`).join('\n')}\n`);
    const fit = (...words: string[]) => memspike(['device', 'fit', ...words], { cwd });
    const { stdout } = await fit('n.csv', '--column', 'LTP=2,LTD=3,pulse=x', '--unit', 'uS');
    assert.match(stdout, /^Good: N, ν, Gmin, Gmax and noise are known/);
    assert.match(stdout, /column 1 \(x\): pulse number \(as given\)/);
    const wrong = await fit('n.csv', '--column', 'LPT=2');
    assert.is(wrong.code, 2);
    assert.match(wrong.stderr, /--column[\s\S]*did you mean "ltp"/);
    const none = await fit('n.csv', '--column', 'G=9');
    assert.match(none.stderr, /has no column 9/);
  }));

test('a fit that is none is refused; accepted, its device carries the mark into every report', () =>
  inFolder(async (cwd) => {
    await writeFile(join(cwd, 'big.csv'), (await curves(cwd)).replaceAll('uS', 'S'));
    const refused = await memspike(['device', 'fit', 'big.csv'], { cwd });
    assert.is(refused.code, 2);
    assert.match(refused.stderr, /not usable: Gmax is 10 S[\s\S]*--accept/);
    assert.is(await readFile(join(cwd, 'device.json')).catch(() => 'absent'), 'absent');
    const taken = await memspike(['device', 'fit', 'big.csv', '--accept'], { cwd });
    assert.match(taken.stdout, /^Not usable, because Gmax is 10 S/);
    const shown = await memspike(['device', 'show', 'device.json'], { cwd });
    assert.match(shown.stdout, /in doubt\s+Not usable, because Gmax is 10 S/);
    const words = ['compare', '--device', 'device.json', '--policy', 'none', '--seeds', '1', '--epochs', '1'];
    const compared = await memspike([...words, ...SMALL, '--quiet', '--out', 'r'], { cwd });
    assert.match(compared.stdout, /big: [\s\S]*The device is in doubt: Not usable, because Gmax is 10 S/);
    const [folder] = (await readdir(join(cwd, 'r'), { recursive: true })).filter((file) =>
      file.endsWith('.html'),
    );
    const report = await readFile(join(cwd, 'r', folder), 'utf8');
    assert.match(report, /The device is in doubt: Not usable/);
  }));

test("an aihwkit device answers in aihwkit's units, with every digit", () =>
  inFolder(async (cwd) => {
    const device = { device: 'ConstantStepDevice', params: { dw_min: 0.01, up_down: 0.1, dw_min_std: 0.3 } };
    await writeFile(join(cwd, 'a.json'), JSON.stringify(device));
    const words = ['device', 'response', '--aihwkit', 'a.json', '--start', '0', '--pulses', '2,-1'];
    const { stdout, stderr } = await memspike([...words, '--csv', '-'], { cwd });
    assert.is(stderr, '');
    const values = stdout
      .trimEnd()
      .split('\n')
      .map((row) => Number(row.split(',')[1]));
    // Up by dw_min, down by dw_min·(1 − up_down).
    assertClose(values, [0, 0.01, 0.02, 0.011], { abs: 1e-8 });
    assert.match((await memspike(words, { cwd })).stdout, /its curve without noise/);
    await writeFile(join(cwd, 'b.json'), '{"device": "ConstantStepDevise"}');
    const wrong = await memspike(['device', 'response', '--aihwkit', 'b.json', '--pulses', '1'], { cwd });
    assert.is(wrong.code, 2);
    assert.match(wrong.stderr, /b\.json: device[\s\S]*did you mean "ConstantStepDevice"/);
  }));

test('keyword arguments of aihwkit without a class are converted with a word, and elsewhere named as what they are', () =>
  inFolder(async (cwd) => {
    const bare = { w_min: -1, w_max: 1, dw_min: 0.002, gamma_up: 0.4, gamma_down: 0.5, dw_min_std: 0.3 };
    await writeFile(join(cwd, 'kwargs.json'), JSON.stringify(bare));
    const convert = ['device', 'convert', 'kwargs.json', '--to', 'memspike', '--out', 'linear'];
    assert.match((await memspike(convert, { cwd })).stderr, /taken as LinearStepDevice/);
    const shown = await memspike(['device', 'show', 'linear/device.json'], { cwd });
    assert.match(shown.stdout, /aihwkit LinearStepDevice/);
    const wrong = await memspike(['device', 'show', 'kwargs.json'], { cwd });
    assert.is(wrong.code, 2);
    assert.match(
      wrong.stderr,
      /kwargs\.json: looks like a device of aihwkit[\s\S]*device convert kwargs\.json --to memspike/,
    );
    await writeFile(
      join(cwd, 'cell.txt'),
      'TransferCompound(unit_cell_devices=[EcRamPresetDevice(), EcRamPresetDevice()])',
    );
    await memspike(['device', 'convert', 'cell.txt', '--to', 'memspike', '--out', 'cell'], { cwd });
    const { compensation } = JSON.parse(await readFile(join(cwd, 'cell', 'policy.json'), 'utf8'));
    assert.is(compensation.policy, 'tiki-taka');
  }));

test("NeuroSim's numbers give its conductances, from Gmin to Gmax and back", async () => {
  const numbers = ['--neurosim', '2.4,-4.88,97,100,3.1e-9,38.5e-9'];
  const { stdout } = await memspike(['device', 'response', ...numbers, '--pulses', '97,-100', '--csv', '-']);
  const values = stdout
    .trimEnd()
    .split('\n')
    .map((row) => Number(row.split(',')[1]));
  assert.is(values.length, 198);
  assertClose([values[0], values[97], values[197]], [3.1e-9, 38.5e-9, 3.1e-9], { rel: 1e-9 });
  // B·(1 − e^(−P/A)) + Gmin with A_norm(2.4) = 0.5 (manual of MLP+NeuroSim V3.0).
  const b = 35.4e-9 / (1 - Math.exp(-2));
  assertClose(values[48], b * (1 - Math.exp(-48 / 48.5)) + 3.1e-9, { rel: 2e-3 });
});

test("convert writes CrossSim's two tables and reads them again; fit says what they are", () =>
  inFolder(async (cwd) => {
    const convert = (...words: string[]) => memspike(['device', 'convert', ...words], { cwd });
    const there = await convert('ag-a-si', '--to', 'crosssim', '--out', 'tables');
    assert.is(there.code, 0, there.stderr);
    assert.match(there.stderr, /nearest of 501 conductances/);
    const back = await convert('tables', '--to', 'memspike', '--json', 'back.json');
    assert.is(back.code, 0, back.stderr);
    assert.match(back.stderr, /differ by up to/);
    const device = JSON.parse(await readFile(join(cwd, 'back.json'), 'utf8'));
    assert.is(device.law.kind, 'stochastic');
    assertClose([device.gMax, device.onOff], [1 / 26e6, 12.5], { rel: 1e-6 });
    const shown = await memspike(['device', 'show', 'back.json'], { cwd });
    assert.match(shown.stdout, /steps drawn, 65 quantiles at 65 conductances/);
    const both = ['tables/dG_increasing.txt', 'tables/dG_decreasing.txt'];
    assert.is((await convert(...both, '--to', 'memspike')).code, 0);
    for (const [words, message] of [
      [['ag-a-si', '--to', 'crosssim'], /--out: two files need a folder/],
      [['ag-a-si', 'pcmo', '--to', 'aihwkit'], /more than one device/],
      [['tables', '--to', 'aihwkit'], /to memspike alone/],
      [['tables/none.txt', 'tables/none.txt', '--to', 'memspike'], /none\.txt/],
    ] as const) {
      const { code, stderr } = await convert(...words);
      assert.is(code, 2);
      assert.match(stderr, message);
      assert.not.match(stderr, /bug in memspike/);
    }
    const fitted = await memspike(['device', 'fit', both[0]], { cwd });
    assert.is(fitted.code, 2);
    assert.match(fitted.stderr, /is a look-up table of CrossSim[\s\S]*device convert/);
  }));

test('convert goes to aihwkit and back: the JSON on stdout, what is not exact on stderr', () =>
  inFolder(async (cwd) => {
    const convert = (...words: string[]) => memspike(['device', 'convert', ...words], { cwd });
    const there = await convert('pcmo', '--to', 'aihwkit', '--json', 'sb.json');
    assert.is(there.code, 0, there.stderr);
    assert.match(there.stderr, /stops at the rails/);
    const back = await convert('sb.json', '--to', 'memspike');
    assert.is(JSON.parse(back.stdout).law.kind, 'affine');
    assert.match(back.stderr, /never reached/);
    assert.is((await convert('hzo-fefet', '--to', 'aihwkit')).code, 2);
    assert.is((await convert('sb.json', '--to', 'neurosim')).code, 2);
    await writeFile(join(cwd, 'x.json'), '{"device":"SoftBoundsDevice","params":{"dw_min_std":"a"}}');
    assert.match((await convert('x.json', '--to', 'memspike')).stderr, /dw_min_std/);
  }));

test('one device at a time', async () => {
  for (const words of [[], ['pcmo', '--neurosim', '1,-1,9,9,1,2']]) {
    const { code, stderr } = await memspike(['device', 'response', ...words, '--pulses', '5']);
    assert.is(code, 2);
    assert.match(stderr, /--aihwkit FILE\.json/);
  }
});

test.run();
