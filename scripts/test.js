/**
 * The test gate: runs every test/**\/*.test.ts with uvu, each file in a process of its own, and believes none of them.
 *
 *   node scripts/test.js [part of a file name …]
 *     --except=a,b    leave out the files whose name holds a or b
 *     --limit=300     seconds that a file may take before it is killed
 *     --jobs=2        files at a time
 *     --allow-skip    test.skip is no failure (never in CI)
 *     --root=DIR      the folder that holds test/ (this repository)
 *
 * verdict.js says when a file has passed. The last line is "N passed, N failed", in tests; a file that broke counts as
 * at least one failed, and so does a filter that names no file.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { judge } from './verdict.js';

const TSX = import.meta.resolve('tsx');
const GRACE_MS = 2000; // between SIGTERM and SIGKILL: time for a test to close its browser

const { values: options, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: {
    except: { type: 'string', default: '' },
    limit: { type: 'string', default: '300' },
    jobs: { type: 'string', default: '2' },
    'allow-skip': { type: 'boolean', default: false },
    root: { type: 'string', default: fileURLToPath(new URL('..', import.meta.url)) },
  },
});
const root = resolve(options.root);
const limitSeconds = positive('limit');
const allowSkip = options['allow-skip'] && process.env.CI !== 'true';
const running = new Set();

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of running) signalGroup(child, 'SIGKILL');
    process.exit(1);
  });
}

await main();

async function main() {
  const sources = findSources();
  const excepted = options.except.split(',').filter((part) => part !== '');
  const files = sources.filter(
    (file) =>
      file.endsWith('.test.ts') &&
      (filters.length === 0 || filters.some((part) => file.includes(part))) &&
      !excepted.some((part) => file.includes(part)),
  );
  const faults = [
    ...sources.filter((file) => !file.endsWith('.test.ts')).flatMap(misnamed),
    ...filters
      .filter((part) => !files.some((file) => file.includes(part)))
      .map((part) => `no test file for "${part}"`),
  ];
  if (files.length === 0 && faults.length === 0) faults.push('no test file found');
  for (const fault of faults) console.log(`FAIL  ${fault}`);

  const results = await runAll(files);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, faults.length);
  const broken = results.filter((result) => result.faults.length > 0).map((result) => result.file);
  if (broken.length > 0) console.log(`\nfailed: ${broken.join(', ')}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

/** Every TypeScript file below test/, as paths relative to the root, with forward slashes. */
function findSources() {
  const folder = join(root, 'test');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map((name) => relative(root, join(folder, name)).split(sep).join('/'))
    .filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
    .sort();
}

/** Tests in a file that no gate would ever run. */
function misnamed(file) {
  const source = readFileSync(join(root, file), 'utf8');
  const holdsTests = /from ['"]uvu['"]/.test(source) && /^\s*[\w$]+\.run\(\)/m.test(source);
  return holdsTests ? [`${file} holds tests but its name does not end in .test.ts`] : [];
}

async function runAll(files) {
  const queue = [...files];
  const results = [];
  const worker = async () => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const run = await runFile(file);
      const verdict = judge({
        ...run,
        source: readFileSync(join(root, file), 'utf8'),
        limitSeconds,
        allowSkip,
      });
      print(file, run, verdict);
      results.push({ file, ...verdict });
    }
  };
  await Promise.all(Array.from({ length: Math.ceil(positive('jobs')) }, worker));
  return results;
}

/** Runs one file in its own process group, so that whatever it started dies with it. */
function runFile(file) {
  const { FORCE_COLOR: _, ...environment } = process.env;
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', TSX, join(root, file)], {
    cwd: root,
    detached: true,
    env: { ...environment, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  let stdout = ''; // apart too: a warning on stderr may fall into the middle of the summary
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    signalGroup(child, 'SIGTERM');
    setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS).unref();
  }, limitSeconds * 1000);

  return new Promise((done) => {
    child.on('error', (error) => {
      output += `\n${error.message}`;
    });
    // Whatever outlives the test would hold the pipes open: killed, or cut off if it left the group.
    child.on('exit', () => {
      signalGroup(child, 'SIGKILL');
      setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, GRACE_MS).unref();
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      running.delete(child);
      const seconds = (performance.now() - started) / 1000;
      const [all, report] = [output, stdout].map(stripVTControlCharacters);
      done({ code, signal, timedOut, seconds, output: all, report });
    });
  });
}

function signalGroup(child, signal) {
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

function print(file, { seconds, output }, { passed, faults }) {
  const verdict =
    faults.length === 0 ? `ok    ${file}  ${passed} passed` : `FAIL  ${file}  ${faults.join('; ')}`;
  const notes = output.split('\n').filter((line) => /^(skipped|note): /.test(line));
  // The bar keeps a nested gate's closing line from being taken for this one's.
  const detail = faults.length === 0 ? notes : output.trimEnd().split('\n');
  console.log([`${verdict}  ${seconds.toFixed(1)} s`, ...detail.map((line) => `  | ${line}`)].join('\n'));
}

function positive(name) {
  const number = Number(options[name]);
  if (number > 0) return number;
  console.error(`--${name}=${options[name]}: expected a number above 0`);
  process.exit(2);
}
