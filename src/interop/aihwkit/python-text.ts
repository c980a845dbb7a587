/**
 * Objects as Python prints them: `repr(device)` and `str(rpu_config)`, numbers of NumPy and PyTorch among them.
 *
 *   LinearStepDevice(dw_min=0.002, w_max=np.float32(1.1724), piecewise_up=[1.0, 0.5], drift=DriftParameter(nu=0.0))
 *
 * `str` leaves out what is at its default, so the class has to be known.
 */
import { MemspikeError } from '../../errors.ts';
import type { Saved } from './classes.ts';

/** Whether a text begins as an object of Python does. */
export function isPythonText(text: string): boolean {
  return /^\s*(\w+\s*=\s*)?[A-Za-z_][\w.]*\s*\(/.test(text);
}

const MOST_DEPTH = 50;

/** Calls that stand for their one argument. */
const SCALARS =
  /^(float|int|bool|str|float(16|32|64)|u?int(8|16|32|64)|bool_|array|tensor|list|tuple|Parameter)$/;

/** Numbers, text, lists, dictionaries, and calls with named arguments as {class, given}. Throws DEVICE with the place. */
export function parsePython(text: string): unknown {
  let at = 0;

  const skip = () => {
    while ((at < text.length && /\s/.test(text[at])) || text[at] === '#') {
      if (text[at] === '#') while (at < text.length && text[at] !== '\n') at++;
      else at++;
    }
  };
  const fail = (accepted: string): never => {
    const before = text.slice(0, at).split('\n');
    throw new MemspikeError('DEVICE', 'text that Python would not print', {
      where: `line ${before.length}, column ${before[before.length - 1].length + 1}`,
      received: text.slice(at, at + 40),
      accepted,
    });
  };
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const comes = (mark: string): boolean => {
    skip();
    if (!text.startsWith(mark, at)) return false;
    at += mark.length;
    return true;
  };

  /** Item, comma, item, …, end: a comma may stand before the end too. */
  function until<Item>(end: string, item: () => Item): Item[] {
    const all: Item[] = [];
    while (!comes(end)) {
      all.push(item());
      if (comes(',')) continue;
      if (!comes(end)) fail(`"," or "${end}"`);
      break;
    }
    return all;
  }

  function dictionary(depth: number): object {
    const entries = until('}', () => {
      const key = value(depth);
      if (!comes(':')) fail('":"');
      return [String(key), value(depth)] as const;
    });
    return Object.fromEntries(entries);
  }

  function call(name: string, depth: number): unknown {
    const given: [string, unknown][] = [];
    const positional: unknown[] = [];
    until(')', () => {
      skip();
      const named = take(/[A-Za-z_]\w*\s*=/y);
      const one = value(depth);
      if (named === undefined) positional.push(one);
      else given.push([named.replace(/\s*=$/, ''), one]);
    });
    const last = name.split('.').at(-1)!;
    if (SCALARS.test(last) && positional.length > 0) return positional[0];
    if (last === 'dict') return Object.fromEntries(given);
    if (positional.length > 0) fail('arguments with their names');
    return { class: last, given: Object.fromEntries(given) } satisfies Saved;
  }

  function word(depth: number): unknown {
    const name = take(/[A-Za-z_][\w.]*/y)!;
    if (comes('(')) return call(name, depth);
    if (name === 'True' || name === 'False') return name === 'True';
    if (name === 'None') return null;
    if (name === 'inf') return Number.POSITIVE_INFINITY;
    if (name === 'nan') return Number.NaN;
    return name;
  }

  function value(depth = 0): unknown {
    if (depth > MOST_DEPTH) fail(`objects nested up to ${MOST_DEPTH} deep`);
    skip();
    const number = take(/[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?/iy);
    if (number !== undefined) return Number(number);
    if (comes('-inf')) return Number.NEGATIVE_INFINITY;
    if (comes('[')) return until(']', () => value(depth + 1));
    if (comes('(')) return until(')', () => value(depth + 1));
    if (comes('{')) return dictionary(depth + 1);
    // An enumeration prints as <Name.MEMBER: 'value'>, a class as <class 'module.Name'>.
    const angle = take(/<[^<>]*>/y);
    if (angle !== undefined) return angle.replace(/^<class '(.*)'>$/, '$1').replace(/^<([\w.]+):.*>$/, '$1');
    const quoted = take(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/y);
    if (quoted !== undefined) return quoted.slice(1, -1);
    if (/[A-Za-z_]/.test(text[at] ?? '')) return word(depth + 1);
    return fail('a number, text, a list, or Name(field=value, …)');
  }

  skip();
  // `rpu_config = SingleRPUConfig(…)` is what people paste.
  take(/[A-Za-z_]\w*\s*=(?!=)/y);
  const all = value();
  skip();
  if (at < text.length) fail('nothing more');
  return all;
}
