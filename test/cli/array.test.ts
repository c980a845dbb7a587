import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertClose } from '../support/assert-close.ts';
import { inFolder, memspike } from './command.ts';

const test = suite('cli: array');

const EXAMPLE = fileURLToPath(new URL('../../examples/circuits/five-by-four.json', import.meta.url));
/** "5x4-b-1" of badcrossbar's tests: Qucs's currents. */
const CURRENTS = [0.060570196651101416, 0.059327610716747844, 0.05634873882925334, 0.05335235457510154];

const CIRCUIT = {
  conductances: Array.from({ length: 5 }, (_, i) =>
    Array.from({ length: 4 }, (_, j) => 1 / (40 * i + 10 * (j + 1))),
  ),
  wordLineResistance: 1,
  bitLineResistance: 2,
  voltages: [[0, 1, 2, 3, 4]],
};

test('array solve: a circuit in a file, its currents on stdout, with --map all nodes', () =>
  inFolder(async (cwd) => {
    await writeFile(join(cwd, 'circuit.json'), JSON.stringify(CIRCUIT));
    const plain = await memspike(['array', 'solve', 'circuit.json', '--json', '-'], { cwd });
    assert.is(plain.code, 0, plain.stderr);
    const { currents, map } = JSON.parse(plain.stdout);
    assertClose(currents[0], CURRENTS, { abs: 1e-9 });
    assert.is(map, undefined);
    const mapped = await memspike(['array', 'solve', 'circuit.json', '--map', '--json', '-'], { cwd });
    const [{ bitVoltages, deviceCurrents, wordVoltages }] = JSON.parse(mapped.stdout).map;
    for (const grid of [bitVoltages, deviceCurrents, wordVoltages])
      assert.equal([grid.length, grid[0].length], [5, 4]);
    assertClose(deviceCurrents[4][3], 0.018484389241435237, { abs: 1e-9 });
  }));

test('array solve --svg draws four maps of the read that is asked for, the same at every call', () =>
  inFolder(async (cwd) => {
    for (const file of ['one.svg', 'two.svg']) {
      const { code, stdout } = await memspike(
        ['array', 'solve', EXAMPLE, '--svg', file, ...(file === 'two.svg' ? [] : ['--read', '1'])],
        { cwd },
      );
      assert.is(code, 0);
      assert.match(
        stdout,
        /^read +bit line +current +of that without resistance\n1 +0 +17\.4 µA +89\.44 %\n/,
      );
    }
    const [one, two] = await Promise.all(
      ['one.svg', 'two.svg'].map((file) => readFile(join(cwd, file), 'utf8')),
    );
    assert.is(one, two);
    assert.is(one.match(/<rect [^>]*fill="(?:#|rgb)/g)?.length, 4 * 5 * 4 + 1);
    assert.match(one, /prefers-color-scheme:dark/);
    const { code, stderr } = await memspike(['array', 'solve', EXAMPLE, '--svg', '-', '--read', '3'], {
      cwd,
    });
    assert.is(code, 2);
    assert.match(stderr, /--read: there is no such read\n {2}received: 3\n {2}accepted: 1 to 2/);
  }));

test('array solve refuses --map without --json and --read without --svg: nobody would get what they ask for', () =>
  inFolder(async (cwd) => {
    for (const [flags, message] of [
      [['--map'], /--map: means nothing without --json/],
      [['--map', '--svg', 'map.svg'], /--map: means nothing without --json/],
      [['--read', '1'], /--read: means nothing without --svg/],
      [['--read', '2', '--json', '-'], /--read: means nothing without --svg/],
    ] as const) {
      const { code, stderr } = await memspike(['array', 'solve', EXAMPLE, ...flags], { cwd });
      assert.is(code, 2);
      assert.match(stderr, message);
    }
  }));

test('array solve names the file and the entry that is wrong', () =>
  inFolder(async (cwd) => {
    for (const [content, message] of [
      [{ ...CIRCUIT, voltages: [[1, 2]] }, /circuit\.json: voltages\.0: not an accepted value/],
      [
        { ...CIRCUIT, wordLineResistance: 'thin' },
        /circuit\.json: wordLineResistance: not an accepted value/,
      ],
      [{ ...CIRCUIT, driver: 'left' }, /circuit\.json: driver: no such setting[\s\S]*did you mean "drivers"/],
      [[], /circuit\.json: /],
    ] as const) {
      await writeFile(join(cwd, 'circuit.json'), JSON.stringify(content));
      const { code, stderr } = await memspike(['array', 'solve', 'circuit.json'], { cwd });
      assert.is(code, 2);
      assert.match(stderr, message);
    }
  }));

test.run();
