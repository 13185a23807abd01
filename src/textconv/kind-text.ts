import { keyLineIn } from '../decode/traces.ts'
import type { Json } from '../model.ts'
import target from '../targets/tkg-service-configuration/index.ts'
import { parseObject } from '../yaml.ts'
import { manifestText } from './manifest-text.ts'
import { harmless, shortenBase64 } from './shorten.ts'

const NAMES_KIND = new RegExp(`(?:^|[\\n{,])[ \\t\\r]*["']?kind["']?[ \\t]*:[ \\t]*["']?${target.kind}\\b`)

/** Their values are nobody's business, however short. */
const HOLDS_SECRETS = /kind["']?[ \t]*:[ \t]*["']?Secret/

/**
 * The text of a manifest of our kind, or of one that is no YAML as it stands, but for its base64. Undefined for all else,
 * and where there is a key.
 * @param isShort whether it may be searched for keys as a whole, which takes time
 */
export function kindText(text: string, isShort: boolean): string | undefined {
  if (!NAMES_KIND.test(text)) return undefined
  const object = parsed(text)
  if (object !== undefined) return target.list(object) === undefined ? undefined : manifestText(object, target.listAt)
  if (!isShort || HOLDS_SECRETS.test(text) || keyLineIn(text) !== undefined) return undefined
  return `${harmless(shortenBase64(text.replaceAll('\r', '').trimEnd()))}\n`
}

function parsed(text: string): Json | undefined {
  try {
    return parseObject(text)
  } catch {
    // A merge conflict, several documents, nesting too deep for the stack: the text itself is shown.
    return undefined
  }
}
