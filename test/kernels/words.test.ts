/** The words of a crossbar's description, and the parts of records, stand in one file each, and nothing else knows their places. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ARRAY_BYTES } from '../../src/crossbar/layout.ts';
import * as record from '../../src/engine/array-records.ts';
import * as word from '../../src/engine/array-words.ts';
import * as wire from '../../src/engine/wire-words.ts';

const test = suite('words');

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The offsets of a family of fields, ascending. */
function offsets(names: Readonly<Record<string, number>>, chosen: RegExp = /./): number[] {
  return Object.entries(names)
    .filter(([name]) => chosen.test(name))
    .map(([, value]) => value)
    .sort((a, b) => a - b);
}

const evenly = (count: number, step: number): number[] => Array.from({ length: count }, (_, k) => k * step);

test('words of four bytes fill a description without a gap or an overlap', () => {
  assert.equal(offsets(word), evenly(ARRAY_BYTES / 4, 4));
});

test('statistics, parameters and hits fill their records without a gap or an overlap', () => {
  assert.equal(offsets(record, /^STAT_(?!BYTES)/), evenly(record.STAT_BYTES / 8, 8));
  assert.equal(offsets(record, /^OWN_(?!GROUPS)/), evenly(record.OWN_GROUPS, 1));
  assert.equal(offsets(record, /^HIT_(?!BYTES)/), evenly(record.HIT_BYTES / 4, 4));
});

test('the parts of a record of wires, f64 of two bit lines each, fill it without a gap or an overlap', () => {
  const part = wire.BLOCK * 2 * 8;
  assert.equal(offsets(wire, /^[A-Z]$/), evenly(6, part));
  assert.is(wire.RECORD, 6 * part);
  assert.is(wire.WORD, part);
  assert.is(wire.GROUP, (part / wire.BLOCK) * 2);
});

test('all that is kept for LTD stands equally far behind what is kept for LTP', () => {
  assert.is(word.LTD_OFFSET - word.LTP_OFFSET, word.LTD_SCALE - word.LTP_SCALE);
  assert.is(record.OWN_LTD_OFFSET - record.OWN_LTP_OFFSET, record.OWN_LTD_SCALE - record.OWN_LTP_SCALE);
  assert.is(record.STAT_LTD_MET - record.STAT_LTP_MET, record.STAT_LTD_PULSES - record.STAT_LTP_PULSES);
});

test('what both languages read imports nothing and is plain JavaScript, which the C header is made from', async () => {
  for (const [name, expected] of [
    ['array-words', word],
    ['array-records', record],
    ['wire-words', wire],
  ] as const) {
    const text = readFileSync(join(root, `src/engine/${name}.ts`), 'utf8');
    assert.not.match(text, /^import\b/m);
    const read = await import(`data:text/javascript,${encodeURIComponent(text)}`);
    assert.equal({ ...read }, { ...expected });
  }
});

/** A word, a statistic or a part of a hit whose place is written as a number, or left out because it is the first. */
const BARE = [
  /\bload<\w+>\((?:array|stats|kind|hit)(?:, *\d+)?\)/,
  /\bload<\w+>\(branch(?:, *\d+)?\)/,
  /\bload<\w+>\(hits \+ [^,]*?(?:, *\d+)?\)/,
  /\bstore<\w+>\((?:array|stats|kind|hit), [^;]*(?<!_\w+)\);/,
  /\bstore<\w+>\((?:array|stats|kind|hit|end), [^;]*, *\d+\);/,
  /\b(?:array|stats|kind|hits?|own|ownParameters)(?: >>> [23])?\)? \+ \d/,
  /\bstats\[\d/,
];

/** Places of bare offsets in a text without its comments. */
function bareOffsets(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, (comment) => comment.replace(/[^\n]/g, ''));
  return code.split('\n').filter((line) => BARE.some((pattern) => pattern.test(line)));
}

test('a bare offset is seen for what it is', () => {
  for (const line of [
    'const gain = load<f32>(array, 20);',
    'const g = load<usize>(array);',
    'scale = load<f32>(branch, 40);',
    'store<f64>(stats, load<f64>(stats, 16) + 1, 16);',
    'store<f64>(stats, x);',
    'store<i32>(end, (n << 1) | polarity, 4);',
    'const code = load<i32>(hits + (k << 3), 4);',
    'gain: f32[(array >>> 2) + 5],',
    'const branch = array + 40;',
    'f64[d.stats + 2] += 1;',
    'const n = stats[0];',
  ])
    assert.is(bareOffsets(line).length, 1, line);
  for (const line of [
    'const gain = load<f32>(array, word.GAIN);',
    'store<f64>(stats, load<f64>(stats, STAT_RAILS) + <f64>onRail, STAT_RAILS);',
    'const branch = array + (1 - up) * (word.LTD_SCALE - word.LTP_SCALE);',
    'const code = load<i32>(hits + k * HIT_BYTES, HIT_CODE);',
    'f64[(d.stats + STAT_RAILS) >>> 3] += 1;',
    '// load<f32>(array, 20)',
  ])
    assert.equal(bareOffsets(line), [], line);
});

test('no kernel holds the place of a word, a statistic or a part of a hit as a number', () => {
  const found: string[] = [];
  let read = 0;
  for (const folder of [
    'assembly',
    'src/engine/reference',
    'src/crossbar',
    'bench',
    'studies',
    'test/kernels',
  ])
    for (const name of readdirSync(join(root, folder), { encoding: 'utf8', recursive: true })) {
      if (!name.endsWith('.ts') || name.endsWith('words.test.ts')) continue;
      const text = readFileSync(join(root, folder, name), 'utf8');
      read++;
      for (const line of bareOffsets(text)) found.push(`${folder}/${name}: ${line.trim()}`);
    }
  assert.ok(read > 40);
  assert.equal(found, []);
});

test.run();
