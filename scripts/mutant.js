/** One mutant: a copy of the tree in which one text is replaced, its kernels built anew if they are what changed. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const TSX = import.meta.resolve('tsx');
const BUILD_MS = 120_000;
const UNCHANGED_MS = 300_000;

/** What a test needs none of. */
const LEFT_OUT = new Set(['.git', '.cache', 'node_modules', 'results']);

const running = new Set();

/** A copy of the tree at `root`, in which mutants may live one after the other. */
export function copyTree(root, place) {
  cpSync(root, place, { recursive: true, filter: (source) => !LEFT_OUT.has(basename(source)) });
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'), 'junction');
  buildQuickly(place);
  return { place, builds: new Map() };
}

/** The tests of a mutation over its mutant, up to the first that finds it out: whether one does, and which. */
export async function whatFindsOut(tree, { file, text, replacement, target, tests }, limitOf) {
  const path = join(tree.place, file);
  const original = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    original.replace(text, () => replacement),
  );
  try {
    const kernels = target === undefined ? undefined : await buildKernels(tree, target);
    if (target !== undefined && kernels === undefined) return { found: false, by: 'it does not build' };
    for (const test of tests) {
      const { red, reason, broken } = await runTest(tree, test, { kernels, limit: limitOf(test) });
      if (broken) return { found: false, by: `${test}: ${reason}` };
      if (red) return { found: true, by: `${test}: ${reason}` };
    }
    return { found: false, by: `${tests.join(', ')} passed` };
  } finally {
    writeFileSync(path, original);
  }
}

/** Why a test file is red over the tree as it is; undefined where it is not. */
export async function whyRed(tree, { target, test }) {
  if (target !== undefined && !tree.builds.has(target)) {
    const built = await buildKernels(tree, target);
    if (built !== undefined) cpSync(built, join(tree.place, `unchanged-${target}.wasm`));
    tree.builds.set(target, built && join(tree.place, `unchanged-${target}.wasm`));
  }
  const kernels = tree.builds.get(target);
  if (target !== undefined && kernels === undefined) return 'the kernels do not build';
  const { red, reason } = await runTest(tree, test, { kernels, limit: UNCHANGED_MS });
  return red ? reason : undefined;
}

/** Ends whatever still runs. */
export function killAll() {
  for (const child of running) killGroup(child);
}

/** One build of the kernels. */
async function buildKernels({ place }, target) {
  const wasm = join(place, `mutant-${target}.wasm`);
  const compiler = join(place, 'node_modules/assemblyscript/bin/asc.js');
  const args = [compiler, '--target', target, '--outFile', wasm];
  const { code } = await runNode(args, { place, limit: BUILD_MS });
  return code === 0 ? wasm : undefined;
}

/** Builds of mutants run for seconds: they are not optimised, which would take longer, and give the same bits. */
function buildQuickly(place) {
  const file = join(place, 'asconfig.json');
  if (!existsSync(file)) return;
  const config = JSON.parse(readFileSync(file, 'utf8'));
  for (const target of Object.values(config.targets))
    Object.assign(target, { optimizeLevel: 0, converge: false });
  Object.assign(config.options, { debug: false });
  writeFileSync(file, JSON.stringify(config));
}

async function runTest({ place }, test, { kernels, limit }) {
  const args = ['--import', TSX, join(place, 'test', test)];
  const { code, output, late } = await runNode(args, { place, kernels, limit });
  if (late) return { red: true, reason: `it did not end within ${Math.round(limit / 1000)} s` };
  if (code === 0) return { red: false };
  const [, name] = /^\s*FAIL\s.*"(.*)"/m.exec(output) ?? [];
  if (name !== undefined) return { red: true, reason: name };
  const said = output.trimEnd().split('\n').slice(-3).join(' / ');
  return { red: true, broken: true, reason: `it broke without failing a test: ${said}` };
}

function runNode(args, { place, kernels, limit }) {
  const { FORCE_COLOR: _, ...environment } = process.env;
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      cwd: place,
      detached: process.platform !== 'win32',
      env: { ...environment, NO_COLOR: '1', ...(kernels && { MEMSPIKE_KERNELS: kernels }) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      killGroup(child);
    }, limit);
    const end = (code) => {
      clearTimeout(timer);
      running.delete(child);
      done({ code, late, output: stripVTControlCharacters(output) });
    };
    child.on('error', () => end(1));
    child.on('close', end);
  });
}

function killGroup(child) {
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
