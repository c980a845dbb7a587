/** The circuits of badcrossbar's tests, solved by the circuit simulator Qucs, to the six decimals that are theirs. */
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { solveArray } from '../../src/wires/array.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('qucs');

type Grid = number[][];
interface Case {
  readonly resistances: (number | 'Infinity')[][];
  readonly applied_voltages: Grid;
  readonly r_i_word_line: number;
  readonly r_i_bit_line: number;
  readonly i_output: Grid;
  readonly i_device: Grid;
  readonly i_word_line: Grid;
  readonly i_bit_line: Grid;
  readonly v_word_line: Grid;
  readonly v_bit_line: Grid;
}

const file = new URL('../fixtures/wires/badcrossbar-qucs.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Record<string, Case> };
const DECIMALS = { abs: 1e-6 };

test('there are 33 circuits', () => {
  assert.is(Object.keys(cases).length, 33);
});

for (const [name, circuit] of Object.entries(cases)) {
  test(`${name}: currents and voltages`, async () => {
    const conductances = circuit.resistances.map((row) => row.map((r) => (r === 'Infinity' ? 0 : 1 / r)));
    const { currents, map } = await solveArray(
      {
        conductances,
        wordLineResistance: circuit.r_i_word_line,
        bitLineResistance: circuit.r_i_bit_line,
        voltages: [circuit.applied_voltages.map(([volt]) => volt)],
      },
      { map: true },
    );
    assertClose(currents[0], circuit.i_output[0], DECIMALS);
    const { bitVoltages, deviceCurrents, wordVoltages } = (map ?? [])[0];
    assertClose(wordVoltages.flat(), circuit.v_word_line.flat(), DECIMALS);
    assertClose(bitVoltages.flat(), circuit.v_bit_line.flat(), DECIMALS);
    assertClose(deviceCurrents.flat(), circuit.i_device.flat(), DECIMALS);
    // A segment of a word line carries what the devices behind it take, one of a bit line what those before it gave.
    const columns = conductances[0].length;
    assertClose(
      deviceCurrents.flatMap((row) => row.map((_, j) => sum(row.slice(j)))),
      circuit.i_word_line.flat(),
      DECIMALS,
    );
    assertClose(
      deviceCurrents.flatMap((_, i) =>
        Array.from({ length: columns }, (_, j) => sum(deviceCurrents.slice(0, i + 1).map((row) => row[j]))),
      ),
      circuit.i_bit_line.flat(),
      DECIMALS,
    );
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

test.run();
