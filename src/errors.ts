/**
 * The one error type of memspike. A message says what was wrong, where, what was received, what is accepted,
 * and what to do about it; the same facts are fields, for programs.
 */

export type ErrorCode =
  | 'CONFIG'
  | 'DATA'
  | 'DEVICE'
  | 'MEMORY'
  | 'CHECKPOINT'
  | 'DIVERGED'
  | 'ABORTED'
  | 'WASM'
  | 'WORKER'
  | 'USAGE'
  | 'FILE';

export interface ErrorFacts {
  /** Where: a path in the configuration ("training.epochs"), a flag ("--device") or a place in a file ("a.csv:12"). */
  readonly where?: string;
  /** What was received there. */
  readonly received?: unknown;
  /** What would have been accepted, in words or as a list of names. */
  readonly accepted?: string | readonly string[];
  /** What to try next. */
  readonly hint?: string;
  readonly cause?: unknown;
}

export class MemspikeError extends Error {
  override readonly name = 'MemspikeError';
  readonly code: ErrorCode;
  readonly where?: string;
  readonly received?: unknown;
  readonly accepted?: string | readonly string[];
  readonly hint?: string;

  constructor(code: ErrorCode, problem: string, facts: ErrorFacts = {}) {
    super(describe(problem, facts), facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = code;
    this.where = facts.where;
    this.received = facts.received;
    this.accepted = facts.accepted;
    this.hint = facts.hint;
  }
}

function describe(problem: string, { where, received, accepted, hint }: ErrorFacts): string {
  const lines = [where === undefined ? problem : `${where}: ${problem}`];
  if (received !== undefined) lines.push(`  received: ${show(received)}`);
  if (accepted !== undefined)
    lines.push(`  accepted: ${typeof accepted === 'string' ? accepted : accepted.join(', ')}`);
  if (hint !== undefined) lines.push(`  hint: ${hint}`);
  return lines.join('\n');
}

function show(value: unknown): string {
  // JSON has no NaN and no infinity.
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

/**
 * What is said where a package that is needed is not installed: FILE, from what `import()` or `require` threw.
 * Undefined for any other error.
 */
export function missingPackage(
  cause: unknown,
  { where, otherwise }: { readonly where?: string; readonly otherwise?: string } = {},
): MemspikeError | undefined {
  const { code, message = '' } = (cause ?? {}) as { readonly code?: unknown; readonly message?: string };
  if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') return undefined;
  const name = /'([^']+)'/.exec(message)?.[1] ?? '';
  // A file of memspike itself has a path.
  const isPackage = /^(@[\w.-]+\/)?[\w.-]+$/.test(name);
  const remedy = isPackage ? `npm install ${name}` : 'install memspike again';
  return new MemspikeError(
    'FILE',
    isPackage ? `the package "${name}" is not installed` : 'a file is missing',
    {
      where,
      ...(!isPackage && { received: name }),
      hint: otherwise === undefined ? remedy : `${remedy}, or ${otherwise}`,
      cause,
    },
  );
}

/** Nobody types more by mistake; the work grows with the square. */
const LONGEST_NAME = 200;

/** The candidate nearest to `word` by edit distance, or undefined if none is near enough to be meant. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > LONGEST_NAME) return undefined;
  const limit = Math.max(2, Math.floor(word.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(previous[j] + 1, current[j - 1] + 1, substitution));
    }
    previous = current;
  }
  return previous[b.length];
}
