/** The campaign's section of docs/reliability.md, between marks of its own. */
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const PAGE = fileURLToPath(new URL('../../docs/reliability.md', import.meta.url));
const [BEGIN, END] = ['<!-- fuzz: written by npm run fuzz -- --docs -->', '<!-- /fuzz -->'];
const HEAD = '# Reliability\n\nWhat was done to memspike to break it, and what came of it.\n';

export async function writeSection(
  [head, ...rows]: readonly (readonly string[])[],
  { seed, inputs }: { readonly seed: number; readonly inputs: number },
): Promise<void> {
  const page = await readFile(PAGE, 'utf8').catch(() => HEAD);
  const total = rows.reduce((sum, [, tried]) => sum + Number(tried), 0);
  const count = (column: string) => rows.reduce((sum, row) => sum + Number(row[head.indexOf(column)]), 0);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const section = [
    BEGIN,
    '## Inputs that nobody meant',
    '',
    'Every parser gets valid inputs that were changed (bits, bytes, numbers, pieces of others, values within JSON, runs of',
    'up to 60 000 characters), and some also inputs of a grammar near their format. It has to give a value, or a `MemspikeError`;',
    'anything else counts as crashed, and more than 100 ms, three times, as slow.',
    '',
    `${total} inputs: ${count('accepted')} accepted, ${count('refused')} refused, ${count('slow')} slow, ${count('crashed')} crashed`,
    `(\`npm run fuzz -- --inputs ${inputs} --seed ${seed}\`, Node ${process.versions.node}, ${availableParallelism()} cores).`,
    'Refusals are counted by the code of their error.',
    '',
    line(head),
    line(head.map((_, i) => (i === 0 ? '---' : '---:'))),
    ...rows.map(line),
    END,
  ].join('\n');
  const from = page.indexOf(BEGIN);
  const to = page.indexOf(END);
  const whole =
    from >= 0 && to > from
      ? page.slice(0, from) + section + page.slice(to + END.length)
      : `${page.trimEnd()}\n\n${section}\n`;
  await writeFile(PAGE, whole);
}
