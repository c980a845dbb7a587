/** Large networks: the bits of plain TypeScript, and the way of a user, from IDX files through `memspike train`. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunRecord } from '../../src/experiment/run/record.ts';
import { strokesDataset } from '../strokes.ts';
import type { Shape, Trained } from './point.ts';
import { runPoint } from './process.ts';

export interface Check extends Trained {
  readonly inputs: number;
  readonly hidden: number;
  readonly samples: number;
  /** Whether plain TypeScript comes to the same conductances, to the bit. */
  readonly sameBits: boolean;
}

export interface Checks {
  readonly compared: readonly Check[];
  /** `memspike train` on 128 × 128 images with 4096 hidden neurons. */
  readonly train: {
    readonly images: number;
    readonly epochs: number;
    readonly accuracy: number;
    readonly samplesPerSecond: number;
    readonly pulsesPerSample: number;
    readonly wallSeconds: number;
    /** Whether it ends with the same conductances after a stop in the second epoch and --resume. */
    readonly resumed: boolean;
  };
}

const SIDE = 128;
const HIDDEN = 4096;
/** 20 bytes a synapse: just below the 4 GiB of linear memory. */
const LARGEST = 12_900;
const IMAGES = { train: 200, t10k: 50 };

export async function runChecks(): Promise<Checks> {
  const compared = [compareWithPlain(HIDDEN), compareWithPlain(LARGEST)];
  return { compared, train: await trainByCommand() };
}

function compareWithPlain(hidden: number): Check {
  const samples = 2;
  const shape = (backend: 'simd' | 'reference'): Shape => ({
    side: SIDE,
    hidden: [hidden],
    rate: 0.2,
    policy: 'none',
    check: { backend, samples },
  });
  const [simd, plain] = [runPoint<Trained>(shape('simd')), runPoint<Trained>(shape('reference'))];
  const sameBits = simd.conductances === plain.conductances;
  console.log(`${SIDE ** 2} × ${hidden}: ${simd.moved} weights moved, same bits: ${sameBits}`);
  return { ...simd, inputs: SIDE ** 2, hidden, samples, sameBits };
}

async function trainByCommand(): Promise<Checks['train']> {
  const folder = mkdtempSync(join(tmpdir(), 'memspike-scale-'));
  try {
    for (const [part, count] of Object.entries(IMAGES)) {
      const { inputs, labels } = strokesDataset(SIDE, count).train;
      writeFileSync(join(folder, `${part}-images-idx3-ubyte`), idx([count, SIDE, SIDE], inputs));
      writeFileSync(join(folder, `${part}-labels-idx1-ubyte`), idx([count], Uint8Array.from(labels)));
    }
    const network = ['--data', folder, '--hidden', `${HIDDEN}`, '--policy', 'none'];
    const start = performance.now();
    const whole = train([...network, '--epochs', '2', '--out', join(folder, 'whole')]);
    const wallSeconds = (performance.now() - start) / 1000;
    return {
      images: IMAGES.train,
      epochs: 2,
      accuracy: whole.accuracy,
      samplesPerSecond: whole.samplesPerSecond,
      pulsesPerSample: whole.pulsesPerSample,
      wallSeconds,
      resumed: (await stopAndResume(network, join(folder, 'stopped'))) === whole.conductanceHash,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

function train(args: readonly string[]): RunRecord {
  const text = execFileSync(process.execPath, [MAIN, 'train', ...args, '--quiet', '--json', '-'], {
    encoding: 'utf8',
  });
  return JSON.parse(text) as RunRecord;
}

/** Conductances after SIGINT in the second epoch and --resume. */
async function stopAndResume(network: readonly string[], out: string): Promise<string> {
  const child = spawn(process.execPath, [MAIN, 'train', ...network, '--epochs', '2', '--out', out], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
    if (said.includes('epoch 1/2') && !child.killed) child.kill('SIGINT');
  });
  await once(child, 'close');
  if (!said.includes('stopped in epoch 2')) throw new Error(`not stopped in its second epoch: ${said}`);
  return train(['--resume', '--out', out]).conductanceHash;
}

/** IDX of unsigned bytes. */
function idx(dimensions: readonly number[], elements: Uint8Array): Uint8Array {
  const head = Buffer.alloc(4 + 4 * dimensions.length);
  head.writeUInt32BE(0x0800 | dimensions.length);
  dimensions.forEach((size, i) => {
    head.writeUInt32BE(size, 4 + 4 * i);
  });
  return Buffer.concat([head, elements]);
}
