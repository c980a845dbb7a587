import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { comparisonMarkdown, comparisonTable, isStyled } from '../../src/report/text/table.ts';
import { made } from './fixtures.ts';

const test = suite('table');
const { comparison } = made();

test('baselines come first, then each device with its most accurate arm first', () => {
  const firsts = comparisonTable(comparison)
    .split('\n')
    .map((line) => line.split(/ {2,}/).slice(0, 2));
  assert.equal(firsts.slice(2), [
    ['ideal weights', '–'],
    ['linear, 97 levels, c2c 3.5 %', '–'],
    [''],
    ['ag-a-si', 'exact-inverse'],
    ['ag-a-si', 'threshold'],
    ['ag-a-si', 'none'],
    [''],
    ['pcmo', 'exact-inverse'],
    ['pcmo', 'threshold'],
    ['pcmo', 'none'],
  ]);
});

test('a row shows accuracies in percent, signed points against both yardsticks, and the price', () => {
  const arm = comparison.arms[2];
  const row = comparisonTable(comparison)
    .split('\n')
    .find((line) => line.startsWith('ag-a-si') && line.includes('exact-inverse'));
  assert.equal(row?.split(/ {2,}/), [
    'ag-a-si',
    'exact-inverse',
    `${(100 * arm.accuracy.mean).toFixed(1)} ± ${(100 * arm.accuracy.std).toFixed(1)}`,
    `${(100 * arm.hiddenAccuracy.mean).toFixed(1)} ± ${(100 * arm.hiddenAccuracy.std).toFixed(1)}`,
    `−${(100 * arm.dropFromIdeal).toFixed(1)}`,
    `−${(100 * arm.dropFromBaseline).toFixed(1)}`,
    Math.round(arm.pulsesPerSample).toLocaleString('en'),
    arm.maxPulsesPerDevice.toLocaleString('en'),
    '–',
    'no',
    '2,613',
    '8',
    '2',
  ]);
});

test('a plain table has letters and spaces only; a styled one has the same words', () => {
  const escapes = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
  const plain = comparisonTable(comparison);
  const styled = comparisonTable(comparison, { styled: true });
  assert.not(escapes.test(plain));
  assert.not.match(plain, /[─│┌]/);
  assert.ok(styled.match(escapes));
  const words = (text: string) => text.replace(escapes, '').replace(/─/g, ' ').split(/\s+/).join(' ');
  assert.is(words(styled), words(plain));
});

test('colour is for terminals, and for those who did not refuse it', () => {
  assert.ok(isStyled({ isTTY: true }, {}));
  assert.ok(isStyled({ isTTY: true }, { NO_COLOR: '' }));
  assert.not(isStyled({ isTTY: true }, { NO_COLOR: '1' }));
  assert.not(isStyled({ isTTY: true }, { TERM: 'dumb' }));
  assert.not(isStyled({}, {}));
});

test('Markdown has as many cells in every line, whatever the names', () => {
  const hostile = made({ devices: ['a|b\nc', '<b>`x`'] });
  const lines = comparisonMarkdown(hostile.comparison).trimEnd().split('\n');
  const cells = lines.map((line) => line.replace(/\\./g, '').split('|').length);
  assert.is(new Set(cells).size, 1);
  assert.is(lines.length, 2 + 2 + 6);
  assert.not.match(lines.join('\n').replace(/\\./g, ''), /[<`]/);
});

test('no control character of a name reaches the terminal', () => {
  const hostile = made({ devices: ['\u001b[31mred\u009b'] });
  const text = comparisonTable(hostile.comparison);
  assert.not([...text].some((character) => character !== '\n' && /\p{Cc}/u.test(character)));
});

test('a noise column appears when a comparison has runs with and without', () => {
  const off = made({ noise: 'off' }).comparison;
  assert.not.match(comparisonTable(comparison), /noise/);
  assert.match(comparisonTable({ ...comparison, arms: [...comparison.arms, ...off.arms] }), /noise/);
});

test('one seed is shown without a spread', () => {
  assert.not.match(comparisonTable(made({ seeds: [1] }).comparison), /±/);
});

test.run();
