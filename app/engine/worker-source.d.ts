/** Made by `app/build.js`: the worker and the engine as one classic script. */
declare module 'worker-source' {
  export const workerSource: string;
}
