/** The worker that the tests bundle from the built package: runs experiments for whoever posts them. */
import { type ExperimentInput, MemspikeError, resolveConfig, train } from 'memspike';
import type { Backend } from 'memspike/parts';
import { syntheticDataset } from '../experiment/synthetic.ts';

export interface Task {
  readonly input: ExperimentInput;
  readonly backend?: Backend;
  /** Where the kernels are fetched instead of using the inlined ones. */
  readonly kernels?: string;
  /** Sets the signal after this many progress reports. */
  readonly stopAfter?: number;
}

const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<Task>) => void;
  postMessage(message: unknown): void;
};

scope.onmessage = async ({ data: { backend, input, kernels, stopAfter = Number.POSITIVE_INFINITY } }) => {
  const stop = new AbortController();
  let reports = 0;
  try {
    const record = await train({
      config: resolveConfig(input),
      dataset: syntheticDataset({ flips: 15 }),
      backend,
      ...(kernels && { source: { url: kernels } }),
      signal: stop.signal,
      onProgress: () => {
        if (++reports >= stopAfter) stop.abort();
      },
    });
    scope.postMessage({ record });
  } catch (error) {
    const code = error instanceof MemspikeError ? error.code : 'unknown';
    scope.postMessage({ refused: { code, message: String(error), reports } });
  }
};
