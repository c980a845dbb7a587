import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { commandLine } from '../../src/cli/shared/command-line.ts';
import { names, numbers, oneOf, onOff, real, whole } from '../../src/cli/shared/values.ts';
import { thrown } from '../data/support.ts';

const test = suite('values of flags');

function refused(read: (text: string) => unknown, text: string, flag: string): void {
  const { code, where, received } = thrown(() => read(text));
  assert.equal([code, where, received], ['USAGE', flag, text]);
}

test('whole numbers are digits within their range, nothing else', () => {
  const read = whole('--epochs', { least: 1, most: 100 });
  assert.equal(['1', '100', '+7', '007'].map(read), [1, 100, 7, 7]);
  for (const text of [
    '',
    ' ',
    'x',
    '3x',
    '1.5',
    '1.0',
    '0x10',
    '1e1',
    '1_0',
    '٣',
    '-1',
    '0',
    '101',
    'NaN',
    'Infinity',
  ])
    refused(read, text, '--epochs');
  refused(whole('--seed'), '9007199254740992', '--seed');
  assert.is(whole('--seed')('9007199254740991'), 2 ** 53 - 1);
});

test('real numbers are decimal numbers within their range', () => {
  const read = real('--start', { least: 0, most: 1 });
  assert.equal(['0', '1', '.5', '0.25', '5e-1'].map(read), [0, 1, 0.5, 0.25, 0.5]);
  for (const text of ['', '.', 'half', '1.1', '-0.1', '0,5', 'NaN']) refused(read, text, '--start');
});

test('a choice is spelt exactly, and a near miss is met with a suggestion', () => {
  assert.is(oneOf('--noise', ['on', 'off', 'both'])('both'), 'both');
  assert.is(thrown(() => oneOf('--noise', ['on', 'off', 'both'])('bth')).hint, 'did you mean "both"?');
  assert.equal(['on', 'off'].map(onOff('--d2d')), [true, false]);
  for (const text of ['', 'ON', 'true', '1']) refused(onOff('--d2d'), text, '--d2d');
});

test('names stand between commas, each once; an empty one is refused', () => {
  assert.equal(names('--device')('pcmo, ag-a-si,pcmo'), ['pcmo', 'ag-a-si']);
  for (const text of ['', 'a,', ',a', 'a,,b']) refused(names('--device'), text, '--device');
});

test('lists of numbers may repeat and may be negative', () => {
  assert.equal(numbers(whole('--pulses', { least: -1000 }))('100,-100,100'), [100, -100, 100]);
});

test('a command line can be pasted into a shell', () => {
  assert.is(
    commandLine(['compare', '--out', 'my results', "it's"]),
    "memspike compare --out 'my results' 'it'\\''s'",
  );
  assert.is(commandLine(['compare', '--device', 'a,b/c.json']), 'memspike compare --device a,b/c.json');
});

test.run();
