/** The pictures of a single run. */
import { join } from 'node:path';
import { summarise } from '../../experiment/compare/summary.ts';
import type { RunRecord } from '../../experiment/run/record.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { nodeDocument } from '../../report/node-document.ts';
import { drawPictures } from '../../report/pictures.ts';
import { railToRail } from '../shared/curve.ts';

/** Writes what there is to draw of one run as SVG files; returns their names. */
export async function writePictures(record: RunRecord, folder: string): Promise<string[]> {
  const { config } = record;
  const comparison = summarise([record]);
  const curve = railToRail(config.device);
  const pictures = drawPictures(
    { comparison, records: [record], curves: curve ? [curve] : [] },
    nodeDocument(),
  ).filter(
    // One arm has nothing to be compared with.
    ({ name }) => name !== 'accuracy-by-arm',
  );
  for (const { name, svg } of pictures) await replaceFile(join(folder, `${name}.svg`), svg);
  return pictures.map(({ name }) => `${name}.svg`);
}
