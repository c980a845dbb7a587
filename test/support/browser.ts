/** Which browser the tests drive, and what happens on a machine that has none. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = [
  '/usr/bin/chromium',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The path of a Chromium or Chrome executable: CHROMIUM_PATH alone if it is set, else the PATH, else the usual
 * places. Undefined if there is none.
 */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  if (environment.CHROMIUM_PATH) return [environment.CHROMIUM_PATH].find(isExecutable);
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...PLACES].find(
    isExecutable,
  );
}

/**
 * A test body that gets the path of Chromium:
 *
 *   test('the page learns', skipWithoutBrowser(async (chromium) => { … }));
 *
 * Without Chromium it prints a line that starts with "skipped:" (the gate repeats it) and passes; under CI=true it
 * fails, so that a machine that lost its browser cannot look green.
 */
export function skipWithoutBrowser(
  body: (executablePath: string) => void | Promise<void>,
  environment: NodeJS.ProcessEnv = process.env,
): () => Promise<void> {
  return async () => {
    const chromium = findChromium(environment);
    if (chromium !== undefined) return body(chromium);
    const problem = environment.CHROMIUM_PATH
      ? `no Chromium found (CHROMIUM_PATH is ${environment.CHROMIUM_PATH})`
      : 'no Chromium found (install chromium, or set CHROMIUM_PATH)';
    if (environment.CI === 'true') throw new Error(problem);
    process.stdout.write(`\nskipped: ${problem}\n`);
  };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
