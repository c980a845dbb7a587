import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { MemspikeError } from '../../src/errors.ts';
import type { ImportOptions, Measurement } from '../../src/measurement/measurement.ts';
import { givenRoles } from '../../src/measurement/read/given.ts';
import { readMeasurement } from '../../src/measurement/read/measure.ts';
import { unitInName } from '../../src/measurement/tables/units.ts';
import { assertClose } from '../support/assert-close.ts';

const test = suite('import of measured curves');

const up = Array.from({ length: 21 }, (_, i) => 1 + i / 10);
const down = Array.from({ length: 16 }, (_, i) => 3 - i / 7.5);

function read(text: string, options: ImportOptions = {}): Measurement {
  return readMeasurement([{ name: 'm.csv', content: text }], options);
}

function rows(cells: readonly (readonly (string | number)[])[], separator = ','): string {
  return cells.map((row) => row.join(separator)).join('\n');
}

/** Side by side, the shorter ones with empty cells at their end. */
function beside(...columns: readonly (readonly (string | number)[])[]): (string | number)[][] {
  const longest = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: longest }, (_, i) => columns.map((column) => column[i] ?? ''));
}

function requireCurve(measurement: Measurement, scale = 1, ltd: readonly number[] = down): void {
  const [first, second] = [...measurement.ramps].sort((a, b) => (a.direction < b.direction ? 1 : -1));
  assert.equal([first.direction, second.direction], ['ltp', 'ltd']);
  assertClose(
    first.values,
    up.map((g) => g * scale),
    { rel: 1e-12 },
  );
  assertClose(
    second.values,
    ltd.map((g) => g * scale),
    { rel: 1e-12 },
  );
}

const SHAPES: Readonly<Record<string, string>> = {
  'two columns without a header': rows(beside(up, down)),
  'LTP and LTD by name': `LTP,LTD\n${rows(beside(up, down))}`,
  'LTD first, by name': `reset,set\n${rows(beside(down, up))}`,
  'LTD stored backwards': `LTP,LTD\n${rows(beside(up, [...down].reverse()))}`,
  'LTD stored backwards, without names': rows(beside(up, [...down].reverse())),
  'pulse numbers beside two columns': `pulse,LTP,LTD\n${rows(beside([...up.keys()], up, down))}`,
  'semicolons and decimal commas': rows(
    beside(up, down).map((row) => row.map((cell) => String(cell).replace('.', ','))),
    ';',
  ),
  tabs: rows(beside(up, down), '\t'),
  'a byte order mark, CRLF, blank lines and remarks': `\uFEFF# by the lab\r\nLTP,LTD\r\n\r\n${rows(beside(up, down)).replaceAll('\n', '\r\n')}\r\n`,
};

for (const [name, text] of Object.entries(SHAPES))
  test(`${name}: the same two ramps`, () => requireCurve(read(text)));

test('pulse number and conductance: the turn tells where LTD begins', () => {
  const curve = [...up, ...down.slice(1)];
  for (const head of ['', 'pulse,G\n', 'n;G (S)\n'])
    requireCurve(read(head + rows(beside([...curve.keys()], curve), head.includes(';') ? ';' : ',')));
});

test('pulse, direction and conductance, in words or signs', () => {
  const curve = [...up, ...down.slice(1)];
  for (const [plus, minus] of [
    ['1', '-1'],
    ['up', 'down'],
    ['SET', 'RESET'],
    ['LTP', 'LTD'],
  ]) {
    const directions = curve.map((_, i) => (i === 0 ? '0' : i < up.length ? plus : minus));
    if (plus === '1')
      requireCurve(read(`pulse,direction,G\n${rows(beside([...curve.keys()], directions, curve))}`));
    else
      requireCurve(
        read(`pulse,direction,G\n${rows(beside([...curve.keys()], directions.with(0, plus), curve))}`),
      );
  }
});

test('cycles in columns, each up and down', () => {
  const cycle = [...up, ...down.slice(1)];
  const { ramps, devices } = read(`c1,c2,c3\n${rows(beside(cycle, cycle, cycle))}`);
  assert.is(ramps.length, 6);
  assert.equal(devices.length, 1);
});

test('devices in columns, by header or by option', () => {
  const cycle = [...up, ...down.slice(1)];
  assert.is(read(`dev1,dev2,dev3\n${rows(beside(cycle, cycle, cycle))}`).devices.length, 3);
  assert.is(read(rows(beside(cycle, cycle)), { columns: 'devices' }).devices.length, 2);
});

test('many cycles in one column', () => {
  const cycle = [...up, ...down.slice(1, -1)];
  const { ramps } = read(rows([...cycle, ...cycle, ...cycle].map((g) => [g])));
  assert.equal(
    ramps.map(({ direction }) => direction),
    ['ltp', 'ltd', 'ltp', 'ltd', 'ltp', 'ltd'],
  );
});

test('ramps of set and reset in two files are one device, files with both are one each', () => {
  const set = { name: 'set.csv', content: `r1,r2\n${rows(beside(up, up.slice(0, 18)))}` };
  const reset = { name: 'reset.csv', content: `r1,r2\n${rows(beside(down, down))}` };
  const both = { name: 'a.csv', content: rows(beside(up, down)) };
  const halves = readMeasurement([set, reset]);
  assert.is(halves.devices.length, 1);
  assert.equal(
    halves.ramps.map(({ values }) => values.length),
    [21, 18, 16, 16],
  );
  assert.is(readMeasurement([both, { ...both, name: 'b.csv' }]).devices.length, 2);
});

test('units come from headers or options, currents need their read voltage', () => {
  const text = (name: string) =>
    `pulse,${name}\n${rows(beside([...up.keys(), 21, 22, 23, 24, 25, 26], [...up, 2.5, 2, 1.5, 1.2, 1.1, 1]))}`;
  for (const [name, scale, options] of [
    ['G (uS)', 1e-6, {}],
    ['G_nS', 1e-9, {}],
    ['conductance [µS]', 1e-6, {}],
    ['I (uA)', 1e-5, { readVoltage: 0.1 }],
    ['I', 10, { readVoltage: 0.1 }],
    ['G', 1e-3, { unit: 'mS' }],
  ] as const) {
    const { ramps, isSiemens } = read(text(name), options);
    assert.ok(isSiemens, name);
    assertClose(ramps[0].values[0], scale, { rel: 1e-12 }, name);
  }
  assert.not(read(text('G')).isSiemens);
  assert.not(read(text('I (A)')).isSiemens);
  assert.ok(read(text('I (A)')).doubts.some(({ text: told }) => told.includes('--read-voltage')));
  for (const word of ['resets', 'LTD', 'cycle A1', 'pulse']) assert.is(unitInName(word), undefined, word);
});

test('resistances are turned into conductances', () => {
  const text = `R (kOhm)\n${rows([...up, ...down.slice(1)].map((g) => [1 / g]))}`;
  requireCurve(read(text), 1e-3);
});

test('what looks wrong is told', () => {
  const doubts = (text: string) =>
    read(text)
      .doubts.map((doubt) => doubt.text)
      .join('\n');
  assert.match(
    doubts(
      rows(
        beside(
          up,
          down.map((g) => g - 0.5),
        ),
      ),
    ),
    /LTD starts 20 % of the range below/,
  );
  assert.match(
    doubts(rows(beside([0, 0.5, 0.8, 1], [1, 0.5, 0.2, 0]))),
    /3 readings after the first: too few levels/,
  );
  const wild = up.map((g, i) => g + (i % 2) * 0.3);
  assert.match(doubts(rows(beside(wild, down))), /% of the LTP steps go the wrong way/);
  assert.match(
    doubts(rows(beside(up.with(10, 9), down))),
    /1 value stands far outside .*column 1, from line 1, value 11/,
  );
  assert.match(
    doubts(
      rows(
        beside(
          up.map((g) => g - 2),
          down.map((g) => g - 2),
        ),
      ),
    ),
    /below 0/,
  );
});

test('errors name file, line and column', () => {
  for (const [text, words] of [
    ['', /^m\.csv: the file is empty/],
    ['\n\n', /^m\.csv: the file is empty/],
    ['1,2', /^m\.csv:1: has one row/],
    ['LTP,LTD', /^m\.csv:1: has a header and no rows/],
    ['1,2\n2,x7\n3,1', /^m\.csv:2: column 2 is "x7", expected a number/],
    ['LTP,LTD\n1,2\n2,NaN', /no train of 4 pulses/],
    ['1,2\n,2\n3,1', /no train of 4 pulses/],
    ['1,2\n1,2,3', /^m\.csv:2: has 3 columns, expected 2/],
    ['1,5\n2,5\n3,5\n4,5\n5,5', /^m\.csv: column 2: every value is 5/],
    ['a\0b', /NUL/],
    ['1,2\n2,3\n3,1', /no train of 4 pulses/],
    ['1\n2\n3\n4\n5\n6', /has LTP ramps only/],
    ['0,5;1.5\n1;2\n2;1\n3;0', /decimal points .* decimal commas/],
  ] as const)
    assert.throws(
      () => read(text),
      (error: unknown) =>
        error instanceof MemspikeError && error.code === 'DATA' && words.test(error.message),
      `${JSON.stringify(text)} should fail with ${words}`,
    );
  assert.throws(
    () => readMeasurement([{ name: 'b.csv', content: new Uint8Array([0x31, 0xff, 0xfe]) }]),
    /not UTF-8/,
  );
  assert.throws(() => read('1,2\n2,1', { unit: 'furlong' }), /not a (unit|row)|no train/);
});

test('a million rows are read', () => {
  const half = 500_000;
  const lines = new Array<string>(2 * half);
  for (let i = 0; i < half; i++) {
    lines[i] = `${i},${i}`;
    lines[half + i] = `${half + i},${half - i}`;
  }
  const { ramps } = read(lines.join('\n'));
  assert.equal(
    ramps.map(({ values }) => values.length),
    [half + 1, half],
  );
});

test('whatever stands in a file, only a MemspikeError escapes', () => {
  const cell = fc.oneof(
    fc.double(),
    fc.integer({ min: -3, max: 9 }),
    fc.constantFrom(
      '',
      'LTP',
      'down',
      'G (uS)',
      '1,5',
      '"',
      '#',
      '-',
      'NaN',
      '1e999',
      '−2',
      ' ',
      '12:00:01',
      'x=[1 2;',
    ),
  );
  const table = fc
    .tuple(
      fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 30 }),
      fc.constantFrom(',', ';', '\t', ' '),
    )
    .map(([lines, separator]) => lines.map((line) => line.join(separator)).join('\n'));
  const content = fc.oneof(table, fc.string({ maxLength: 80 }), fc.uint8Array({ maxLength: 80 }));
  const options = fc.record(
    {
      readVoltage: fc.double(),
      unit: fc.constantFrom('uS', 'nA', 'kOhm', 'x'),
      columns: fc.constantFrom('cycles' as const, 'devices' as const),
      files: fc.constantFrom('cycles' as const, 'devices' as const),
      skip: fc.integer({ min: 0, max: 5 }),
      turns: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 2 }),
      roles: fc
        .constantFrom('G=1', 'G=2,pulse=1', 'LTP=1,LTD=2', 'direction=sign:1,I=2', 'G=7')
        .map(givenRoles),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(content, { maxLength: 2 }), options, (contents, given) => {
      try {
        readMeasurement(
          contents.map((text, i) => ({ name: `${i}.csv`, content: text })),
          given,
        );
      } catch (error) {
        if (!(error instanceof MemspikeError)) throw error;
      }
    }),
    { numRuns: 1500 },
  );
});

test.run();
