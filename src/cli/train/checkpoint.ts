/** The checkpoint of `train` in its folder. */
import { open, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset } from '../../data/dataset.ts';
import { fileProblem } from '../../data/file-problem.ts';
import { MemspikeError } from '../../errors.ts';
import type { ExperimentConfig } from '../../experiment/config/config.ts';
import { checkpointParts, requireUsable, restoreSession } from '../../experiment/run/checkpoint.ts';
import type { Session } from '../../experiment/run/session.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { isFull } from '../../files/unwritable.ts';
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

/**
 * The session that was saved; undefined if the checkpoint is damaged or of another build, when it is set aside and the
 * run begins anew. Throws USAGE if there is none, CHECKPOINT if it belongs to another run.
 */
export async function restore(
  checkpoint: Checkpoint,
  { config, dataset }: { config: ExperimentConfig; dataset: Dataset },
  say: (text: string) => void,
): Promise<Session | undefined> {
  const { path } = checkpoint;
  await requireCheckpoint(checkpoint);
  const bytes = await readWhole(path).catch(fileProblem(path));
  try {
    requireUsable(bytes);
  } catch (error) {
    if (!(error instanceof MemspikeError)) throw error;
    const aside = path.replace(/bin$/, 'set-aside.bin');
    await rename(path, aside);
    const [problem] = error.message.split('\n');
    say(`${path}: ${problem}; it is set aside as ${aside}, and the run begins anew`);
    return undefined;
  }
  return placing(
    (where) => where ?? path,
    () => restoreSession(bytes, { config, dataset }),
  );
}

/** Throws FILE if it cannot be written: then the one before is there still. */
export async function save({ path, exists }: Checkpoint, session: Session): Promise<void> {
  try {
    await replaceFile(path, checkpointParts(session));
  } catch (error) {
    if (!(error instanceof MemspikeError && isFull(error))) throw error;
    const before = await exists();
    throw new MemspikeError('FILE', 'the checkpoint cannot be written: no room is left on the disk', {
      where: path,
      received: error.received,
      hint: before
        ? 'make room; the checkpoint before this one is kept, and the same command with --resume goes on from it'
        : 'make room, then give the same command again',
      cause: error.cause,
    });
  }
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
