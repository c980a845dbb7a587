/** TestU01 over a stream: builds battery.c, feeds it, reads its p values. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Source } from './source.ts';

export interface Outcome {
  readonly tests: readonly { readonly name: string; readonly p: number }[];
  /** 32-bit words that the battery has read. */
  readonly words: number;
  readonly library: string;
}

const NEEDS = 'gcc, libc6-dev and, from the section non-free of Debian, libtestu01-0-dev';
const BLOCK = 65536;

/** Path of the built driver; throws with the names of what is missing. CC names another compiler than gcc. */
export function buildBattery(): string {
  const source = fileURLToPath(new URL('battery.c', import.meta.url));
  const folder = fileURLToPath(new URL('../../.cache/generator/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const libraries = ['-ltestu01', '-ltestu01probdist', '-ltestu01mylib', '-lm'];
  const { status, stderr, error } = spawnSync(
    process.env.CC ?? 'gcc',
    ['-O2', '-Wall', '-Wextra', source, '-o', `${folder}battery`, ...libraries],
    { encoding: 'utf8' },
  );
  if (status !== 0)
    throw new Error(`the driver of TestU01 could not be built; it needs ${NEEDS}\n${stderr ?? error}`);
  return `${folder}battery`;
}

/** Feeds words to a battery until it has had enough of them. */
export async function runBattery(driver: string, kind: readonly string[], source: Source): Promise<Outcome> {
  const child = spawn(driver, kind, { stdio: ['pipe', 'pipe', 'inherit'] });
  const said = text(child.stdout);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const { stdin } = child;
  let open = true;
  // The battery closes its end of the pipe when it has had enough.
  const closed = new Promise<void>((resolve) => {
    for (const event of ['error', 'close'])
      stdin.on(event, () => {
        open = false;
        resolve();
      });
  });
  while (open) {
    const block = new Uint32Array(BLOCK);
    source(block);
    if (!stdin.write(new Uint8Array(block.buffer)))
      await Promise.race([closed, new Promise((resolve) => stdin.once('drain', resolve))]);
  }
  const status = await ended;
  if (status !== 0) throw new Error(`battery ${kind.join(' ')} ended with status ${status}`);
  return JSON.parse(await said);
}
