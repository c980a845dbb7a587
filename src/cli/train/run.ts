/** `memspike train`: from flags to a record. */
import { join } from 'node:path';
import type { Dataset } from '../../data/dataset.ts';
import { MemspikeError } from '../../errors.ts';
import type { ExperimentConfig } from '../../experiment/config/config.ts';
import { runId } from '../../experiment/run/identity.ts';
import type { RunRecord } from '../../experiment/run/record.ts';
import { createSession, type Session } from '../../experiment/run/session.ts';
import { train } from '../../experiment/run/train.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { counted } from '../../report/text/words.ts';
import { answer, type Notes, notesOf } from '../shared/answer.ts';
import { json } from '../shared/files.ts';
import { interruptible } from '../shared/interrupt.ts';
import { describeDataset, openDataset } from '../shared/open-dataset.ts';
import { openTold } from '../shared/open-store.ts';
import { type ResultsFolder, resultsFolder } from '../shared/results-folder.ts';
import { type Checkpoint, openCheckpoint, restore, save } from './checkpoint.ts';
import type { TrainFlags } from './flags.ts';
import { writePictures } from './pictures.ts';
import { planTrain } from './plan.ts';
import { inRows, withVerdict } from './print.ts';
import { createTrainProgress } from './progress.ts';

export async function runTrain(flags: TrainFlags): Promise<void> {
  const notes = notesOf(flags);
  const { say } = notes;
  const config = await planTrain(flags, say);
  const interruption = interruptible(() => say('\nstopping …'));
  try {
    const dataset = await openDataset(config.dataset, interruption.signal);
    say(describeDataset(dataset));
    const id = runId(config, dataset);
    const folder = folderOf(config, id, flags);
    say(`results: ${folder.path}`);
    await folder.hold(say);
    const checkpoint = openCheckpoint(folder.path);
    const session = flags.resume ? await resumed(checkpoint, { config, dataset }, say) : undefined;
    const store = await openTold(folder.path, say);
    const kept = store.records.get(id);
    if (kept && !flags.resume && !flags.fresh) throw finishedBefore(folder.path);
    if (kept && session?.epochs.length === config.training.epochs) {
      say(`the run in ${folder.path} is finished: nothing is left to train`);
      await answer(flags, withVerdict(kept), () => inRows(kept));
      return;
    }
    if (!flags.resume && (await checkpoint.exists()))
      say(`starting anew: ${checkpoint.path} is replaced (--resume goes on from it instead)`);
    await folder.holds(OWN_FILES);
    await replaceFile(join(folder.path, 'config.json'), json(config));
    const record = await trained({
      config,
      dataset,
      session,
      checkpoint,
      notes,
      signal: interruption.signal,
    });
    await store.add(record);
    const pictures = await writePictures(record, folder.path);
    await folder.holds([...OWN_FILES, ...pictures]);
    await answer(flags, withVerdict(record), () => inRows(record));
    say(`\nsaved in ${folder.path}: ${OWN_FILES.join(', ')}, ${counted(pictures.length, 'picture')} (SVG)`);
  } finally {
    interruption.release();
  }
}

function finishedBefore(folder: string): MemspikeError {
  return new MemspikeError('USAGE', 'the run in this folder is finished', {
    where: folder,
    hint: '--resume shows its result, --fresh trains it anew, --out names another folder',
  });
}

const OWN_FILES = ['config.json', 'records.ndjson', 'checkpoint.bin'];

/** A checkpoint that is resumed says itself whether it is of this run. */
function folderOf(config: ExperimentConfig, id: string, { out, fresh, resume }: TrainFlags): ResultsFolder {
  const { device, compensation, seed } = config;
  return resultsFolder(
    {
      kind: 'run',
      title: `${device.name}, ${compensation.policy}, seed ${seed}`,
      words: [['train'], [device.name], [compensation.policy]],
      parts: [id],
    },
    { out, fresh: fresh || resume },
  );
}

async function resumed(
  checkpoint: Checkpoint,
  run: Parameters<typeof restore>[1],
  say: (text: string) => void,
): Promise<Session | undefined> {
  const session = await restore(checkpoint, run, say);
  if (session === undefined) return undefined;
  const { epochs } = session.config.training;
  say(
    `resumed after ${counted(session.presentation, 'sample')} (${session.epochs.length} of ${counted(epochs, 'epoch')} finished)`,
  );
  return session;
}

/** Trains with progress, and with a checkpoint after every epoch and when it is stopped. */
async function trained(run: {
  readonly config: ExperimentConfig;
  readonly dataset: Dataset;
  readonly session: Session | undefined;
  readonly checkpoint: Checkpoint;
  readonly notes: Notes;
  readonly signal: AbortSignal;
}): Promise<RunRecord> {
  const { config, dataset, session, checkpoint, notes, signal } = run;
  const { device, compensation, seed, training } = config;
  notes.say(
    `training ${device.name}, ${compensation.policy}, seed ${seed}: ${counted(training.epochs, 'epoch')}`,
  );
  const { stream, live } = notes;
  const progress = createTrainProgress({ stream, live, epochsBefore: session?.epochs.length ?? 0 });
  try {
    return await train({
      session: session ?? (await createSession({ config, dataset })),
      signal,
      onProgress: progress.onProgress,
      onCheckpoint: async (state: Session) => {
        await save(checkpoint, state);
        progress.onEpochs(state.epochs);
      },
    });
  } catch (error) {
    throw stoppedHere(error, checkpoint);
  } finally {
    progress.end();
  }
}

function stoppedHere(error: unknown, { path }: Checkpoint): unknown {
  if (!(error instanceof MemspikeError && error.code === 'ABORTED')) return error;
  return new MemspikeError('ABORTED', `stopped in ${error.where}; the checkpoint is ${path}`, {
    hint: 'the same command with --resume goes on from there',
    cause: error,
  });
}
