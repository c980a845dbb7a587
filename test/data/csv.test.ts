import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type CsvOptions, parseCsv, readCsv } from '../../src/data/csv/csv.ts';
import { checkDataset, type Dataset } from '../../src/data/dataset.ts';
import { stratifiedSplit } from '../../src/data/split.ts';
import { MemspikeError } from '../../src/errors.ts';
import { rejection, thrown } from './support.ts';

const test = suite('csv');

/** All samples as "class name: inputs", sorted: whatever the split. */
function contents({ features, classNames, train, test: held }: Dataset): string[] {
  return [train, held]
    .flatMap(({ count, inputs, labels }) =>
      Array.from(
        { length: count },
        (_, i) =>
          `${classNames?.[labels[i]]}: ${inputs.subarray(i * features, (i + 1) * features).join(' ')}`,
      ),
    )
    .sort();
}

/** With everything in the training part, so that the range is that of all lines. */
function all(text: string, options: CsvOptions = {}): string[] {
  return contents(parseCsv(text, { name: 'a.csv', test: 0, ...options }));
}

const TABLE = ['0: 0 0', '0: 128 51', '1: 255 102', '1: 255 255'];

const spellings: Record<string, string> = {
  'no header': '0,10,0\n1,20,0\n2,30,1\n2,60,1\n',
  'header, no newline at the end': 'a,b,label\n0,10,0\n1,20,0\n2,30,1\n2,60,1',
  'label first, found by its name': 'label,a,b\n0,0,10\n0,1,20\n1,2,30\n1,2,60',
  quotes: '"a","b, or so","digit"\n"0",10,"0"\n1,"20",0\n2,30,1\n2,60,1\n',
  'byte order mark, CRLF, blank lines':
    '\uFEFFa,b,Class\r\n0,10,0\r\n\r\n1,20,0\r\n2,30,1\r\n  \r\n2,60,1\r\n\r\n',
  'CR alone': '0,10,0\r1,20,0\r2,30,1\r2,60,1\r',
  'tabs, decimal commas': '0\t1e1\t0\n0,5\t20\t0\n+1\t3e+1\t1\n1,0\t60\t1\n',
  'semicolons, decimal commas': '-1;1,0;0\n0;2;0\n1,;3;1\n1;,6e1;1',
  'semicolons, decimal points': 'x;y;z\n-.5;-1;0\n0;0;0\n.5;1;1\n0.5;4.0;1',
  spaces: ' 0 , 10 , 0 \n 1 , 20 , 0 \n 2 , 30 , 1 \n 2 , 60 , 1 ',
  'a header of numbers': '1,2,y\n0,10,0\n1,20,0\n2,30,1\n2,60,1',
  'numbers in a header, label by its usual name': '0,1,target\n0,10,0\n1,20,0\n2,30,1\n2,60,1',
};

for (const [what, text] of Object.entries(spellings)) {
  test(`the same table in another spelling: ${what}`, () => assert.equal(all(text), TABLE));
}

test('the label column is the one named, the first, the last, or the one called label', () => {
  const text = 'kind,label,x\n3,0,5\n3,0,6\n4,1,7\n4,1,8\n';
  assert.equal(all(text, { label: 'kind' }), ['3: 0 0', '3: 0 85', '4: 255 170', '4: 255 255']);
  assert.equal(all(text, { label: 'first' }), all(text, { label: 'kind' }));
  assert.equal(all(text), ['0: 0 0', '0: 0 85', '1: 255 170', '1: 255 255']);
  assert.equal(all('1,a\n2,a\n3,b\n4,b', { label: 'last' }), ['a: 0', 'a: 85', 'b: 170', 'b: 255']);
  assert.equal(all('last,x\n1,5\n1,6\n2,7\n2,8', { label: 'last' }), ['1: 0', '1: 85', '2: 170', '2: 255']);
});

test('classes are in the order of numbers if all are numbers, else of characters', () => {
  const of = (labels: string[]) =>
    parseCsv([...labels, ...labels].map((label, i) => `${i},${label}`).join('\n'), { label: 'last' })
      .classNames;
  assert.equal(of(['10', '9', '-1', '2.5']), ['-1', '2.5', '9', '10']);
  assert.equal(of(['10', '9', 'x']), ['10', '9', 'x']);
  assert.equal(of(['b', 'B', 'a', 'ä']), ['B', 'a', 'b', 'ä']);
  assert.equal(of(['"a, b"', '"say ""no"""']), ['a, b', 'say "no"']);
  assert.equal(of(['1', '1.0', '01', '2']), ['1', '2'], 'the same number is the same class');
  assert.equal(of(['-0', '0', '1']), ['-0', '1']);
});

test('the range of a column is that of the training part; test values outside are clipped', () => {
  const values = Array.from({ length: 50 }, (_, i) => (i * 37) % 101);
  const text = values.map((value, i) => `${value},7,${i % 2}`).join('\n');
  let clipped = 0;
  for (let seed = 0; seed < 10; seed++) {
    const [held, rest] = stratifiedSplit(
      values.map((_, i) => i % 2),
      [10, 40],
      seed,
    );
    const known = Array.from(rest, (i) => values[i]);
    const [least, most] = [Math.min(...known), Math.max(...known)];
    const expected = (part: Uint32Array) =>
      Array.from(part, (i) => [Math.floor((255 * (values[i] - least)) / (most - least) + 0.5), 0]).flat();
    const set = parseCsv(text, { seed });
    assert.equal([...set.train.inputs], expected(rest), 'a constant column is 0');
    const wanted = expected(held);
    clipped += wanted.filter((v) => v < 0 || v > 255).length;
    assert.equal(
      [...set.test.inputs],
      wanted.map((v) => Math.min(255, Math.max(0, v))),
    );
  }
  assert.ok(clipped > 0, 'some seed puts an extreme into the test part');
});

test('one range for all columns leaves bytes as they are', () => {
  const bytes = ['0,17,0', '255,3,0', '9,200,1', '1,0,1'];
  assert.equal(all(bytes.join('\n'), { scaling: 'common' }), ['0: 0 17', '0: 255 3', '1: 1 0', '1: 9 200']);
});

test('the greatest doubles are scaled too', () => {
  const edge = '1.7976931348623157e308';
  assert.equal(all(`-${edge},a\n0,a\n${edge},b\n1e-320,b`), ['a: 0', 'a: 128', 'b: 128', 'b: 255']);
});

test('the split is stratified, and the same for the same seed', () => {
  const text = Array.from({ length: 200 }, (_, i) => `${i},${i % 4 === 0 ? 'rare' : 'usual'}`).join('\n');
  const of = (seed: number) => parseCsv(text, { seed });
  const { train, test: held } = of(1);
  assert.equal([train.count, held.count], [160, 40]);
  assert.is(held.labels.filter((label) => label === 0).length, 10);
  assert.equal([...of(1).test.inputs], [...held.inputs]);
  assert.is.not(of(2).test.inputs.join(), held.inputs.join());
  const smaller = parseCsv(text, { train: 20 });
  assert.equal([smaller.train.count, smaller.test.count], [20, 40]);
  const error = thrown(() => parseCsv(text, { train: 200, test: 1 }));
  assert.match(error.message, '201 samples asked for, there are 200');
});

test('the id names text, label column and scaling', () => {
  const text = 'a,b\n1,1\n1,1\n2,2\n2,2';
  const { id } = parseCsv(text);
  assert.match(id, /^csv:[0-9a-f]{12}$/);
  assert.is(parseCsv(text, { seed: 8, name: 'other' }).id, id);
  assert.is.not(parseCsv(text, { label: 'a' }).id, id);
  assert.is.not(parseCsv(text, { scaling: 'common' }).id, id);
  assert.is.not(parseCsv(text.replace('1,1', '0,1')).id, id);
});

const wrong: [text: string, message: RegExp, label?: string][] = [
  ['', /^a\.csv: the file is empty/],
  ['\uFEFF', /^a\.csv: the file is empty/],
  ['\n \n\n', /^a\.csv: the file is empty/],
  ['a,b,label\n', /^a\.csv:1: has a header and no samples/],
  ['\n\na,b,c\n\n', /^a\.csv:3: has a header and no samples/],
  ['1\n2\n', /^a\.csv:1: has one column, expected features and a label/],
  ['1,2,a\n3,x7,b\n', /^a\.csv:2: column 2 is "x7", expected a number \(2–2 in the lines above\)/],
  ['p,q,label\n1,2,a\n3,4,a\n\n3,0x1,b\n', /^a\.csv:5: column 2 \(q\) is "0x1", expected a number \(2–4 in/],
  ['1,2,a\n3,,b\n', /^a\.csv:2: column 2 is "", expected a number/],
  ['1,2,a\n3,NaN,b\n', /^a\.csv:2: column 2 is "NaN"/],
  ['1,2,a\n-inf,1,b\n', /^a\.csv:2: column 1 is "-inf"/],
  ['1,2,a\n1e999,1,b\n', /^a\.csv:2: column 1 is "1e999"/],
  ['1,2,a\nInfinity,1,b\n', /^a\.csv:2: column 1 is "Infinity"/],
  ['1,2,3,x7,a\n1,2,3,4,a\n', /^a\.csv:1: column 4 is "x7", expected a number\n.*the line holds numbers/],
  ['1,nan,a\n1,2,a\n', /^a\.csv:1: column 2 is "nan"/],
  ['1,2,a\n1,b\n', /^a\.csv:2: has 2 columns, expected 3 as in line 1/],
  ['1,2,a\nb,1\n', /^a\.csv:2: has 2 columns, expected 3 as in line 1/],
  ['p,q,r\n1,2,a\n1,2,3,a\n', /^a\.csv:3: has 4 columns, expected 3 as in the header, line 1/],
  ['1,2,a\n1,2,a,x,y\n', /^a\.csv:2: has 5 columns, expected 3/],
  ['1,2,a\n1,2,\n', /^a\.csv:2: column 3 is "", expected a label/],
  ['1,2,a\n1,2,NaN\n', /^a\.csv:2: column 3 is "NaN", expected a label/],
  ['1,2,a\n1,2,a\n', /^a\.csv: every label is "a", expected at least two classes/],
  ['1,2,a\n1,2,a\n\n1,2,b\n', /^a\.csv:4: class "b" has one sample/],
  ['1,2,0.1\n1,2,0.2\n1,2,0.3\n', /3 classes in 3 samples: is the label in another column\?/],
  ['p,q,r\n1,2,a\n', /^a\.csv:1: no column is named "s"\n {2}accepted: first, last, p, q, r/, 's'],
  ['px,species\n1,a\n', /no column is named "specis"[\s\S]*did you mean "species"\?/, 'specis'],
  ['1,2,a\n1,2,a\n', /^a\.csv:1: no column is named "s": the file has no header/, 's'],
  ['p,p,r\n1,2,a\n', /^a\.csv:1: 2 columns are named "p"/, 'p'],
  [',p,label\n0,2,a\n1,3,b\n', /^a\.csv:1: column 1 has no name in the header[\s\S]*index=False/],
  ['1,2,a\n1,"2,a\n', /^a\.csv:2: column 2 has a quote that is not closed/],
  ['1,2,a\n1,"2"3,a\n', /^a\.csv:2: column 2 has a quote/],
  [
    '1;2,5;a\n1,5;2;a\n1.5;2;b\n',
    /^a\.csv:3: "1\.5": the file has decimal points and decimal commas \(line 1\)/,
  ],
  ['1;1.234,5;a\n1;2;a\n', /^a\.csv:1: column 2 is "1\.234,5"/],
  ['1,2,a\0\n', /^a\.csv: is not text: it has NUL bytes/],
];

for (const [text, message, label] of wrong) {
  test(`refused: ${JSON.stringify(text)}${label ? ` with label ${label}` : ''}`, () => {
    const error = thrown(() => parseCsv(text, { name: 'a.csv', label }));
    assert.is(error.code, 'DATA');
    assert.match(error.message, message);
  });
}

test('more classes than 16 bits can number are refused', () => {
  const text = Array.from({ length: 65_536 }, (_, i) => `1,${i}`).join('\n');
  const error = thrown(() => parseCsv(text, { name: 'a.csv' }));
  assert.match(error.message, /^a\.csv:65536: more than 65535 classes/);
});

test('bytes are UTF-8, compressed or not; anything else is refused', async () => {
  const bytes = new TextEncoder().encode('\uFEFFx,art\n1,ä\n2,ä\n3,ö\n4,ö\n');
  const set = await readCsv(bytes, { label: 'art' });
  assert.equal(set.classNames, ['ä', 'ö']);
  assert.is((await readCsv(gzipSync(bytes), { label: 'art' })).id, set.id);
  const refused: [Uint8Array, RegExp][] = [
    [Buffer.from('1,ä\n1,ö\n', 'latin1'), /^b\.csv: is not UTF-8 text[\s\S]*CSV UTF-8/],
    [Buffer.from('1,a\n1,b\n', 'utf16le'), /^b\.csv: is not text: it has NUL bytes[\s\S]*UTF-16/],
    [gzipSync(bytes).subarray(0, 20), /^b\.csv: damaged gzip/],
    [new Uint8Array(), /^b\.csv: the file is empty/],
  ];
  for (const [damaged, message] of refused)
    assert.match((await rejection(readCsv(damaged, { name: 'b.csv' }))).message, message);
});

test('whatever table is written, with any separator, the bytes are ⌊255·fraction + ½⌋', () => {
  // Whole numbers of sixty-fourths: exact in decimal and in binary.
  const value = fc.integer({ min: -1e6, max: 1e6 }).map((n) => n / 64);
  const table = fc
    .integer({ min: 1, max: 5 })
    .chain((n) => fc.array(fc.array(value, { minLength: n, maxLength: n }), { minLength: 4, maxLength: 20 }));
  fc.assert(
    fc.property(
      table,
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('\n', '\r\n'),
      (rows, separator, end) => {
        const text = rows.map((row, i) => [...row, `c${i % 2}`].join(separator)).join(end);
        const { train, classNames } = parseCsv(text, { test: 0, label: 'last' });
        assert.equal(classNames, ['c0', 'c1']);
        assert.equal(
          [...train.labels],
          rows.map((_, i) => i % 2),
        );
        for (let feature = 0; feature < rows[0].length; feature++) {
          const column = rows.map((row) => row[feature]);
          const [least, most] = [Math.min(...column), Math.max(...column)];
          for (const [i, v] of column.entries()) {
            const exact = most === least ? 0 : (255 * (v - least)) / (most - least);
            const byte = train.inputs[i * rows[0].length + feature];
            assert.ok(Math.abs(byte - exact) <= 0.5 + 1e-9, `${byte} for ${exact}`);
          }
        }
      },
    ),
  );
});

test('any two doubles as JavaScript writes them are the ends of their range', () => {
  const double = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(double, double, (a, b) => {
      const { train } = parseCsv(`${a},x\n${a},x\n${b},y\n${b},y`, { test: 0, label: 'last' });
      const [first, second] = a / 2 === b / 2 ? [0, 0] : a < b ? [0, 255] : [255, 0];
      assert.equal([...train.inputs], [first, first, second, second]);
    }),
  );
});

test('whatever the text is, only a MemspikeError is thrown', () => {
  const signs = [',', ',', ';', '\t', '\n', '\n', '\r\n', '\r', '"', '""', ' ', '', '\uFEFF', '😀'];
  const piece = fc.constantFrom(...['1', '2.5', '-3e2', 'a', 'b', 'label', 'nan', ...signs]);
  const seldom = fc.oneof({ weight: 20, arbitrary: fc.nat(9) }, { weight: 1, arbitrary: piece });
  const text = fc.oneof(
    fc.array(piece, { maxLength: 60 }).map((list) => list.join('')),
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc
      .array(
        fc.tuple(fc.nat(9), seldom, fc.constantFrom('x', 'y')).map((cells) => cells.join()),
        { minLength: 4, maxLength: 10 },
      )
      .map((lines) => lines.join('\n')),
  );
  let read = 0;
  fc.assert(
    fc.property(text, fc.constantFrom(undefined, 'first', 'last', 'label', ''), (content, label) => {
      try {
        const set = checkDataset(parseCsv(content, { label }));
        assert.ok(set.test.count > 0);
        read++;
      } catch (error) {
        assert.instance(error, MemspikeError);
        assert.not.match((error as MemspikeError).message, 'data set "');
      }
    }),
    { numRuns: 1500 },
  );
  assert.ok(read > 0, 'some of the texts are tables');
});

test.run();
