import { type Address, type Allowance, openTcp } from './connect.ts'
import { type Greeting, greet } from './greet.ts'

/** A handshake on a connection of its own, whether it came to its end or not. `close` ends both. */
export interface Greeted extends Greeting {
  readonly close: () => void
}

/** @throws {ConnectionError} and whatever Node throws where there is no connection */
export async function greetingAt(address: Address, allowance: Allowance): Promise<Greeted> {
  const { signal } = allowance.patience
  const socket = await openTcp(address, allowance)
  // Whatever happens to it is heard where it is used.
  socket.on('error', () => {})
  const greeting = await greet(socket, address.host, signal)
  const { tls } = greeting
  return {
    ...greeting,
    close: () => {
      tls.once('close', () => socket.destroy())
      // In good order, so that nobody is woken by errors in the log of the server.
      if (tls.destroyed || signal.aborted) {
        tls.destroy()
        socket.destroy()
      } else tls.destroySoon()
    },
  }
}
