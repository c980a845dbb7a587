/** Values of flags, read strictly: what is not exactly a value of its kind is refused by the name of the flag. */
import { MemspikeError, nearest } from '../../errors.ts';

function refuse(flag: string, problem: string, received: string, accepted: string, hint?: string): never {
  throw new MemspikeError('USAGE', problem, { where: flag, received, accepted, hint });
}

/** A whole number from `least` to `most`, written in digits. */
export function whole(
  flag: string,
  {
    least = 0,
    most = Number.MAX_SAFE_INTEGER,
    also = '',
  }: { least?: number; most?: number /** What else the flag takes. */; also?: string } = {},
): (text: string) => number {
  return (text) => {
    const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    const end = most === Number.MAX_SAFE_INTEGER ? ` ≥ ${least}` : `, ${least}–${most}`;
    return refuse(flag, 'not an accepted number', text, `a whole number${end}${also}`);
  };
}

/** A decimal number from `least` to `most`. */
export function real(
  flag: string,
  { least, most }: { least: number; most: number },
): (text: string) => number {
  return (text) => {
    const value = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    return refuse(flag, 'not an accepted number', text, `a number, ${least}–${most}`);
  };
}

/** One of `choices`. */
export function oneOf<const Choice extends string>(
  flag: string,
  choices: readonly Choice[],
): (text: string) => Choice {
  return (text) => {
    const choice = choices.find((candidate) => candidate === text);
    if (choice !== undefined) return choice;
    const meant = nearest(text, choices);
    return refuse(
      flag,
      'not an accepted choice',
      text,
      choices.join(', '),
      meant && `did you mean "${meant}"?`,
    );
  };
}

/** true for "on", false for "off". */
export function onOff(flag: string): (text: string) => boolean {
  const choose = oneOf(flag, ['on', 'off']);
  return (text) => choose(text) === 'on';
}

/** Names between commas, each once. */
export function names(flag: string): (text: string) => string[] {
  return (text) => {
    const found = text.split(',').map((name) => name.trim());
    if (found.some((name) => name === ''))
      refuse(flag, 'an empty name', text, 'names with commas between them');
    return [...new Set(found)];
  };
}

/** Any text but an empty one. */
export function text(flag: string): (text: string) => string {
  return (given) => (given === '' ? refuse(flag, 'is empty', given, 'a name') : given);
}

/** A folder, there or not. What looks like the name of a file is refused: nobody means a folder by it. */
export function folder(flag: string): (text: string) => string {
  const named = text(flag);
  return (given) =>
    /\.(json|csv|svg|html)$/i.test(given)
      ? refuse(flag, 'not the name of a folder', given, 'a folder, which is made if it is not there')
      : named(given);
}

/** Whole numbers between commas, each read by `read`. */
export function numbers(read: (text: string) => number): (text: string) => number[] {
  return (text) => text.split(',').map((part) => read(part.trim()));
}
