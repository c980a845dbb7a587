/** What is said while one network trains. */
import type { EpochRecord } from '../../experiment/run/record.ts';
import type { Progress } from '../../experiment/run/train.ts';
import { percent, quantity } from '../../report/text/words.ts';
import { bar, createLiveLine, type ProgressStream, timeLeft } from '../shared/live-line.ts';

export interface TrainProgress {
  onProgress(progress: Progress): void;
  /** All finished epochs; those not told yet are. */
  onEpochs(epochs: readonly EpochRecord[]): void;
  end(): void;
}

export interface TrainProgressOptions {
  readonly stream: ProgressStream;
  readonly live: boolean;
  /** Epochs that were finished when training went on. */
  readonly epochsBefore: number;
  /** Milliseconds. */
  readonly now?: () => number;
}

export function createTrainProgress(options: TrainProgressOptions): TrainProgress {
  const { stream, live, epochsBefore, now = () => performance.now() } = options;
  const line = createLiveLine(stream, { live, now });
  const started = now();
  let told = epochsBefore;
  let epochs = 0;
  let shareBefore: number | undefined;
  return {
    onProgress(progress) {
      epochs = progress.epochs;
      const { phase, epoch, done, total, accuracy, samplesPerSecond } = progress;
      const share = (epoch - 1 + (phase === 'train' ? done / total : 1)) / epochs;
      shareBefore ??= share;
      if (!line.due()) return;
      const left = timeLeft(
        (now() - started) / 1000,
        (share - shareBefore) / Math.max(1e-9, 1 - shareBefore),
      );
      const parts = [
        ...(live ? [bar(share)] : []),
        `epoch ${epoch}/${epochs}, ${phase} ${done}/${total}`,
        `${percent(accuracy)} %`,
        `${quantity(Math.round(samplesPerSecond))} samples/s`,
        left,
      ];
      line.draw(parts.filter(Boolean).join('  '));
    },
    onEpochs(finished) {
      for (const { epoch, accuracy, hiddenAccuracy } of finished.slice(told))
        line.keep(
          `epoch ${epoch}/${epochs}  output ${percent(accuracy)} %  hidden ${percent(hiddenAccuracy)} %`,
        );
      told = Math.max(told, finished.length);
    },
    end: () => line.clear(),
  };
}
