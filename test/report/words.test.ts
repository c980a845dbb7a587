import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { shorten, spreadApart, textWidth, wrap } from '../../src/report/pictures/theme.ts';
import { escapeText } from '../../src/report/text/escape.ts';
import { sparkline } from '../../src/report/text/sparkline.ts';
import {
  counted,
  decimal,
  joules,
  listed,
  percent,
  percentSpread,
  quantity,
} from '../../src/report/text/words.ts';
import { requireWellFormed, visibleText } from './well-formed.ts';

const test = suite('words');

test('numbers read as a person would write them', () => {
  assert.is(percent(0.9314), '93.1');
  assert.is(percent(-0.0021), '−0.2');
  assert.is(decimal(-0.00001, 1), '0.0');
  assert.is(decimal(Number.NaN, 1), '–');
  assert.is(percentSpread({ mean: 0.93, std: 0.0021, runs: [0.928, 0.932] }), '93.0 ± 0.2');
  assert.is(percentSpread({ mean: 0.93, std: 0, runs: [0.93] }), '93.0');
  assert.equal([0, 0.05, 7.34, 99, 1234.4, 62_720_000, 3e9].map(quantity), [
    '0',
    '0.05',
    '7.3',
    '99',
    '1,234',
    '62.72 M',
    '3.00 G',
  ]);
  assert.is(listed(['a', 'b', 'c']), 'a, b and c');
  assert.equal([counted(1, 'seed'), counted(2, 'seed')], ['1 seed', '2 seeds']);
});

test('a sparkline rises with its values', () => {
  assert.is(sparkline([0, 1, 2, 3, 4, 5, 6, 7]), '▁▂▃▄▅▆▇█');
  assert.is(sparkline([0.5, 0.9], { low: 0, high: 1 }), '▅█');
  assert.is(sparkline([3, 3]), '▅▅');
  assert.is(sparkline([1, Number.NaN, 2]), '▁ █');
  assert.is(sparkline([]), '');
});

test('any text is safe in XML, and is shown as it was where XML can hold it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const xml = `<a b="${escapeText(text)}">${escapeText(text)}</a>`;
      requireWellFormed(xml);
    }),
  );
  const text = `<&>"' é ∆ 🙂`;
  assert.is(visibleText(`<a>${escapeText(text)}</a>`).trim(), text);
});

test('the check for well-formed XML refuses what is not', () => {
  const refused = (xml: string) => {
    try {
      requireWellFormed(xml);
      return false;
    } catch {
      return true;
    }
  };
  const broken = [
    '<a><b></a>',
    '<a>',
    '<a/><a/>',
    '<a>&nbsp;</a>',
    '<a b=1/>',
    '<a>1 < 2</a>',
    '<a b="1" b="2"/>',
    'a',
  ];
  assert.equal(
    broken.filter((xml) => !refused(xml)),
    [],
  );
  assert.not(refused('<a b="1"><c/>&lt;</a>'));
});

test('labels stand apart, in order, within their room', () => {
  const positions = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(positions, (wanted) => {
      const places = spreadApart(wanted, { gap: 5, low: 0, high: 100 });
      const sorted = [...places].sort((a, b) => a - b);
      assert.ok(sorted.every((place, i) => i === 0 || place - sorted[i - 1] >= 5 - 1e-9));
      assert.ok(sorted[0] >= -1e-9 && sorted[sorted.length - 1] <= 100 + 1e-9);
      assert.ok(wanted.every((a, i) => wanted.every((b, j) => !(a < b) || places[i] < places[j])));
    }),
  );
});

test('an energy has three figures and its unit', () => {
  const said = [1.234e-8, 4.56e-13, 0.0789, 123e-6, 2e-20, 0, undefined, Number.NaN].map(joules);
  assert.equal(said, ['12.3 nJ', '456 fJ', '78.9 mJ', '123 µJ', '0.02 aJ', '0 J', '–', '–']);
});

test('labels with room enough stay where they are', () => {
  assert.equal(spreadApart([10, 50, 30], { gap: 5, low: 0, high: 100 }), [10, 50, 30]);
});

test('text is cut or broken to fit', () => {
  const text = 'one two three four five six seven';
  assert.ok(textWidth(shorten(text, 80)) <= 80);
  assert.is(shorten('short', 80), 'short');
  for (const line of wrap(text, 90)) assert.ok(textWidth(line) <= 90, line);
  assert.is(wrap(text, 90).join(' '), text);
});

test.run();
