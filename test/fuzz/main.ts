/**
 * The campaign as a command: a table on stdout, all of it as JSON, and its figures in docs/reliability.md.
 *
 *   npm run fuzz -- [--inputs 20000] [--seed 1] [--parsers XLSX,NPZ] [--json fuzz.json] [--docs]
 */
import { parseArgs } from 'node:util';
import { printRows } from '../../src/cli/shared/columns.ts';
import { write } from '../../src/cli/shared/terminal.ts';
import { replaceFile } from '../../src/files/replace-file.ts';
import { campaign, type Tally } from './campaign.ts';
import { writeSection } from './page.ts';
import { parsers } from './parsers.ts';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    parsers: { type: 'string' },
    json: { type: 'string' },
    docs: { type: 'boolean', default: false },
  },
});
const [inputs, seed] = [Number(values.inputs), Number(values.seed)];
if (!(Number.isSafeInteger(inputs) && inputs > 0 && Number.isSafeInteger(seed)))
  throw new Error('--inputs and --seed are whole numbers');
const wanted = values.parsers?.split(',');
const all = await parsers();
for (const name of wanted ?? [])
  if (!all.some((parser) => parser.name === name))
    throw new Error(`no parser "${name}"; there are: ${all.map((parser) => parser.name).join(', ')}`);
const chosen = all.filter(({ name }) => wanted?.includes(name) ?? true);
const say = (text: string) => write(process.stderr, `${text}\n`);

const tallies = await campaign({
  parsers: chosen,
  inputs,
  seed,
  onParser({ parser, tried, crashed, slow }) {
    say(`${parser}: ${tried} tried, ${crashed.length} crashed, ${slow.length} slow`);
    for (const { input, what, bytes } of [...crashed, ...slow].slice(0, 8))
      say(`  input ${input}, ${bytes.length} bytes: ${what}`);
  },
});

const codes = [...new Set(tallies.flatMap((tally) => Object.keys(tally.codes)))].sort();
const rows = [
  ['parser', 'tried', 'accepted', 'refused', ...codes, 'slow', 'crashed'],
  ...tallies.map(({ parser, tried, accepted, refused, codes: by, slow, crashed }) =>
    [
      parser,
      tried,
      accepted,
      refused,
      ...codes.map((code) => by[code] ?? 0),
      slow.length,
      crashed.length,
    ].map(String),
  ),
];
write(process.stdout, `${printRows(rows)}\n`);
if (values.json !== undefined)
  await replaceFile(
    values.json,
    `${JSON.stringify({ seed, inputs, tallies: tallies.map(plain) }, null, 2)}\n`,
  );
if (values.docs) await writeSection(rows, { seed, inputs });
process.exitCode = tallies.some(({ crashed }) => crashed.length > 0) ? 1 : 0;

/** Bytes of what was found as base64. */
function plain(tally: Tally) {
  const list = (found: Tally['slow']) =>
    found.map(({ bytes, ...one }) => ({ ...one, base64: Buffer.from(bytes).toString('base64') }));
  return { ...tally, slow: list(tally.slow), crashed: list(tally.crashed) };
}
