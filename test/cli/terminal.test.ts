/** Names, cells and messages that hold what a terminal would obey: it never gets there. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { conclusions } from '../../src/cli/compare/print.ts';
import { createLiveLine } from '../../src/cli/shared/live-line.ts';
import { withBold, write } from '../../src/cli/shared/terminal.ts';
import { plainJson, plainLine, plainText } from '../../src/report/text/plain.ts';
import { made } from '../report/fixtures.ts';
import { inFolder, memspike } from './command.ts';

const test = suite('what reaches a terminal');

/** Escape, control sequence introducers of 7 and 8 bits, overrides of direction, a title, a bell, lost halves, tags. */
const HOSTILE =
  '\u001b[31m\u009b2J\u001b]0;title\u0007\u202egpj.\u2066\u2069\u200f\u061c\r\b\u007f\ud800\u2028\u{e0041}';
const ACTIVE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/u;
/** What this program sets its own words in bold with. */
const withoutBold = (text: string) => text.replaceAll('\u001b[1m', '').replaceAll('\u001b[22m', '');

test('plain text has nothing that a terminal obeys, and keeps all else', () => {
  assert.not.match(plainText(HOSTILE), ACTIVE);
  assert.is(plainText('Ag:a-Si, ν = 2.4 µS\tÜbung 电导\n'), 'Ag:a-Si, ν = 2.4 µS\tÜbung 电导\n');
  assert.is(plainText('one\r\ntwo'), 'one\ntwo');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.not.match(plainText(text), ACTIVE);
      assert.not.match(plainLine(text), /[\n\t]/);
      assert.not.match(withoutBold(withBold(text)), ACTIVE);
    }),
  );
});

test('JSON says the same without them', () => {
  const value = { name: HOSTILE, 'ö\u202e': ['\u009b'] };
  const text = plainJson(JSON.stringify(value, null, 2));
  assert.equal(JSON.parse(text), value);
  assert.not.match(text, ACTIVE);
});

test('lines that are drawn in place bring the escapes of this program and no others', () => {
  const written: string[] = [];
  const stream = { columns: 300, write: (text: string) => written.push(text) };
  const line = createLiveLine(stream, { live: true });
  line.draw(`${HOSTILE}\nsecond`);
  line.keep(HOSTILE);
  write(stream, HOSTILE);
  const own = written.join('').replaceAll('\r\u001b[2K', '');
  assert.not.match(own, ACTIVE);
});

test('the answer of a comparison sets its own words in bold and no others', () => {
  const { comparison } = made({ devices: [`${HOSTILE}\u001b[1m`] });
  const text = conclusions(comparison, { styled: true });
  assert.is(text.split('\u001b[1m').length, text.split('\u001b[22m').length);
  assert.not.match(withoutBold(withBold(text)), ACTIVE);
});

test('a name in a file, a cell of a table, and a word that was typed are shown harmless on both streams', () =>
  inFolder(async (cwd) => {
    const law = { kind: 'affine', ltp: { nu: 1, pulses: 9 }, ltd: { nu: 1, pulses: 9 } };
    const device = { name: HOSTILE, title: HOSTILE, source: HOSTILE, doubt: HOSTILE, law };
    await writeFile(join(cwd, 'evil.json'), JSON.stringify(device));
    await writeFile(join(cwd, 'evil.csv'), `a,b,kind\n1,${HOSTILE.replace('\r', '')},x\n1,2,y\n`);
    await writeFile(join(cwd, 'curve.csv'), `${HOSTILE.replace('\r', '')},G (uS)\n1,x\u001b[31m\n2,3\n3,4\n`);
    const commands = [
      ['device', 'show', 'evil.json'],
      ['device', 'show', 'evil.json', '--json', '-'],
      ['device', 'response', 'evil.json', '--pulses', '5,-5'],
      ['device', 'fit', 'curve.csv'],
      ['device', 'show', HOSTILE],
      ['train', '--data', 'evil.csv', '--device', 'evil.json'],
      ['train', `--${HOSTILE}`],
      [HOSTILE],
    ];
    for (const args of commands) {
      const { stdout, stderr } = await memspike(args, { cwd });
      assert.ok(stdout + stderr, args.join(' '));
      assert.not.match(stdout, ACTIVE, args.join(' '));
      assert.not.match(stderr, ACTIVE, args.join(' '));
    }
  }));

test('nothing of the command writes to a stream by another way', async () => {
  const source = fileURLToPath(new URL('../../src', import.meta.url));
  const writers = /\b(?:stdout|stderr|stream)\??\.write\(|console\.\w+\(/g;
  const found: string[] = [];
  for (const name of await readdir(source, { recursive: true }))
    if (name.endsWith('.ts'))
      for (const [call] of (await readFile(join(source, name), 'utf8')).matchAll(writers))
        found.push(`${name}: ${call}`);
  assert.equal(found.sort(), [
    'cli/main.ts: stderr.write(',
    'cli/shared/terminal.ts: stream.write(',
    'cli/shared/terminal.ts: stream.write(',
    'cli/shared/terminal.ts: stream.write(',
    'files/replace-file.ts: stream.write(',
  ]);
});

test.run();
