/** The built command line as a user meets it: a process, its two streams and its exit code. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mix } from '../../src/random/generator.ts';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** SIGINT is sent once stderr matches. */
  readonly interruptAt?: RegExp;
  /** KiB of address space that the process may have; a POSIX shell sets it. */
  readonly addressSpace?: number;
  /** Files that it may have open; a POSIX shell sets it. */
  readonly openFiles?: number;
  /** The command, if not that of this repository. */
  readonly main?: string;
}

export async function memspike(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { addressSpace, openFiles, cwd = tmpdir(), env = {}, interruptAt, main = MAIN } = options;
  const { FORCE_COLOR: _, MEMSPIKE_DEBUG: __, ...inherited } = process.env;
  const limit = addressSpace === undefined ? `-n ${openFiles}` : `-v ${addressSpace}`;
  const limited = ['-c', `ulimit ${limit} && exec "$0" "$@"`, process.execPath, main, ...args];
  const [command, ...rest] =
    addressSpace === undefined && openFiles === undefined
      ? [process.execPath, main, ...args]
      : ['sh', ...limited];
  const child = spawn(command, rest, {
    cwd,
    env: { ...inherited, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr, interrupted] = ['', '', false];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
    if (interrupted || !interruptAt?.test(stderr)) return;
    interrupted = true;
    child.kill('SIGINT');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs `body` in a new folder that holds tiny.csv and is gone afterwards. */
export async function inFolder(body: (folder: string) => Promise<void>, samples = 90): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'memspike-cli-'));
  try {
    await writeFile(join(folder, 'tiny.csv'), tinyCsv(samples));
    await body(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Three classes of 12 numbers, 0–9: each class is bright in four of them. */
function tinyCsv(samples: number): string {
  const head = [...Array.from({ length: 12 }, (_, i) => `x${i}`), 'kind'].join(',');
  const rows = Array.from({ length: samples }, (_, sample) => {
    const kind = sample % 3;
    const features = Array.from(
      { length: 12 },
      (_, i) => ((mix(sample * 12 + i + 1) >>> 0) % 5) + (Math.floor(i / 4) === kind ? 5 : 0),
    );
    return [...features, ['left', 'middle', 'right'][kind]].join(',');
  });
  return `${[head, ...rows].join('\n')}\n`;
}

/** A network on tiny.csv that trains in a moment. */
export const SMALL = ['--data', 'tiny.csv', '--label', 'kind', '--hidden', '16', '--steps', '10'];

/** The one folder of results whose name begins with `start`. */
export async function resultsOf(cwd: string, start: string): Promise<string> {
  const names = (await readdir(join(cwd, 'results'))).filter((name) => name.startsWith(start));
  if (names.length !== 1) throw new Error(`${start}: ${names.join(', ') || 'no folder'}`);
  return join(cwd, 'results', names[0]);
}
