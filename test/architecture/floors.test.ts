/** The house: floors that import downwards only, no circle, rooms of a size that one can know, an entry without Node. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Import, sourcesOf } from './imports.ts';

const test = suite('floors');

/**
 * From the ground up. What stands in a line is a room: a file, or a folder with all below it that has no line of its
 * own. A room imports from rooms of earlier lines, and not from its neighbours in the line.
 */
const FLOORS: readonly (readonly string[])[] = [
  ['src/errors.ts', 'src/engine/array-words.ts', 'src/engine/array-records.ts', 'src/engine/wire-words.ts'],
  ['src/schema', 'src/math', 'src/files', 'assembly'],
  ['src/random'],
  ['src/engine'],
  ['src/device', 'src/data', 'src/wires'],
  ['src/interop', 'src/crossbar'],
  ['src/presets', 'src/measurement', 'src/synapses'],
  ['src/network'],
  ['src/learning', 'src/schedule'],
  ['src/compensation'],
  ['src/experiment'],
  ['src/report'],
  ['src/index.ts', 'src/data.ts', 'src/measurement.ts', 'src/report.ts', 'src/parts.ts'],
  ['src/node.ts'],
  ['src/cli/shared'],
  [
    'src/cli/compare',
    'src/cli/explain',
    'src/cli/train',
    'src/cli/tune',
    'src/cli/device',
    'src/cli/app',
    'src/cli/policy',
    'src/cli/array',
  ],
  ['src/cli'],
  ['bench'],
  ['studies'],
];

/** Folders whose folders are rooms of their own when lines are counted. */
const BUILDINGS = [
  'src',
  'src/cli',
  'src/measurement',
  'src/experiment',
  'src/report',
  'assembly',
  'bench',
  'studies',
];
const MOST_LINES = 2500;

const FOLDERS = ['src', 'assembly', 'bench', 'studies'];
const GENERATED = 'src/engine/binary.ts';

/** The longest line of FLOORS that holds the file, and how high it is; -1 for none. */
function roomOf(file: string): { readonly room: string; readonly floor: number } {
  const rooms = FLOORS.flatMap((line, floor) => line.map((room) => ({ room, floor })))
    .filter(({ room }) => file === room || file.startsWith(`${room}/`))
    .sort((a, b) => b.room.length - a.room.length);
  return rooms[0] ?? { room: '', floor: -1 };
}

function runsUp({ from, to }: Import): boolean {
  const [here, there] = [roomOf(from), roomOf(to)];
  return here.room !== there.room && there.floor >= here.floor;
}

const told = ({ from, to }: Import): string => `${from} -> ${to}`;

const sources = await sourcesOf(FOLDERS);
const within = sources.imports.filter(({ kind }) => kind === 'file');

test('every source lies in a room, and every relative import leads to a file', () => {
  assert.ok(sources.files.length > 200);
  assert.equal(
    sources.files.filter((file) => roomOf(file).floor < 0),
    [],
  );
  assert.equal(
    sources.imports.filter(({ kind, to }) => kind === 'missing' && to.startsWith('.')).map(told),
    [],
  );
});

test('imports go down: from a room to rooms of lower floors', () => {
  assert.equal(within.filter(runsUp).map(told), []);
});

test('no file imports itself through others, type imports counted', () => {
  assert.equal(
    within.flatMap(({ from, circle }) => (circle ? [[from, ...circle].join(' -> ')] : [])),
    [],
  );
});

test('no room has more than 2500 lines', async () => {
  const lines = new Map<string, number>();
  for (const file of sources.files.filter((one) => one !== GENERATED)) {
    const folder = folderOf(file);
    const text = await readFile(file, 'utf8');
    lines.set(folder, (lines.get(folder) ?? 0) + text.split('\n').length - 1);
  }
  assert.ok(lines.size > FLOORS.length);
  assert.equal(
    [...lines].filter(([, count]) => count > MOST_LINES),
    [],
  );
});

/** The folder that counts a file: the one below the last building on its way, or a building itself. */
function folderOf(file: string): string {
  const names = dirname(file).split('/');
  const paths = names.map((_, k) => names.slice(0, k + 1).join('/'));
  return paths.find((path) => !BUILDINGS.includes(path)) ?? paths[paths.length - 1];
}

for (const entry of ['index', 'data', 'measurement', 'report', 'parts']) {
  test(`what the entry ${entry} reaches needs no module of Node, not even for a type`, () => {
    const reached = new Set([`src/${entry}.ts`]);
    for (const file of reached) for (const { from, to } of within) if (from === file) reached.add(to);
    assert.ok(reached.size > 10);
    assert.equal(
      sources.imports.filter(({ from, kind }) => kind === 'node' && reached.has(from)).map(told),
      [],
    );
  });
}

test('the reader of imports sees types, dynamic imports, AssemblyScript and circles: each breaks a rule here', async () => {
  const root = await mkdtemp(join(tmpdir(), 'memspike-floors-'));
  const files = {
    'src/device/up.ts': "import type { Arm } from '../report/arm.ts';\nexport type Two = Arm;\n",
    'src/report/arm.ts': 'export interface Arm {}\n',
    'src/cli/one.ts': "export const two = () => import('./two.ts');\n",
    'src/cli/two.ts': "import type { two } from './one.ts';\nexport type Two = typeof two;\n",
    'assembly/plan.ts': "import { key } from '../src/network/key';\nexport const plan: u32 = key;\n",
    'src/network/key.ts': 'export const key = 1;\n',
    'src/index.ts': "import { readFile } from 'node:fs/promises';\nexport { readFile };\n",
  };
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, name), text);
    }
    const { imports } = await sourcesOf(['src', 'assembly'], root);
    assert.equal(
      imports
        .filter(({ kind }) => kind === 'file')
        .filter(runsUp)
        .map(told)
        .sort(),
      ['assembly/plan.ts -> src/network/key.ts', 'src/device/up.ts -> src/report/arm.ts'],
    );
    assert.equal(
      imports
        .filter(({ circle }) => circle)
        .map(told)
        .sort(),
      ['src/cli/one.ts -> src/cli/two.ts', 'src/cli/two.ts -> src/cli/one.ts'],
    );
    assert.ok(imports.some(({ from, kind }) => from === 'src/index.ts' && kind === 'node'));
  } finally {
    await rm(root, { recursive: true });
  }
});

test.run();
