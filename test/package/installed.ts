/**
 * The package as a user gets it: packed, unpacked into a project of its own, and beside it only the dependencies that
 * package.json declares (links into this repository's node_modules, so that no network is needed). What the package
 * imports without declaring it is therefore not found.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const repository = fileURLToPath(new URL('../..', import.meta.url));

export interface Manifest {
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Installed {
  /** A project that depends on memspike. */
  readonly project: string;
  /** node_modules/memspike in it. */
  readonly folder: string;
  readonly tarball: string;
  /** Paths in the tarball, without the leading package/. */
  readonly files: readonly string[];
  readonly manifest: Manifest;
}

let installation: Promise<Installed> | undefined;

/** Packs and installs at the first call; the folder is removed when the process ends. */
export function installed(): Promise<Installed> {
  installation ??= install();
  return installation;
}

async function install(): Promise<Installed> {
  const project = mkdtempSync(join(tmpdir(), 'memspike-package-'));
  process.on('exit', () => rmSync(project, { recursive: true, force: true }));

  const packed = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', project], {
    cwd: repository,
  });
  const [{ filename, files }] = JSON.parse(packed.stdout) as [
    { filename: string; files: { path: string }[] },
  ];
  const tarball = join(project, filename);

  const folder = join(project, 'node_modules', 'memspike');
  mkdirSync(folder, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

  // A user's project has @types/node of its own when it is checked with TypeScript.
  for (const name of [...Object.keys(manifest.dependencies), '@types/node']) {
    const link = join(project, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(repository, 'node_modules', name), link, 'junction');
  }
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  return { project, folder, tarball, files: files.map((file) => file.path), manifest };
}

/** Runs Node in the project; rejects, with what it printed, when it exits with another code than 0. */
export async function node(args: readonly string[], cwd: string): Promise<string> {
  try {
    const { stdout } = await run(process.execPath, [...args], {
      cwd,
      maxBuffer: 2 ** 26,
      env: withoutColor(),
    });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`node ${args.join(' ')}\n${stdout ?? ''}${stderr ?? ''}`, { cause: error });
  }
}

function withoutColor(): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, ...environment } = process.env;
  return { ...environment, NO_COLOR: '1' };
}
