/** Files that hold a device of aihwkit: JSON, or what Python prints of an object. */
import { readFile } from 'node:fs/promises';
import { fileProblem } from '../../data/file-problem.ts';
import { isPythonText } from '../../interop/aihwkit/python-text.ts';
import { parseJson } from '../shared/files.ts';

/** The text of Python stays text. Throws FILE if the file cannot be read, DEVICE if it is neither. */
export async function readAihwkit(path: string): Promise<unknown> {
  const text = (await readFile(path, 'utf8').catch(fileProblem(path))).replace(/^\uFEFF/, '');
  return isPythonText(text) ? text : parseJson(text, path, 'DEVICE');
}
