import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { MemspikeError } from '../../src/errors.ts';
import { type ArrayInput, solveArray } from '../../src/wires/array.ts';
import { DRIVERS, drivenAt, GROUNDS, groundedAt } from '../../src/wires/lines.ts';
import { assertClose } from '../support/assert-close.ts';
import { solveNodes } from './nodal.ts';

const test = suite('array');

const size = fc.integer({ min: 1, max: 9 });
const resistance = fc.double({ min: 0.1, max: 2000, noNaN: true });

/** Conductances around 10 kΩ, some of them open; word lines that float now and then where `floating`. */
const arrays = (floating: boolean): fc.Arbitrary<ArrayInput> =>
  fc.tuple(size, size).chain(([rows, columns]) =>
    fc.record({
      conductances: fc.array(
        fc.array(
          fc.oneof(
            { weight: 6, arbitrary: fc.double({ min: 1e-6, max: 1e-3, noNaN: true }) },
            { weight: floating ? 0 : 1, arbitrary: fc.constant(0) },
          ),
          { minLength: columns, maxLength: columns },
        ),
        { minLength: rows, maxLength: rows },
      ),
      wordLineResistance: resistance,
      bitLineResistance: resistance,
      driverResistance: resistance,
      groundResistance: resistance,
      drivers: fc.constantFrom(...DRIVERS),
      grounds: fc.constantFrom(...GROUNDS),
      voltages: fc.array(
        fc.array(
          fc.oneof(
            { weight: 4, arbitrary: fc.integer({ min: -2000, max: 2000 }).map((mV) => mV / 1000) },
            { weight: floating ? 1 : 0, arbitrary: fc.constant(null) },
          ),
          { minLength: rows, maxLength: rows },
        ),
        { minLength: 1, maxLength: 3 },
      ),
      // One bit line stays grounded: without any, nothing says what ground is.
      floatingBitLines: floating ? fc.subarray(upTo(columns - 1)) : fc.constant([]),
    }),
  );

const upTo = (n: number): number[] => Array.from({ length: n }, (_, k) => k);

/** Of a contact without resistance: far less than what any device resists, and float64 holds its inverse. */
const NO_OHMS = 1e-40;

function nodes(input: ArrayInput, read: number) {
  const { conductances, voltages } = input;
  const volts = voltages[read];
  const end = (yes: boolean, ohms: number | undefined): number => (yes ? 1 / (ohms || NO_OHMS) : 0);
  const free = new Set(input.floatingBitLines);
  const driven = (side: 0 | 1) =>
    volts.map((volt, i) =>
      end(volt !== null && drivenAt(input.drivers ?? 'left', i)[side], input.driverResistance),
    );
  const grounded = (side: 0 | 1) =>
    conductances[0].map((_, j) =>
      end(!free.has(j) && groundedAt(input.grounds ?? 'bottom', j)[side], input.groundResistance),
    );
  return solveNodes({
    conductances,
    word: 1 / input.wordLineResistance,
    bit: 1 / input.bitLineResistance,
    left: driven(0),
    right: driven(1),
    top: grounded(0),
    bottom: grounded(1),
    volts: volts.map((volt) => volt ?? 0),
  });
}

const largest = (values: readonly number[]): number => Math.max(...values.map(Math.abs), 1e-300);

for (const floating of [false, true])
  test(`currents and voltages are those of nodal analysis, wherever lines are driven and grounded${floating ? ', with lines that float' : ''}`, async () => {
    await fc.assert(
      fc.asyncProperty(arrays(floating), async (input) => {
        const { currents, map = [] } = await solveArray(input, { map: true, backend: 'scalar' });
        for (const [read, volts] of input.voltages.entries()) {
          const expected = nodes(input, read);
          const voltage = largest(volts.map((volt) => volt ?? 0));
          assertClose(currents[read], expected.currents, { abs: 1e-9 * largest(expected.currents) });
          assertClose(map[read].wordVoltages.flat(), expected.word.flat(), { abs: 1e-8 * voltage });
          assertClose(map[read].bitVoltages.flat(), expected.bit.flat(), { abs: 1e-8 * voltage });
        }
      }),
      { numRuns: 150, seed: 1 },
    );
  });

/** Arrays whose lines resist up to a thousand times what their devices do, with contacts of every kind, perfect ones too. */
const resistive: fc.Arbitrary<ArrayInput> = fc
  .tuple(
    arrays(false),
    fc.double({ min: -3, max: 3, noNaN: true }),
    fc.constantFrom(1, 1, 1e-6, 0),
    fc.constantFrom(1, 1, 1e-6, 0),
  )
  .map(([input, decade, ofDriver, ofGround]) => {
    const unit = 10 ** decade / (Math.max(...input.conductances.flat()) || 1e-4) / 2000;
    const ohms = (given: number | undefined): number => (given as number) * unit;
    return {
      ...input,
      wordLineResistance: ohms(input.wordLineResistance),
      bitLineResistance: ohms(input.bitLineResistance),
      driverResistance: ohms(input.driverResistance) * ofDriver,
      groundResistance: ohms(input.groundResistance) * ofGround,
    };
  });

/** By how much currents are wrong at most, in shares of the largest of their read. */
async function worstError(input: ArrayInput): Promise<number> {
  const { currents } = await solveArray(input, { backend: 'scalar' });
  const errors = currents.map((own, read) => {
    const expected = nodes(input, read).currents;
    return Math.max(...own.map((current, j) => Math.abs(current - expected[j]))) / largest(expected);
  });
  return Math.max(...errors);
}

test('a current is as exact as is said, 1e-12 of the largest, whatever the lines and the contacts resist', async () => {
  await fc.assert(
    fc.asyncProperty(resistive, async (input) => {
      const error = await worstError(input);
      assert.ok(error < 1e-12, `${error}`);
    }),
    { numRuns: 500, seed: 35 },
  );
});

test('a tolerance that is asked for is kept, and saves steps', async () => {
  let [loose, exact] = [0, 0];
  await fc.assert(
    fc.asyncProperty(resistive, fc.integer({ min: 3, max: 11 }), async (input, digits) => {
      const tolerance = 10 ** -digits;
      const error = await worstError({ ...input, tolerance });
      assert.ok(error < tolerance, `${error} of ${tolerance}`);
      const steps = async (one: ArrayInput) =>
        (await solveArray(one, { backend: 'scalar' })).steps.reduce((sum, own) => sum + own, 0);
      loose += await steps({ ...input, tolerance });
      exact += await steps(input);
    }),
    { numRuns: 200, seed: 4 },
  );
  assert.ok(loose < 0.8 * exact, `${loose} steps, ${exact} without a tolerance`);
});

test('between perfect contacts one device has all of the voltage, however its lines resist', async () => {
  for (const ohms of [1e-4, 1, 1e4, 1e6, 1e10]) {
    const { currents } = await solveArray({
      ...{ conductances: [[1]], wordLineResistance: ohms, bitLineResistance: ohms, voltages: [[0.3]] },
      ...{ driverResistance: 0, groundResistance: 0 },
    });
    assertClose(currents[0], [0.3], { rel: 1e-12 });
  }
});

test('Kirchhoff: what flows into every node flows out of it', async () => {
  await fc.assert(
    fc.asyncProperty(arrays(false), async (input) => {
      const { currents, map = [] } = await solveArray(input, { map: true });
      const { conductances, voltages, wordLineResistance: rw, bitLineResistance: rb } = input;
      const [rows, columns] = [conductances.length, conductances[0].length];
      for (const [read, volts] of voltages.entries()) {
        const { bitVoltages: w, deviceCurrents: device, wordVoltages: u } = map[read];
        const scale = largest([...device.flat(), ...currents[read]]);
        let driven = 0;
        for (let i = 0; i < rows; i++)
          for (let j = 0; j < columns; j++) {
            assertClose(device[i][j], conductances[i][j] * (u[i][j] - w[i][j]), { abs: 1e-12 * scale });
            const [left, right] = drivenAt(input.drivers ?? 'left', i);
            const [top, bottom] = groundedAt(input.grounds ?? 'bottom', j);
            const drive = (at: boolean) =>
              at ? ((volts[i] ?? 0) - u[i][j]) / (input.driverResistance as number) : 0;
            const ground = (at: boolean) => (at ? -w[i][j] / (input.groundResistance as number) : 0);
            const source = drive(j === 0 && left) + drive(j + 1 === columns && right);
            driven += source;
            const along = (at: readonly (readonly number[])[], r: number, k: number, l: number) =>
              at[k]?.[l] === undefined ? 0 : (at[k][l] - at[i][j]) / r;
            const intoWord = source + along(u, rw, i, j - 1) + along(u, rw, i, j + 1) - device[i][j];
            const intoBit =
              ground(i === 0 && top) +
              ground(i + 1 === rows && bottom) +
              along(w, rb, i - 1, j) +
              along(w, rb, i + 1, j) +
              device[i][j];
            // Differences of voltages over a small resistance lose digits.
            const lost = 1e-13 * (largest(u.flat()) / Math.min(rw, rb));
            assertClose([intoWord, intoBit], [0, 0], { abs: 1e-8 * scale + lost });
          }
        const given = currents[read].reduce((sum, current) => sum + current, 0);
        assertClose(given, driven, { abs: 1e-8 * scale * rows + 1e-12 });
      }
    }),
    { numRuns: 100, seed: 2 },
  );
});

test('currents superpose: a read of all lines is the sum of reads of each', async () => {
  const conductances = upTo(12).map((i) => upTo(7).map((j) => 1e-4 * (1 + ((i * 7 + j * 3) % 5))));
  const lines = { conductances, wordLineResistance: 40, bitLineResistance: 25 };
  const single = upTo(12).map((i) => upTo(12).map((k) => (i === k ? 0.1 * (i + 1) : 0)));
  const all = upTo(12).map((i) => 0.1 * (i + 1));
  const { currents } = await solveArray({ ...lines, voltages: [all, ...single] });
  const [together, ...apart] = currents;
  assertClose(
    together,
    together.map((_, j) => apart.reduce((sum, one) => sum + one[j], 0)),
    { rel: 1e-10 },
  );
});

test('without resistance in the lines a current is Σ V·g, and with one that counts for little it is nearly so', async () => {
  const conductances = upTo(70).map((i) => upTo(33).map((j) => 1e-5 * (1 + ((i * 31 + j * 17) % 13))));
  const voltages = [upTo(70).map((i) => Math.cos(i))];
  for (const [wordLineResistance, bitLineResistance] of [
    [0, 0],
    [1e-9, 0],
    [0, 1e-9],
  ]) {
    const { currents, idealCurrents = [] } = await solveArray({
      ...{ conductances, voltages, wordLineResistance, bitLineResistance },
    });
    assertClose(currents[0], idealCurrents[0], { abs: 1e-9 * largest(idealCurrents[0]) });
  }
});

test('a line without resistance loses nothing, however long it is', async () => {
  const long = upTo(20_000).map((j) => 1e-5 * (1 + (j % 7)));
  const perfect = { wordLineResistance: 0, bitLineResistance: 0 };
  for (const input of [
    { ...perfect, conductances: [long], voltages: [[0.2]] },
    { ...perfect, conductances: long.map((g) => [g]), voltages: [long.map((g) => Math.sin(1e5 * g))] },
  ]) {
    const { currents, idealCurrents = [] } = await solveArray(input);
    assertClose(currents[0], idealCurrents[0], { abs: 1e-12 * largest(idealCurrents[0]) });
  }
});

test('beside perfect lines the others are ladders, each on its own', async () => {
  await fc.assert(
    fc.asyncProperty(resistive, fc.boolean(), async (input, ofWords) => {
      const { conductances, drivers, grounds } = input;
      const volts = input.voltages[0];
      const ladder = (part: Partial<ArrayInput>): number[] => nodes({ ...input, ...part }, 0).currents;
      const expected = new Array<number>(conductances[0].length).fill(0);
      if (ofWords)
        for (let j = 0; j < expected.length; j++)
          [expected[j]] = ladder({
            conductances: conductances.map((row) => [row[j]]),
            driverResistance: 0,
            ...(grounds === 'interleaved' && { grounds: j % 2 === 0 ? 'bottom' : 'top' }),
          });
      else
        for (const [i, row] of conductances.entries())
          for (const [j, current] of ladder({
            ...{ conductances: [row], voltages: [[volts[i]]], groundResistance: 0 },
            ...(drivers === 'interleaved' && { drivers: i % 2 === 0 ? 'left' : 'right' }),
          }).entries())
            expected[j] += current;
      const perfect = ofWords
        ? { wordLineResistance: 0, driverResistance: 0 }
        : { bitLineResistance: 0, groundResistance: 0 };
      const { currents } = await solveArray(
        { ...input, ...perfect, voltages: [volts] },
        { backend: 'scalar' },
      );
      assertClose(currents[0], expected, { abs: 1e-12 * largest(expected) });
    }),
    { numRuns: 300, seed: 5 },
  );
});

test('every build gives the same bits', async () => {
  const conductances = upTo(30).map((i) => upTo(21).map((j) => 1e-4 * (1 + ((i * 31 + j * 17) % 13))));
  const input = {
    ...{ conductances, wordLineResistance: 30, bitLineResistance: 20 },
    voltages: [upTo(30).map((i) => Math.sin(i))],
  };
  const [simd, scalar, plain] = await Promise.all(
    (['simd', 'scalar', 'reference'] as const).map((backend) => solveArray(input, { backend, map: true })),
  );
  assert.equal(simd, scalar);
  assert.equal(simd, plain);
});

const good: ArrayInput = {
  conductances: [
    [1e-4, 2e-4],
    [3e-4, 4e-4],
  ],
  wordLineResistance: 1,
  bitLineResistance: 1,
  voltages: [[0.1, 0.2]],
};

for (const [what, change, where] of [
  ['a row that is too short', { conductances: [[1e-4, 2e-4], [1e-4]] }, 'conductances.1'],
  ['a negative conductance', { conductances: [[1e-4, -1], good.conductances[1]] }, 'conductances.0.1'],
  [
    'text for a conductance',
    {
      conductances: [
        [1e-4, '2'],
        [1, 2],
      ],
    },
    'conductances.0.1',
  ],
  ['no rows', { conductances: [] }, 'conductances'],
  ['no conductances', { conductances: undefined }, 'conductances'],
  ['voltages of another height', { voltages: [[0.1]] }, 'voltages.0'],
  ['one read that is no list', { voltages: [0.1, 0.2] }, 'voltages.0'],
  ['a voltage that is no number', { voltages: [[0.1, Number.NaN]] }, 'voltages.0.1'],
  ['a negative resistance', { wordLineResistance: -1 }, 'wordLineResistance'],
  ['a resistance whose square float64 does not hold', { bitLineResistance: 1e-160 }, 'bitLineResistance'],
  ['such a contact', { driverResistance: 1e-31 }, 'driverResistance'],
  [
    'a conductance that is too small',
    {
      conductances: [
        [1e-31, 1],
        [1, 1],
      ],
    },
    'conductances.0.0',
  ],
  ['a row of nothing', { conductances: [[], []] }, 'conductances.0'],
  ['no reads', { voltages: [] }, 'voltages'],
  [
    'a second read of another height',
    {
      voltages: [
        [1, 2],
        [1, 2, 3],
      ],
    },
    'voltages.1',
  ],
  ['an end that there is not', { drivers: 'top' }, 'drivers'],
  ['a setting that there is not', { wireResistance: 2 }, 'wireResistance'],
  ['a bit line that there is not', { floatingBitLines: [2] }, 'floatingBitLines'],
] as const)
  test(`${what} is refused by its place`, async () => {
    const error = await solveArray({ ...good, ...change } as unknown as ArrayInput).then(
      () => undefined,
      (one) => one,
    );
    assert.instance(error, MemspikeError);
    assert.is(error.code, 'CONFIG');
    assert.is(error.where, where);
  });

test('an array that does not fit into the memory of Wasm is refused before any is taken, with what would fit', async () => {
  // One word line takes the records of eight.
  const error = await solveArray({
    ...good,
    ...{ conductances: [new Array(9_200_000).fill(1e-4)], voltages: [[1]] },
  }).then(
    () => undefined,
    (one) => one,
  );
  assert.instance(error, MemspikeError);
  assert.is(error.code, 'MEMORY');
  assert.is(error.where, 'conductances');
  assert.match(error.message, /the array does not fit into the 4 GiB of Wasm memory/);
  assert.match(error.accepted, /about 8\.\d million devices of \d+ bytes/);
});

test('a line that floats and reaches no held one has no voltage, and is refused', async () => {
  const error = await solveArray({
    ...good,
    conductances: [
      [0, 0],
      [1e-4, 1e-4],
    ],
    voltages: [[null, 1]],
  }).then(
    () => undefined,
    (one) => one,
  );
  assert.match(error.message, /word line 0 hangs free/);
});

test.run();
