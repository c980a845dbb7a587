import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { exitCodeOf, explain, placed } from '../../src/cli/shared/failure.ts';
import { MemspikeError } from '../../src/errors.ts';

const test = suite('failure');

test('2 for what was typed or read, 130 for what was stopped, 1 for the rest', () => {
  const codes = [
    'CONFIG',
    'DEVICE',
    'DATA',
    'USAGE',
    'FILE',
    'ABORTED',
    'MEMORY',
    'WORKER',
    'CHECKPOINT',
    'DIVERGED',
    'WASM',
  ] as const;
  assert.equal(
    codes.map((code) => exitCodeOf(new MemspikeError(code, 'no'))),
    [2, 2, 2, 2, 2, 130, 1, 1, 1, 1, 1],
  );
  assert.is(exitCodeOf(new Error('no')), 1);
  assert.is(exitCodeOf('no'), 1);
});

test('what was not foreseen is called a bug and brings its stack; what was foreseen only on demand', () => {
  const bug = explain(new TypeError('x is undefined'), { debug: false });
  assert.match(bug, /^x is undefined\nThis is a bug in memspike\..*\nTypeError: x is undefined\n {4}at /);
  const known = new MemspikeError('USAGE', 'no', { cause: new Error('why') });
  assert.is(explain(known, { debug: false }), 'no');
  assert.match(explain(known, { debug: true }), /^no\n {4}at [\s\S]*\ncaused by Error: why\n {4}at /);
});

test('an error that is given another place keeps everything else', () => {
  const error = new MemspikeError('DATA', 'too many', {
    where: 'train',
    received: 9,
    accepted: ['1'],
    hint: 'fewer',
  });
  const moved = placed(error, '--train');
  assert.is(moved.message, '--train: too many\n  received: 9\n  accepted: 1\n  hint: fewer');
  assert.is(moved.code, 'DATA');
  assert.is(placed(new MemspikeError('DATA', 'none'), '--data').message, '--data: none');
});

test.run();
