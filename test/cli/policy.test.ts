import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { memspike } from './command.ts';

const test = suite('policy');

test('show tells every setting with its value, its default and its meaning', async () => {
  const { code, stdout, stderr } = await memspike(['policy', 'show', 'shared-residual']);
  assert.equal([code, stderr], [0, '']);
  assert.match(stdout, /^setting +value +output layer +default +meaning$/m);
  assert.match(stdout, /^cell\.weightScale +1\.52 +0\.645 +1 +largest \|W\| of a cell$/m);
  assert.match(stdout, /^pulses\.block +2 +1 +1 +block × block neighbouring inputs/m);
  assert.match(stdout, /^gates\.stop-learning\.above +0\.9 +0\.9 +probability of the label/m);
});

test('a policy that has other numbers for quiet devices shows those that differ', async () => {
  const { stdout } = await memspike(['policy', 'show', 'complementary']);
  const [, quiet] = stdout.split('On devices without cycle-to-cycle noise:\n');
  assert.equal(
    quiet
      .trim()
      .split('\n')
      .map((line) => line.split(/ +/).slice(0, 2)),
    [
      ['cell.weightScale', '2'],
      ['learning.rate', '0.02'],
      ['learning.balance', '0.25'],
    ],
  );
});

test('an alias shows the policy that it stands for, and says so on stderr', async () => {
  const [alias, name] = await Promise.all(
    ['read-free', 'read-free-pair'].map((policy) => memspike(['policy', 'show', policy])),
  );
  assert.is(alias.stdout, name.stdout);
  assert.match(alias.stderr, /^note: "read-free" stands for the policy "read-free-pair"/);
  assert.is(name.stderr, '');
});

test.run();
