/** Writes the report of a comparison into a folder. Node only. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../files/replace-file.ts';
import { unwritable } from '../files/unwritable.ts';
import { htmlReport } from './html.ts';
import { nodeDocument } from './node-document.ts';
import { drawPictures, type ReportSubject } from './pictures.ts';
import { withVerdicts } from './text/finding-in-words.ts';

export interface ReportFiles extends ReportSubject {
  /** The command that makes the comparison anew, as it would be typed. */
  readonly command: string;
  /** Made if it is not there; files of the same names are replaced. */
  readonly outDir: string;
}

/**
 * Writes report.html, comparison.json and each picture as SVG; returns their paths, report.html first. A file is
 * either the old one or complete: it is written beside its place and then renamed.
 *
 * @throws MemspikeError FILE if the folder or a file cannot be written
 */
export async function writeReport(report: ReportFiles): Promise<string[]> {
  const { outDir, comparison } = report;
  const pictures = drawPictures(report, nodeDocument());
  const files: (readonly [string, string])[] = [
    ['report.html', htmlReport({ ...report, pictures })],
    ['comparison.json', `${JSON.stringify(withVerdicts(comparison), null, 2)}\n`],
    ...pictures.map(({ name, svg }) => [`${name}.svg`, svg] as const),
  ];
  try {
    await mkdir(outDir, { recursive: true });
  } catch (cause) {
    throw unwritable(outDir, cause);
  }
  const paths: string[] = [];
  for (const [name, content] of files) {
    const path = join(outDir, name);
    await replaceFile(path, content);
    paths.push(path);
  }
  return paths;
}
