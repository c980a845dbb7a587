/** The checkpoint of `train` in its folder. */
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset } from '../../data/dataset.ts';
import { fileProblem } from '../../data/file-problem.ts';
import { MemspikeError } from '../../errors.ts';
import type { ExperimentConfig } from '../../experiment/config/config.ts';
import { restoreSession } from '../../experiment/run/checkpoint.ts';
import type { Session } from '../../experiment/run/session.ts';
import { placing } from '../shared/failure.ts';

export interface Checkpoint {
  readonly path: string;
  exists(): Promise<boolean>;
}

export function openCheckpoint(folder: string): Checkpoint {
  const path = join(folder, 'checkpoint.bin');
  return {
    path,
    exists: () =>
      stat(path).then(
        () => true,
        () => false,
      ),
  };
}

/** The session that was saved. Throws USAGE if there is none, CHECKPOINT if it belongs to another run. */
export async function restore(
  checkpoint: Checkpoint,
  { config, dataset }: { config: ExperimentConfig; dataset: Dataset },
): Promise<Session> {
  const { path } = checkpoint;
  await requireCheckpoint(checkpoint);
  const bytes = await readWhole(path).catch(fileProblem(path));
  return placing(
    (where) => where ?? path,
    () => restoreSession(bytes, { config, dataset }),
  );
}

/** Bytes of one read. `readFile` refuses what is larger than 2 GiB. */
const PIECE = 1 << 28;

async function readWhole(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const bytes = new Uint8Array((await file.stat()).size);
    for (let at = 0; at < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, at, Math.min(PIECE, bytes.length - at), at);
      if (bytesRead === 0) return bytes.subarray(0, at);
      at += bytesRead;
    }
    return bytes;
  } finally {
    await file.close();
  }
}

export async function requireCheckpoint({ path, exists }: Checkpoint): Promise<void> {
  if (await exists()) return;
  throw new MemspikeError('USAGE', 'there is no checkpoint to go on from', {
    where: '--resume',
    received: path,
    hint: 'name the folder of the stopped run with --out, or leave --resume out to start anew',
  });
}
