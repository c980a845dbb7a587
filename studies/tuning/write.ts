/**
 * Writes what follows from docs/tuning.json, without a run: its page, and the settings that policies ship with.
 *
 *   node --import tsx studies/tuning/write.ts
 */
import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { tuningPage } from './page.ts';
import { RECORDS, readRecords, type TuningRecord } from './records.ts';
import { TUNED_MODULE, tunedModule } from './tuned-module.ts';

export async function writeRecords(records: readonly TuningRecord[]): Promise<void> {
  await writeFile(RECORDS, `[\n${records.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`);
  await writeFile('docs/tuning.md', tuningPage(records));
  await writeFile(TUNED_MODULE, tunedModule(records));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await writeRecords(await readRecords());
