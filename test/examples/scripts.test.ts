/** The examples for Node run and print what they promise. */
import { readdirSync, readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runExample } from './running.ts';

const test = suite('examples');

const folder = new URL('../../examples/', import.meta.url);

/** Percentages at which lines that begin with `name` end up. */
function accuracyOf(output: string, name: string): number {
  const line = output.split('\n').find((one) => one.startsWith(name)) ?? '';
  return Number(/([\d.]+) %/.exec(line)?.[1] ?? Number.NaN);
}

test('custom-law: devices of a law of its own learn, and keep it as a table', async () => {
  const output = await runExample('custom-law.ts', '1000');
  for (const device of ['mine', 'stronger']) {
    assert.ok(accuracyOf(output, device) > 65, output);
    assert.match(output, new RegExp(`^${device} .*law: table$`, 'm'));
  }
});

test('custom-rule: the rule of its own learns, and so does the built-in one', async () => {
  const output = await runExample('custom-rule.ts', '2000');
  for (const rule of ['local', 'target-projection'])
    assert.ok(accuracyOf(output, rule) > 65, `${rule}: ${accuracyOf(output, rule)} %\n${output}`);
});

test('custom-policy: a policy of its own is the same by name and as an object, is tuned, and has its price', async () => {
  const output = await runExample('custom-policy.ts', '1500');
  const accuracies = ['by name', 'as an object', 'tuned', 'read-free-pair'].map((name) =>
    accuracyOf(output, name),
  );
  assert.is(accuracies[0], accuracies[1], output);
  assert.ok(
    accuracies.every((accuracy) => accuracy > 65),
    output,
  );
  // 100 × 10 synapses of sixteen devices, 784 × 100 of two.
  assert.match(output, /by name .* 2\.18 devices/);
});

test('custom-rule stays short enough to be read at a glance', () => {
  assert.ok(readFileSync(new URL('custom-rule.ts', folder), 'utf8').split('\n').length <= 40);
});

test('own-device: the device has its symmetry point, both policies learn, the counter costs a bit', async () => {
  const output = await runExample('own-device.ts', '1000');
  assert.match(output, /equally strong at 0\.38 of the range/);
  for (const policy of ['none', 'shared-residual']) assert.ok(accuracyOf(output, policy) > 65, output);
  assert.match(output, /shared-residual .* 1\.0\d bits and 2 devices/);
});

test('resume: both ways end at the same hash', async () => {
  const output = await runExample('resume.ts', '600');
  assert.match(output, /stopped in epoch 1, sample \d+/);
  const [resumed, whole] = [...output.matchAll(/ ([0-9a-f]{16})$/gm)].map(([, hash]) => hash);
  assert.ok(resumed !== undefined && resumed === whole, output);
});

/** Examples that are folders, and how each is run. */
const FOLDERS: Readonly<Record<string, string>> = {
  browser: 'node examples/browser/build.js',
  circuits: 'array solve examples/circuits/',
  measured: 'device fit examples/measured/',
};

test('every example is listed in the folder’s README, with a command', () => {
  const readme = readFileSync(new URL('README.md', folder), 'utf8');
  for (const name of readdirSync(folder)) {
    if (name === 'README.md') continue;
    const command = FOLDERS[name] ?? `npx tsx examples/${name}`;
    assert.ok(readme.includes(command), `${command} is missing`);
  }
});

test.run();
