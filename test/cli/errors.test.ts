import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder, memspike, SMALL } from './command.ts';

const test = suite('errors');

const NO_STACK = /\n\s+at /;

async function refuses(words: readonly string[], ...said: readonly (string | RegExp)[]): Promise<void> {
  await inFolder(async (cwd) => {
    await writeFile(join(cwd, 'broken.json'), '{ "training": }');
    await writeFile(join(cwd, 'config.json'), '{ "training": { "epoch": 3 } }');
    await writeFile(
      join(cwd, 'device.json'),
      '{ "name": "mine", "levels": 20, "labels": { "ltp": 30, "ltd": -2 } }',
    );
    const { code, stdout, stderr } = await memspike(words, { cwd });
    assert.is(code, 2, stderr);
    assert.is(stdout, '');
    assert.not.match(stderr, NO_STACK);
    for (const words of said) {
      if (typeof words === 'string') assert.ok(stderr.includes(words), `${words}\n--- not in\n${stderr}`);
      else assert.match(stderr, words);
    }
  });
}

test('a device that is mistyped is named with its flag, what there is, and what was meant', () =>
  refuses(
    ['compare', '--device', 'ag-si'],
    /^memspike: compare: --device: "ag-si" is not a device\n/,
    '\n  received: "ag-si"\n',
    '\n  accepted: ag-a-si, ',
    '\n  hint: did you mean "ag-a-si"?\n',
  ));

test('a number is read strictly: the flag, what was received and what is accepted', async () => {
  for (const text of ['x', '0'])
    await refuses(
      ['compare', `--epochs=${text}`],
      /^memspike: compare: --epochs: not an accepted number\n/,
      `\n  received: ${JSON.stringify(text)}\n`,
      '\n  accepted: a whole number, 1–100000\n',
    );
});

test('an unknown option and an unknown command are met with what they resemble', async () => {
  await refuses(['compare', '--epoch', '3'], "memspike: compare: unknown option '--epoch'", '--epochs?');
  await refuses(['compere'], "memspike: unknown command 'compere'", 'compare?');
  await refuses(['device', 'lst'], "memspike: device: unknown command 'lst'", 'list?');
});

test('a policy, a choice and a list of sizes are named with their flag', async () => {
  await refuses(['compare', '--policy', 'residul'], '--policy: "residul"', 'did you mean "residual"?');
  await refuses(['train', '--policy', 'residul'], 'memspike: train: --policy: "residul"');
  await refuses(['train', '--noise', 'both'], '--noise: ', 'received: "both"', 'accepted: on, off');
  await refuses(['train', '--hidden', '20,x'], '--hidden: ', 'received: "x"', 'or none');
});

test('more samples than there are: the flag, and how many there are', () =>
  refuses(
    ['compare', ...SMALL, '--train', '1000'],
    'memspike: compare: --train: 1000 samples asked for, 72 available',
    'received: 1000',
  ));

test('data that is not there is named with its flag', () =>
  refuses(['train', '--data', 'nowhere'], 'memspike: train: --data: "nowhere" is neither', 'accepted: '));

test('a label column that a CSV does not have is named with the file', () =>
  refuses(['train', '--data', 'tiny.csv', '--label', 'sort'], 'tiny.csv', 'sort'));

test('a configuration file is named with the entry that is wrong in it', async () => {
  await refuses(
    ['train', '--config', 'config.json'],
    'config.json: training.epoch: no such setting',
    '"epochs"',
  );
  await refuses(['train', '--config', 'broken.json'], 'broken.json: is not JSON');
  await refuses(['compare', '--config', 'absent.json'], 'absent.json: there is no such file');
});

test('a device file is named with the entry that is wrong in it', async () => {
  await refuses(['device', 'show', 'device.json'], 'device.json: ', 'received: 30');
  await refuses(['device', 'show', 'broken.json'], 'broken.json: is not JSON');
});

test('two results cannot both go to stdout', () =>
  refuses(['device', 'response', 'pcmo', '--pulses', '3', '--csv', '-', '--json', '-'], '--csv and --json'));

test('MEMSPIKE_DEBUG adds the stack', async () => {
  const { code, stderr } = await memspike(['device', 'show', 'nope'], { env: { MEMSPIKE_DEBUG: '1' } });
  assert.is(code, 2);
  assert.match(stderr, NO_STACK);
});

test.run();
