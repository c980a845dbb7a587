/**
 * A record as a line of NDJSON: its JSON, which begins with its format, and at the end the digest of all that comes
 * before it. What is read back is what was written, by this version and with these kernels, or is told apart.
 */
import { VERSION } from '../../engine/binary.ts';
import { sha256 } from '../../engine/digest.ts';
import { idOf } from '../run/identity.ts';
import { areKernelsOfThisBuild } from '../run/kernels.ts';
import type { RunRecord } from '../run/record.ts';

const FORMAT: RunRecord['format'] = 'memspike-run/2';
/** Formats whose lines once had none. */
const WITHOUT_DIGEST: readonly string[] = ['memspike-run/1', FORMAT];
/** `,"digest":"…"}` in place of the last brace. */
const DIGEST = /,"digest":"([0-9a-f]{64})"\}$/;

export function lineOf(record: RunRecord): string {
  const text = JSON.stringify(record);
  return `${text.slice(0, -1)},"digest":"${digestOf(text)}"}`;
}

/** The record, or why there is none to be used. */
export function recordIn(line: string): RunRecord | string {
  const [ending, digest] = DIGEST.exec(line) ?? [];
  if (ending === undefined) return withoutDigest(line);
  const text = `${line.slice(0, -ending.length)}}`;
  if (digestOf(text) !== digest) return 'damaged: it is not what its digest was taken of';
  return usable(text);
}

function withoutDigest(line: string): string {
  try {
    const { format } = (JSON.parse(line) ?? {}) as Partial<RunRecord>;
    return WITHOUT_DIGEST.includes(String(format))
      ? 'of an earlier version: it has no digest'
      : 'no record of a run';
  } catch {
    return 'damaged or cut short';
  }
}

function usable(text: string): RunRecord | string {
  let record: Partial<RunRecord>;
  try {
    record = (JSON.parse(text) ?? {}) as Partial<RunRecord>;
  } catch {
    return 'damaged: its digest is right, and it is no JSON';
  }
  const { format, id, versions } = record;
  if (format !== FORMAT) return `of another format: ${JSON.stringify(format)}`;
  if (typeof id !== 'string' || typeof versions !== 'object' || versions === null)
    return 'no record of a run';
  if (versions.memspike !== VERSION) return `of memspike ${versions.memspike}; this is ${VERSION}`;
  if (!areKernelsOfThisBuild(versions.kernels)) return 'of another build of the kernels';
  if (!isWhole(record)) return 'damaged: its digest is right, and parts of a record are missing';
  if (idOf(record.config, record.dataset) !== id)
    return 'damaged: its configuration is not the one of its id';
  return record;
}

/** Whether what tables, pictures and verdicts read is there, each of its kind. */
function isWhole(record: Partial<RunRecord>): record is RunRecord {
  const { config, confusion, dataset, epochs, layers, recall } = record;
  const isObject = (value: unknown) => typeof value === 'object' && value !== null;
  const numbers = [
    ...[record.accuracy, record.hiddenAccuracy, record.balancedAccuracy, record.hiddenBalancedAccuracy],
    ...[record.seed, record.pulsesPerSample, record.maxPulsesPerDevice, record.updateReads],
    ...[record.digitalBitsPerSynapse, record.devicesPerSynapse, record.samplesPerSecond],
    ...[dataset?.train, dataset?.test, dataset?.majority?.accuracy],
    ...[dataset?.centroid?.accuracy, dataset?.centroid?.balancedAccuracy],
  ];
  const isShare = (value: unknown) => value === null || typeof value === 'number';
  return (
    [
      config,
      config?.dataset,
      config?.device,
      config?.compensation,
      config?.network,
      config?.training,
      dataset,
    ].every(isObject) &&
    [confusion, epochs, layers].every((list) => Array.isArray(list) && list.every(isObject)) &&
    [recall, dataset?.tested].every((list) => Array.isArray(list) && list.every(isShare)) &&
    numbers.every((value) => typeof value === 'number') &&
    typeof config?.device?.name === 'string'
  );
}

function digestOf(text: string): string {
  return sha256(new TextEncoder().encode(text));
}
