/** The engine's side: fetches the digits once, then trains on demand and reports. */
import {
  createSession,
  type Dataset,
  MemspikeError,
  type Progress,
  resolveConfig,
  type Session,
  train,
} from 'memspike';
import { decodeDigits, gunzip } from 'memspike/data';
import { chosenClass, presentSample, testPresentation } from 'memspike/parts';
import type { Look, Order, Report } from './messages.ts';

const NEURONS_SHOWN = 12;

const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<Order>) => void;
  postMessage(report: Report): void;
};
let stop = new AbortController();

const dataset = fetchDigits();
dataset.then(
  ({ train, test }) => scope.postMessage({ kind: 'ready', images: train.count + test.count }),
  (error) => scope.postMessage({ kind: 'failed', problem: problemOf(error) }),
);

scope.onmessage = ({ data }) => {
  if (data.kind === 'stop') stop.abort();
  else start(data);
};

async function fetchDigits(): Promise<Dataset> {
  const response = await fetch('digits.bin.gz');
  if (!response.ok) throw new Error(`digits.bin.gz could not be fetched (HTTP ${response.status})`);
  return decodeDigits(await gunzip(new Uint8Array(await response.arrayBuffer()), 'digits.bin.gz'));
}

async function start({ device, epochs, noise, policy }: Extract<Order, { kind: 'start' }>): Promise<void> {
  stop = new AbortController();
  const { signal } = stop;
  try {
    const config = resolveConfig({
      device,
      noise: { c2c: noise },
      compensation: { policy },
      training: { epochs },
    });
    const digits = await dataset;
    const session = await createSession({ config, dataset: digits });
    const record = await train({
      session,
      signal,
      onProgress: (progress) => scope.postMessage(reportOf(progress, session)),
    });
    scope.postMessage({
      kind: 'finished',
      tested: record.epochs.map(({ accuracy }) => accuracy),
      pulsesPerSample: record.pulsesPerSample,
      hash: record.conductanceHash,
    });
  } catch (error) {
    const stopped = error instanceof MemspikeError && error.code === 'ABORTED';
    scope.postMessage(stopped ? { kind: 'stopped' } : { kind: 'failed', problem: problemOf(error) });
  }
}

function reportOf(
  { accuracy, epoch, finished, phase, samplesPerSecond }: Progress,
  session: Session,
): Report {
  const { count } = session.dataset.train;
  return {
    kind: 'progress',
    phase,
    epoch,
    samples: session.presentation,
    total: session.config.training.epochs * count,
    accuracy,
    samplesPerSecond,
    tested: finished.map((one) => one.accuracy),
    look: lookAt(session),
  };
}

/** Shows the network a test digit. Presentations leave nothing behind, so that training goes on as if it had not. */
function lookAt(session: Session): Look {
  const { dataset, network, presentation } = session;
  const { features, shape, test } = dataset;
  const index = presentation % test.count;
  presentSample(
    network,
    test.inputs,
    index * features,
    testPresentation(session.config.seed, index, presentation),
  );
  return {
    side: shape?.[0] ?? 0,
    digit: test.inputs.slice(index * features, (index + 1) * features),
    label: test.labels[index],
    answer: chosenClass(network.engine, network.output),
    weights: weightsOf(session),
  };
}

function weightsOf({ network }: Session): Float32Array {
  const { crossbar } = network.projections[0];
  const w = network.engine.f32(crossbar.w, crossbar.rows * crossbar.stride);
  const shown = new Float32Array(NEURONS_SHOWN * crossbar.rows);
  for (let neuron = 0; neuron < NEURONS_SHOWN; neuron++)
    for (let row = 0; row < crossbar.rows; row++)
      shown[neuron * crossbar.rows + row] = w[row * crossbar.stride + neuron];
  return shown;
}

function problemOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
