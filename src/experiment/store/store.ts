/**
 * Finished runs on disk (Node): one NDJSON line each, appended in one write as soon as the run is done. A line that a
 * crash cut short is skipped when the file is read again.
 */
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VERSION } from '../../engine/binary.ts';
import { MemspikeError } from '../../errors.ts';
import type { RunRecord } from '../run/record.ts';

export interface Store {
  readonly path: string;
  /** Records of this version found when the store was opened, by id. */
  readonly records: ReadonlyMap<string, RunRecord>;
  add(record: RunRecord): Promise<void>;
}

export async function openStore(directory: string): Promise<Store> {
  const path = join(directory, 'records.ndjson');
  try {
    await mkdir(directory, { recursive: true });
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    const records = new Map<string, RunRecord>();
    for (const line of text.split('\n')) {
      const record = recordIn(line);
      if (record) records.set(record.id, record);
    }
    if (text !== '' && !text.endsWith('\n')) await appendFile(path, '\n');
    return {
      path,
      records,
      async add(record) {
        await appendFile(path, `${JSON.stringify(record)}\n`);
      },
    };
  } catch (cause) {
    throw new MemspikeError('FILE', 'the results folder cannot be used', {
      where: directory,
      received: (cause as Error).message,
      hint: 'name another with --out DIR',
      cause,
    });
  }
}

function recordIn(line: string): RunRecord | undefined {
  if (line === '') return undefined;
  try {
    const record = JSON.parse(line) as RunRecord;
    return record.format === 'memspike-run/2' && record.versions.memspike === VERSION ? record : undefined;
  } catch {
    return undefined;
  }
}
