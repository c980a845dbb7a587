/**
 * Finished runs on disk (Node): one line of NDJSON each, appended in one write as soon as the run is done. A line is
 * believed if its digest says so; any other is set aside. Several processes may use one store at a time: lines are
 * only ever appended, and one that is set aside is made blank where it stands.
 */
import { appendFile, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { MemspikeError } from '../../errors.ts';
import { isFull, unwritable } from '../../files/unwritable.ts';
import type { RunRecord } from '../run/record.ts';
import { lineOf, recordIn } from './line.ts';

export interface Store {
  readonly path: string;
  /** Records of this version and build found when the store was opened, by id. */
  readonly records: ReadonlyMap<string, RunRecord>;
  /** Lines that were damaged, foreign or older, now in the file `asidePath`. */
  readonly setAside: readonly RefusedLine[];
  readonly asidePath: string;
  /** Throws FILE if the record cannot be written, with what is kept. */
  add(record: RunRecord): Promise<void>;
}

export interface RefusedLine {
  /** From 1. */
  readonly number: number;
  readonly why: string;
}

interface Refused extends RefusedLine {
  /** Place in the file, in bytes. */
  readonly at: number;
  readonly bytes: Buffer;
}

export async function openStore(directory: string): Promise<Store> {
  const path = join(directory, 'records.ndjson');
  const asidePath = join(directory, 'records.set-aside.ndjson');
  try {
    await mkdir(directory, { recursive: true });
    const { records, refused } = await readStore(path);
    if (refused.length > 0) await moveAside(refused, { path, asidePath });
    return {
      path,
      records,
      asidePath,
      setAside: refused.map(({ number, why }) => ({ number, why })),
      add: adder(path),
    };
  } catch (cause) {
    throw new MemspikeError('FILE', 'the results folder cannot be used', {
      where: directory,
      received: (cause as Error).message,
      hint: 'name another with --out DIR',
      cause,
    });
  }
}

/** Milliseconds after which a last line without an end is taken for one that nobody is writing. */
const WRITTEN_BY_NOW = 200;

async function readStore(path: string) {
  const records = new Map<string, RunRecord>();
  let text = await contentOf(path);
  if (text.length > 0 && text[text.length - 1] !== BREAK) {
    await new Promise((resolve) => setTimeout(resolve, WRITTEN_BY_NOW));
    text = await contentOf(path);
  }
  const refused: Refused[] = [];
  for (const { number, at, bytes } of linesOf(text)) {
    const line = bytes.toString('utf8').trim();
    if (line === '') continue;
    const record = recordIn(line);
    if (typeof record === 'string') refused.push({ number, at, bytes, why: record });
    else records.set(record.id, record);
  }
  return { records, refused };
}

async function contentOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  try {
    return (await file?.readFile()) ?? Buffer.alloc(0);
  } finally {
    await file?.close();
  }
}

const BREAK = 0x0a;
const BLANK = 0x20;

function* linesOf(text: Buffer): Generator<{ number: number; at: number; bytes: Buffer }> {
  for (let at = 0, number = 1; at < text.length; number++) {
    const end = text.indexOf(BREAK, at);
    const bytes = text.subarray(at, end < 0 ? text.length : end);
    yield { number, at, bytes };
    at += bytes.length + 1;
  }
}

/** Copies the lines to a file of their own before they are made blank, so that a crash in between loses none. */
async function moveAside(
  refused: readonly Refused[],
  { path, asidePath }: { readonly path: string; readonly asidePath: string },
): Promise<void> {
  await appendFile(asidePath, Buffer.concat(refused.flatMap(({ bytes }) => [bytes, Buffer.from('\n')])));
  const file = await open(path, 'r+');
  try {
    for (const { at, bytes } of refused)
      await file.write(Buffer.alloc(bytes.length, BLANK), 0, bytes.length, at);
  } finally {
    await file.close();
  }
}

/** Lines go out one after the other, each in one write; after a write that failed the next begins on a new line. */
function adder(path: string): Store['add'] {
  let added = 0;
  let broken = false;
  const add = async (record: RunRecord): Promise<void> => {
    const line = `${broken ? '\n' : ''}${lineOf(record)}\n`;
    broken = true;
    try {
      await append(path, line);
    } catch (cause) {
      throw notKept(path, added, unwritable(path, cause));
    }
    broken = false;
    added++;
  };
  let last: Promise<void> = Promise.resolve();
  return (record) => {
    const mine = last.then(() => add(record));
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** To the disk, not only to what the system remembers. */
async function append(path: string, line: string): Promise<void> {
  const file = await open(path, 'a');
  try {
    await file.appendFile(line);
    await file.datasync().catch(unlessNoFile);
  } finally {
    await file.close();
  }
}

/** A pipe or a device has nothing to bring to a disk. */
function unlessNoFile(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EINVAL' && error.code !== 'ENOTSUP') throw error;
}

function notKept(path: string, added: number, problem: MemspikeError): MemspikeError {
  const before = `what was finished before is kept (${added} of this command), this run is not`;
  return new MemspikeError('FILE', `a finished run cannot be saved: ${before}`, {
    where: path,
    received: problem.received,
    hint: isFull(problem)
      ? 'make room, then give the same command again: it goes on from what is kept'
      : problem.hint,
    cause: problem.cause,
  });
}
