/**
 * A run that is stopped, saved, and taken up again ends with the same conductances, to the bit, as one that was not.
 *
 *   npx tsx examples/resume.ts [training samples]
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  loadMnist10k,
  MemspikeError,
  resolveConfig,
  restoreSession,
  saveSession,
  train,
} from 'memspike/node';

const dataset = await loadMnist10k({ train: Number(process.argv[2] ?? 2000), test: 500 });
const config = resolveConfig({ network: { hidden: [100] }, training: { epochs: 2 } });
const folder = await mkdtemp(join(tmpdir(), 'memspike-resume-'));
const file = join(folder, 'run.checkpoint');

const stop = new AbortController();
try {
  await train({
    config,
    dataset,
    signal: stop.signal,
    onProgress: ({ done, total }) => {
      if (done > total / 3) stop.abort();
    },
    onCheckpoint: (session) => writeFile(file, saveSession(session)),
  });
} catch (error) {
  if (!(error instanceof MemspikeError) || error.code !== 'ABORTED') throw error;
  console.log(`stopped in ${error.where}`);
}

const session = await restoreSession(await readFile(file), { config, dataset });
const resumed = await train({ session });
const whole = await train({ config, dataset });
console.log(
  `resumed:     ${(100 * resumed.accuracy).toFixed(1)} %   ${resumed.conductanceHash.slice(0, 16)}`,
);
console.log(`not stopped: ${(100 * whole.accuracy).toFixed(1)} %   ${whole.conductanceHash.slice(0, 16)}`);
await rm(folder, { recursive: true });
