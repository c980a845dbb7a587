/** How a command gives its result, and how it says things beside it. */
import { json, writeResult } from './files.ts';
import type { AnswerFlags } from './flags.ts';
import { isLive, type ProgressStream } from './live-line.ts';
import { write } from './terminal.ts';

/** As JSON where --json asks for it, and in words on stdout unless that is where the JSON goes. */
export async function answer(
  { json: destination }: AnswerFlags,
  result: unknown,
  inWords: () => string,
  options: { readonly styled?: boolean } = {},
): Promise<void> {
  if (destination !== undefined) await writeResult(destination, json(result));
  if (destination !== '-') await writeResult('-', inWords(), options);
}

/** What is said on stderr while a command works: nothing with --quiet. Errors are told elsewhere, and always. */
export interface Notes {
  say(text: string): void;
  readonly stream: ProgressStream;
  /** Whether a line can be drawn again in its place. */
  readonly live: boolean;
}

export function notesOf({ quiet }: AnswerFlags): Notes {
  const stream: ProgressStream = quiet ? { write: () => {} } : process.stderr;
  return {
    say: (text) => write(stream, `${text}\n`),
    stream,
    live: isLive(stream, process.env),
  };
}
