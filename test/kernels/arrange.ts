/** The builds under test, each with a workspace of its own and one of the reference to be held against. */
import { listBackends, reference } from './backends.ts';
import { assertSameScene, createWorkspace, type Scene, type Workspace } from './workspace.ts';

export interface Arrangement {
  readonly name: string;
  readonly workspace: Workspace;
  /** Throws unless this build and the reference leave the same bits after `scene`. */
  same(seed: number, scene: Scene): void;
}

export async function arrange(): Promise<Arrangement[]> {
  const slow = await createWorkspace(reference);
  return Promise.all(
    listBackends().map(async (backend) => {
      const workspace = await createWorkspace(backend);
      return {
        name: backend.name,
        workspace,
        same: (seed: number, scene: Scene) => assertSameScene(workspace, slow, seed, scene),
      };
    }),
  );
}
