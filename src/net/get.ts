import { type IncomingMessage, request } from 'node:http'
import { type Allowance, openTls } from './connect.ts'
import { ConnectionError } from './failure.ts'

/** What a URL came to. */
export interface Got {
  readonly bytes: Uint8Array
  /** Where the server sent the request on to, in order. */
  readonly redirects: readonly string[]
}

/** As for files. */
const LARGEST = 1024 * 1024
const MOST_REDIRECTS = 5

/**
 * What stands at an https URL. The server is not verified, and gets nothing but the request. It may send it on, but not to
 * another server: nobody has named that one.
 * @throws {ConnectionError} and whatever Node throws for a connection that fails
 */
export async function get(url: URL, allowance: Allowance): Promise<Got> {
  const redirects: string[] = []
  for (let here = url; ; ) {
    const response = await respond(here, allowance)
    const { statusCode = 0, headers } = response
    if (statusCode === 200) return { bytes: await bodyOf(response), redirects }
    response.destroy()
    if (statusCode < 300 || statusCode >= 400 || headers.location === undefined) throw badStatus(statusCode)
    here = destinationOf(headers.location, here)
    redirects.push(here.href)
    if (redirects.length > MOST_REDIRECTS)
      throw new ConnectionError('it is sent on and on', 'name the URL where it ends')
  }
}

async function respond(url: URL, allowance: Allowance): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const socket = await openTls({ host, port: Number(url.port || 443) }, allowance)
  return new Promise((resolve, reject) => {
    const asked = request({
      createConnection: () => socket,
      path: url.pathname + url.search,
      headers: { host: url.host, accept: '*/*', 'accept-encoding': 'identity', connection: 'close' },
      signal: allowance.patience.signal,
    })
    asked.once('response', resolve)
    asked.once('error', error => reject(allowance.patience.signal.aborted ? allowance.patience.signal.reason : error))
    asked.end()
  })
}

async function bodyOf(response: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = Number(response.headers['content-length'] ?? 0) > LARGEST ? Number.POSITIVE_INFINITY : 0
  if (length <= LARGEST)
    for await (const chunk of response) {
      chunks.push(chunk)
      length += chunk.length
      if (length > LARGEST) break
    }
  response.destroy()
  if (length > LARGEST)
    throw new ConnectionError('the answer is larger than 1 MiB', 'download it, and add the certificate in it')
  return Buffer.concat(chunks)
}

function destinationOf(location: string, from: URL): URL {
  const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined
  if (to?.protocol === 'https:' && to.host === from.host) return to
  const shown = to === undefined ? 'no URL' : `${to.protocol}//${to.host}`
  throw new ConnectionError(`it is sent on to ${shown}, which is not the same server`, 'name that URL, if you mean it')
}

function badStatus(status: number): ConnectionError {
  if (status === 401 || status === 403)
    return new ConnectionError(
      `the server wants a login (status ${status})`,
      'download it while signed in, and add the file',
    )
  return new ConnectionError(`the server answers with status ${status}`, 'check the URL')
}
