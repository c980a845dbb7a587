/**
 * npm run mutate: tests the tests. Every entry of scripts/mutations/ is one small fault in a kernel or in the library,
 * and names the tests that have to turn red by it. A mutant lives in a copy of the tree, never in the tree itself.
 *
 *   node scripts/mutate.js [part of a file's path or of a mutation's text …]
 *     --sample=12     so many of them, drawn by the seed
 *     --seed=1        any text; the same seed draws the same sample
 *     --jobs=2        mutants at a time
 *     --root=DIR      the tree (this repository)
 *
 * A mutation whose text does not stand exactly once in its file is an error, and so are a test file that is red without
 * any mutation, a mutant that cannot be built, and one that breaks a test file without failing a test of it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { copyTree, killAll, whatFindsOut, whyRed } from './mutant.js';
import { faultsOf } from './mutations/faults.js';
import { drawSample } from './mutations/sample.js';

const { values: options, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '2' },
    root: { type: 'string', default: fileURLToPath(new URL('..', import.meta.url)) },
  },
});
const HEAD = ['file', 'mutations', 'found out', 'seconds each'];

const root = resolve(options.root);
const folder = mkdtempSync(join(tmpdir(), 'memspike-mutate-'));

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
]) {
  process.on(signal, () => {
    killAll();
    rmSync(folder, { recursive: true, force: true });
    process.exit(code);
  });
}

try {
  process.exitCode = await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function main() {
  const list = pathToFileURL(join(root, 'scripts/mutations/all-mutations.js')).href;
  const { mutations } = await import(list);
  const faults = faultsOf(mutations, root);
  for (const fault of faults) console.log(fault);
  if (faults.length > 0) return 1;
  const chosen = choose(mutations);
  if (chosen.length === 0) {
    console.log(`no mutation for ${filters.map((part) => `"${part}"`).join(', ')}`);
    return 1;
  }
  if (options.sample) console.log(`${chosen.length} of ${mutations.length} mutations, seed ${options.seed}`);
  const trees = Array.from({ length: positive('jobs') }, (_, k) => copyTree(root, join(folder, `tree-${k}`)));
  const limits = await timeUnchanged(chosen, trees);
  if (limits === undefined) return 1;
  const results = await examineAll(chosen, trees, limits);
  printTable(results);
  return results.every(({ found }) => found) ? 0 : 1;
}

/** Those that are asked for, by name or by a draw. */
function choose(mutations) {
  const named = mutations.filter(
    ({ file, text }) =>
      filters.length === 0 || filters.some((part) => file.includes(part) || text.includes(part)),
  );
  return options.sample ? drawSample(named, positive('sample'), options.seed) : named;
}

/** Runs every test file that is needed over the tree as it is; how long a mutant may take in each, or that one is red. */
async function timeUnchanged(chosen, trees) {
  const needed = new Map();
  for (const { target, tests } of chosen)
    for (const test of tests) needed.set(`${target ?? ''} ${test}`, { target, test });
  console.log(`${needed.size} test files without a mutation …`);
  const limits = new Map();
  const red = [];
  await atOnce([...needed], trees, async ([name, { target, test }], tree) => {
    const started = performance.now();
    const reason = await whyRed(tree, { target, test });
    if (reason !== undefined) red.push(`${test} is red without a mutation: ${reason}`);
    limits.set(name, Math.max(20_000, 8 * (performance.now() - started)));
  });
  for (const line of red) console.log(line);
  return red.length > 0 ? undefined : ({ target }, test) => limits.get(`${target ?? ''} ${test}`);
}

async function examineAll(chosen, trees, limitOf) {
  const started = performance.now();
  const results = [];
  console.log(`0 of ${chosen.length} mutations …`);
  await atOnce(chosen, trees, async (mutation, tree) => {
    const begun = performance.now();
    const verdict = await whatFindsOut(tree, mutation, (test) => limitOf(mutation, test));
    const seconds = (performance.now() - begun) / 1000;
    results.push({ mutation, seconds, ...verdict });
    const word = verdict.found ? 'found out' : 'SURVIVED ';
    const left = timeLeft(results, chosen, trees.length);
    const place = String(results.length).padStart(String(chosen.length).length);
    console.log(`${place}/${chosen.length}  ${word}  ${nameOf(mutation)}`);
    console.log(`${' '.repeat(place.length * 2 + 3)}${verdict.by}  ${seconds.toFixed(1)} s${left}`);
  });
  console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} s`);
  return results;
}

/** What the others of a kind have taken in the mean, once there are some; kernels are built, the rest is not. */
function timeLeft(results, chosen, jobs) {
  if (results.length < 4 || results.length === chosen.length) return '';
  const kindOf = ({ target }) => target !== undefined;
  const mean = (some) => some.reduce((sum, { seconds }) => sum + seconds, 0) / some.length;
  const done = new Set(results.map(({ mutation }) => mutation));
  const seconds = chosen
    .filter((mutation) => !done.has(mutation))
    .map((mutation) => {
      const alike = results.filter((result) => kindOf(result.mutation) === kindOf(mutation));
      return mean(alike.length > 0 ? alike : results);
    })
    .reduce((sum, one) => sum + one, 0);
  const left = seconds / jobs;
  return left < 90 ? `, about ${Math.ceil(left)} s left` : `, about ${Math.ceil(left / 60)} min left`;
}

/** Every item in its turn, as many at once as there are trees. */
async function atOnce(items, trees, work) {
  const queue = [...items];
  await Promise.all(
    trees.map(async (tree) => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item, tree);
    }),
  );
}

function printTable(results) {
  const files = Map.groupBy
    ? Map.groupBy(results, ({ mutation }) => mutation.file)
    : results.reduce((map, result) => {
        const { file } = result.mutation;
        return map.set(file, [...(map.get(file) ?? []), result]);
      }, new Map());
  const rows = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, some]) => rowOf(file, some));
  const widths = [0, 1, 2, 3].map((k) => Math.max(...[HEAD, ...rows].map((row) => row[k].length)));
  const line = (row) =>
    row.map((cell, k) => (k === 0 ? cell.padEnd(widths[k]) : cell.padStart(widths[k]))).join('  ');
  console.log(['', line(HEAD), ...rows.map(line), line(rowOf('all', results))].join('\n'));
  const survivors = results.filter(({ found }) => !found);
  for (const { mutation, by } of survivors) console.log(`\nSURVIVED ${nameOf(mutation)}\n  ${by}`);
  console.log(`\n${results.length - survivors.length} of ${results.length} mutations were found out`);
}

function rowOf(file, results) {
  const found = results.filter((result) => result.found).length;
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0) / results.length;
  return [file, String(results.length), String(found), seconds.toFixed(1)];
}

function nameOf({ file, target, text, replacement }) {
  const short = (code) => JSON.stringify(code.replaceAll(/\s+/g, ' ')).slice(1, -1) || 'nothing';
  return `${file}${target === 'scalar' ? ' (scalar)' : ''}: ${short(text)} → ${short(replacement)}`;
}

function positive(name) {
  const number = Number(options[name]);
  if (Number.isInteger(number) && number > 0) return number;
  console.error(`--${name}=${options[name]}: expected a whole number above 0`);
  rmSync(folder, { recursive: true, force: true });
  process.exit(2);
}
