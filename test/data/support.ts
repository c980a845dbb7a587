import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemspikeError } from '../../src/errors.ts';

/** A short digest, to compare large arrays by. */
export function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

/** The MemspikeError that `body` throws; anything else that happens is a failure. */
export function thrown(body: () => unknown): MemspikeError {
  try {
    body();
  } catch (error) {
    if (error instanceof MemspikeError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** The MemspikeError that the promise rejects with; anything else that happens is a failure. */
export async function rejection(promise: Promise<unknown>): Promise<MemspikeError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof MemspikeError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** Runs `body` with a new directory that is gone afterwards. */
export async function inDirectory(body: (directory: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'memspike-test-'));
  try {
    await body(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
