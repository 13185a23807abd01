import type { Process } from '../main.ts'
import { printable } from '../printable.ts'

/** An application, as the cmp-server lets a plugin know it (argo-cd, docs/user-guide/build-environment.md). */
export interface Application {
  /** The copy of its folder, absolute; another one for every run, so that no message names it. */
  readonly folder: string
  /** The folder as the Application names it, `spec.source.path`. */
  readonly called: string
  /** What a line of the log is about, ` for NAME at REVISION`; empty where Argo CD has not said it. */
  readonly about: string
}

/** A variable that is empty is not set: the cmp-server hands on no empty ones. */
export function applicationOf({ cwd, env }: Pick<Process, 'cwd' | 'env'>): Application {
  const { ARGOCD_APP_NAME: name, ARGOCD_APP_REVISION: revision } = env
  return {
    folder: cwd,
    called: env.ARGOCD_APP_SOURCE_PATH || '.',
    about: (name ? ` for ${printable(name)}` : '') + (revision ? ` at ${printable(revision.slice(0, 8))}` : ''),
  }
}
