/** Every import between the project's sources, type imports counted, as dependency-cruiser finds them. */
import { cruise, type IModule } from 'dependency-cruiser';

export interface Import {
  readonly from: string;
  /** A file of the project, or the name of a module of Node or of a package. */
  readonly to: string;
  readonly kind: 'file' | 'node' | 'package' | 'missing';
  /** Files of an import circle that begins here, if there is one. */
  readonly circle?: readonly string[];
}

export interface Sources {
  readonly files: readonly string[];
  readonly imports: readonly Import[];
}

/** All `.ts` and `.js` files below the folders; paths from `root`, with slashes. */
export async function sourcesOf(folders: readonly string[], root = process.cwd()): Promise<Sources> {
  const { output } = await cruise(
    [...folders],
    {
      baseDir: root,
      tsPreCompilationDeps: true,
      doNotFollow: { path: ['node_modules', '^dist/'] },
      ruleSet: { forbidden: [{ name: 'circle', severity: 'error', from: {}, to: { circular: true } }] },
    },
    // AssemblyScript leaves the extension out.
    { extensions: ['.ts', '.js'] },
  );
  if (typeof output === 'string') throw new Error(output);
  const inside = output.modules.filter(({ source }) =>
    folders.some((folder) => source.startsWith(`${folder}/`)),
  );
  return {
    files: inside.map(({ source }) => source),
    imports: inside.flatMap((module) => importsOf(module, folders)),
  };
}

function importsOf({ source, dependencies }: IModule, folders: readonly string[]): Import[] {
  return dependencies.map(({ resolved, coreModule, couldNotResolve, cycle }) => ({
    from: source,
    to: resolved,
    kind: coreModule
      ? 'node'
      : couldNotResolve
        ? 'missing'
        : folders.some((folder) => resolved.startsWith(`${folder}/`))
          ? 'file'
          : 'package',
    ...(cycle && { circle: cycle.map(({ name }) => name) }),
  }));
}
