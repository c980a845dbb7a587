/** What is wrong with a list of mutations: entries that do not fit the tree any more, or twice the same. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export function faultsOf(mutations, root) {
  const sources = new Map();
  const sourceOf = (file) => {
    if (!sources.has(file))
      sources.set(file, existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined);
    return sources.get(file);
  };
  const seen = new Set();
  return mutations.flatMap((mutation) => {
    const { file, text, replacement, tests } = mutation;
    const name = `${file}: "${text}"`;
    const source = sourceOf(file);
    if (source === undefined) return [`${file} is not there`];
    const found = text === '' ? 0 : source.split(text).length - 1;
    const again = seen.has(JSON.stringify([file, text, replacement]));
    seen.add(JSON.stringify([file, text, replacement]));
    return [
      ...(found === 1 ? [] : [`${name} stands ${found} times in it, expected once`]),
      ...(text === replacement ? [`${name} is replaced by itself`] : []),
      ...(again ? [`${name} is listed twice with the same replacement`] : []),
      ...(tests.length === 0 ? [`${name} names no test`] : []),
      ...tests
        .filter((test) => !existsSync(join(root, 'test', test)))
        .map((test) => `${name} names test/${test}, which is not there`),
    ];
  });
}
