import type { World } from './command.ts'

/** After something was connected to: a look-up of a name that nobody waits for any more must not keep the program. */
export async function exitDespiteLookUps(world: World): Promise<void> {
  const { isLookingUp } = await import('../net/index.ts')
  if (isLookingUp()) world.exitWhenDone()
}
