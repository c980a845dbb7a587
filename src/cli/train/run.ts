/** `memspike train`: from flags to a record. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MemspikeError } from '../../errors.ts';
import { checkpointParts } from '../../experiment/run/checkpoint.ts';
import { runId } from '../../experiment/run/identity.ts';
import type { RunRecord } from '../../experiment/run/record.ts';
import { runExperiment } from '../../experiment/run/run.ts';
import type { Session } from '../../experiment/run/session.ts';
import { openStore } from '../../experiment/store/store.ts';
import { replaceFile } from '../../report/replace-file.ts';
import { counted, percent, quantity } from '../../report/text/words.ts';
import { json, writeResult } from '../shared/files.ts';
import { interruptible } from '../shared/interrupt.ts';
import { isLive } from '../shared/live-line.ts';
import { describeDataset, openDataset } from '../shared/open-dataset.ts';
import { type Checkpoint, openCheckpoint, restore } from './checkpoint.ts';
import { writePictures } from './pictures.ts';
import { planTrain } from './plan.ts';
import { createTrainProgress } from './progress.ts';
import type { TrainFlags } from './train.ts';

export async function runTrain(configPath: string | undefined, flags: TrainFlags): Promise<void> {
  const say = (text: string) => {
    if (!flags.quiet) process.stderr.write(`${text}\n`);
  };
  const checkpoint = openCheckpoint(flags.out);
  const config = await planTrain(configPath, flags, say);
  const interruption = interruptible(() => say('\nstopping …'));
  try {
    const dataset = await openDataset(config.dataset, interruption.signal);
    say(describeDataset(dataset));
    const session = await begin(checkpoint, { config, dataset, flags, say });
    const store = await openStore(flags.out);
    const kept = flags.resume ? store.records.get(runId(config, dataset)) : undefined;
    if (kept && session?.epochs.length === config.training.epochs) {
      say(`the run in ${flags.out} is finished: nothing is left to train`);
      await conclude(kept, flags);
      return;
    }
    await replaceFile(join(flags.out, 'config.json'), json(config));
    const { device, compensation, seed } = config;
    say(
      `training ${device.name}, ${compensation.policy}, seed ${seed}: ${counted(config.training.epochs, 'epoch')}`,
    );
    const live = isLive(process.stderr, process.env) && !flags.quiet;
    const progress = createTrainProgress({
      stream: flags.quiet ? { write: () => {} } : process.stderr,
      live,
      epochsBefore: session?.epochs.length ?? 0,
    });
    const record = await runExperiment({
      config,
      dataset,
      session,
      signal: interruption.signal,
      onProgress: progress.onProgress,
      onCheckpoint: async (state: Session) => {
        await replaceFile(checkpoint.path, checkpointParts(state));
        progress.onEpochs(state.epochs);
      },
    })
      .catch((error) => {
        throw stoppedHere(error, checkpoint);
      })
      .finally(() => progress.end());
    await store.add(record);
    const pictures = await writePictures(record, flags.out);
    await conclude(record, flags);
    say(
      `\nsaved in ${flags.out}: config.json, records.ndjson, checkpoint.bin, ${counted(pictures, 'picture')} (SVG)`,
    );
  } finally {
    interruption.release();
  }
}

async function begin(
  checkpoint: Checkpoint,
  options: Parameters<typeof restore>[1] & { flags: TrainFlags; say: (text: string) => void },
): Promise<Session | undefined> {
  const { flags, say } = options;
  if (flags.resume) {
    const session = await restore(checkpoint, options);
    const { epochs } = session.config.training;
    say(
      `resumed after ${counted(session.presentation, 'sample')} (${session.epochs.length} of ${counted(epochs, 'epoch')} finished)`,
    );
    return session;
  }
  await makeFolder(flags.out);
  if (await checkpoint.exists())
    say(`starting anew: ${checkpoint.path} is replaced (--resume goes on from it instead)`);
  return undefined;
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((cause) => {
    throw new MemspikeError('FILE', 'the folder cannot be made', {
      where: path,
      received: (cause as Error).message,
      hint: 'name another with --out DIR',
      cause,
    });
  });
}

function stoppedHere(error: unknown, { path }: Checkpoint): unknown {
  if (!(error instanceof MemspikeError && error.code === 'ABORTED')) return error;
  return new MemspikeError('ABORTED', `stopped in ${error.where}; the checkpoint is ${path}`, {
    hint: 'the same command with --resume goes on from there',
    cause: error,
  });
}

async function conclude(record: RunRecord, { json: destination }: TrainFlags): Promise<void> {
  if (destination !== undefined) await writeResult(destination, json(record));
  if (destination === '-') return;
  const { accuracy, hiddenAccuracy, pulsesPerSample, updateReads, conductanceHash, samplesPerSecond } =
    record;
  const { digitalBitsPerSynapse, devicesPerSynapse, maxPulsesPerDevice } = record;
  const rows = [
    ['output accuracy', `${percent(accuracy)} %`],
    ['hidden accuracy', `${percent(hiddenAccuracy)} %`],
    ['pulses per sample', quantity(pulsesPerSample)],
    ['busiest device', counted(maxPulsesPerDevice, 'pulse')],
    ['update reads', quantity(updateReads)],
    [
      'per synapse',
      `${counted(devicesPerSynapse, 'device')}, ${counted(digitalBitsPerSynapse, 'digital bit')}`,
    ],
    ['speed', `${quantity(Math.round(samplesPerSecond))} samples/s`],
    ['conductances', conductanceHash],
  ];
  process.stdout.write(`${rows.map(([name, value]) => `${name.padEnd(19)}${value}`).join('\n')}\n`);
}
