/**
 * A checkpoint holds a run between two samples, so that it goes on to the same bits: a JSON header and an image of
 * the network's linear memory.
 *
 * Layout: "memspike" (8 bytes), header length u32 little-endian, header JSON (UTF-8), memory image, states of periodic
 * tasks (f64 little-endian), and the SHA-256 of all that comes before it (64 hexadecimal digits).
 */
import { joined } from '../../data/bytes.ts';
import { VERSION } from '../../engine/binary.ts';
import { sha256, sha256Of } from '../../engine/digest.ts';
import { MemspikeError } from '../../errors.ts';
import { crossbarsOf } from '../../network/network.ts';
import type { Schedule } from '../../schedule/schedule.ts';
import { runId } from './identity.ts';
import { areKernelsOfThisBuild } from './kernels.ts';
import type { EpochRecord } from './record.ts';
import { createSession, type Session, type SessionOptions } from './session.ts';

const MAGIC = 'memspike';
/** Characters of the digest at the end. */
const DIGEST = 64;

export interface Header {
  readonly version: string;
  /** Build of the kernels, whose layout the image has. */
  readonly kernels: string;
  readonly id: string;
  readonly presentation: number;
  readonly epochs: readonly EpochRecord[];
  readonly trainingSeconds: number;
  readonly updateReads: readonly number[];
  /** What each projection's gate remembers. */
  readonly gates: readonly (readonly number[])[];
  /** States of periodic tasks, whose numbers follow the image of the memory. */
  readonly tasks: readonly { readonly name: string; readonly length: number }[];
}

export function saveSession(session: Session): Uint8Array {
  return joined(checkpointParts(session));
}

/**
 * The bytes of `saveSession`, one part after the other, without a copy of the memory: write them before the session
 * goes on.
 */
export function checkpointParts(session: Session): readonly Uint8Array[] {
  const { network, gates, schedule } = session;
  const header: Header = {
    version: VERSION,
    kernels: network.engine.hash,
    id: runId(session.config, session.dataset),
    presentation: session.presentation,
    epochs: session.epochs,
    trainingSeconds: session.trainingSeconds,
    updateReads: crossbarsOf(network).map(({ updateReads }) => updateReads),
    gates: gates.map(({ state = [] }) => [...state]),
    tasks: shapesOf(schedule),
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const head = new Uint8Array(12 + text.length);
  head.set(new TextEncoder().encode(MAGIC));
  new DataView(head.buffer).setUint32(8, text.length, true);
  head.set(text, 12);
  const parts = [head, ...numbersOf(session)];
  return [...parts, new TextEncoder().encode(sha256Of(parts))];
}

/**
 * A session that goes on where `bytes` was saved. Throws CHECKPOINT if the bytes are damaged, or were saved by another
 * version, with another configuration or on other data.
 */
export async function restoreSession(bytes: Uint8Array, options: SessionOptions): Promise<Session> {
  const { header, image } = requireUsable(bytes);
  if (header.id !== runId(options.config, options.dataset))
    refuse(
      'the checkpoint belongs to another configuration or other data',
      'use the configuration saved beside it, unchanged, and the same data',
    );
  const session = await createSession(options);
  if (JSON.stringify(header.tasks) !== JSON.stringify(shapesOf(session.schedule)))
    refuse('the checkpoint was saved with other periodic tasks', 'give the same `tasks` again');
  if (image.length !== numbersOf(session).reduce((sum, { length }) => sum + length, 0))
    refuse('the checkpoint is of another build of memspike, with another layout of the memory', 'start anew');
  if (!isOf(header, session)) refuse('the header of the checkpoint lacks what a run needs', 'start anew');
  let at = 0;
  for (const part of numbersOf(session)) {
    part.set(image.subarray(at, at + part.length));
    at += part.length;
  }
  session.presentation = header.presentation;
  session.trainingSeconds = header.trainingSeconds;
  session.epochs.push(...header.epochs);
  session.gates.forEach(({ state }, k) => {
    state?.set(header.gates[k]);
  });
  crossbarsOf(session.network).forEach((crossbar, k) => {
    crossbar.updateReads = header.updateReads[k];
  });
  return session;
}

/** Its parts. Throws CHECKPOINT if the bytes are damaged, or were saved by another version or build. */
export function requireUsable(bytes: Uint8Array): { readonly header: Header; readonly image: Uint8Array } {
  const { header, image } = readHeader(bytes);
  if (header.version !== VERSION)
    refuse(
      `the checkpoint was saved by memspike ${header.version}, this is ${VERSION}`,
      'start anew, or install that version',
    );
  const end = bytes.length - DIGEST;
  if (new TextDecoder().decode(bytes.subarray(end)) !== sha256(bytes.subarray(0, end)))
    refuse('the checkpoint is damaged or cut short', 'start anew, or use an earlier one');
  // Kernels from a source of one's own are for their owner to keep apart.
  if (header.kernels !== 'custom' && !areKernelsOfThisBuild(header.kernels))
    refuse('the checkpoint was saved with another build of the kernels', 'start anew, or use that build');
  return { header, image };
}

function refuse(problem: string, hint: string): never {
  throw new MemspikeError('CHECKPOINT', problem, { hint });
}

/** Whether a header holds what goes on with this network: a digest says that it was written so, not by whom. */
function isOf(
  { epochs, gates, presentation, trainingSeconds, updateReads }: Header,
  session: Session,
): boolean {
  const isNumbers = (list: unknown, length: number) =>
    Array.isArray(list) && list.length === length && list.every((one) => typeof one === 'number');
  return (
    Number.isSafeInteger(presentation) &&
    presentation >= 0 &&
    typeof trainingSeconds === 'number' &&
    Array.isArray(epochs) &&
    epochs.every((epoch) => typeof epoch === 'object' && epoch !== null) &&
    Array.isArray(gates) &&
    session.gates.every(({ state = [] }, k) => isNumbers(gates[k], state.length)) &&
    isNumbers(updateReads, crossbarsOf(session.network).length)
  );
}

function shapesOf({ states }: Schedule): Header['tasks'] {
  return states.map(({ name, values }) => ({ name, length: values.length }));
}

/** The image of the memory and the states of tasks, as they are now. */
function numbersOf({ network, schedule }: Session): Uint8Array[] {
  const states = schedule.states.map(
    ({ values: { buffer, byteOffset, byteLength } }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
  return [new Uint8Array(network.engine.memory, 0, network.bytes), ...states];
}

function readHeader(bytes: Uint8Array): { header: Header; image: Uint8Array } {
  const damaged = (cause?: unknown) =>
    new MemspikeError('CHECKPOINT', 'this is not a memspike checkpoint, or it is damaged', { cause });
  if (bytes.length < 12 + DIGEST || new TextDecoder().decode(bytes.subarray(0, 8)) !== MAGIC) throw damaged();
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
  try {
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(12, 12 + length))) as Header | null;
    if (typeof header !== 'object' || header === null) throw new Error('the header is no object');
    return { header, image: bytes.subarray(12 + length, bytes.length - DIGEST) };
  } catch (cause) {
    throw damaged(cause);
  }
}
