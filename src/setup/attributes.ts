/** What `.gitattributes` should say of a pattern. */
interface Wanted {
  readonly pattern: string
  readonly attributes: readonly string[]
}

const MANIFEST = ['text', 'eol=lf', 'diff=tks-trust']

/**
 * Certificates are octets, whose SHA-256 may stand elsewhere; the manifest has LF on every system, as `check` compares it.
 * Not `linguist-generated`: GitHub folds such files away in a pull request, and a change of trust is what must be seen.
 */
const WANTED: readonly Wanted[] = [
  ...['crt', 'cer', 'pem', 'der', 'p7b'].map(ending => ({
    pattern: `*.${ending}`,
    attributes: ['-text', 'diff=tks-trust'],
  })),
  { pattern: 'tks.yaml', attributes: MANIFEST },
]

const HEAD = '# Certificates and their manifest; `npx tks-trust init --git` shows them as text in git diff.'

/**
 * The text with what is missing at its end; the same text where nothing is. What it says of a pattern already, stays.
 * @param outputs paths from the folder; what is called `tks.yaml` is known anyway, and an odd name cannot stand in the file
 */
export function withAttributes(text: string, outputs: readonly string[] = []): string {
  const others = outputs.filter(path => !/(^|\/)tks\.yaml$/.test(path) && /^[\w./-]+$/.test(path))
  const manifests = others.map(pattern => ({ pattern, attributes: MANIFEST }))
  const missing = [...WANTED, ...manifests].flatMap(({ pattern, attributes }) => {
    const said = attributesOf(pattern, text)
    const left = attributes.filter(attribute => !said.has(nameOf(attribute)))
    return left.length === 0 ? [] : [`${pattern} ${left.join(' ')}`]
  })
  if (missing.length === 0) return text
  const start = text === '' || text.endsWith('\n') ? text : `${text}\n`
  return `${start}${start === '' ? '' : '\n'}${HEAD}\n${missing.join('\n')}\n`
}

function attributesOf(pattern: string, text: string): ReadonlySet<string> {
  const lines = text.split(/\r?\n/).map(line => line.trim().split(/[ \t]+/))
  const said = lines.flatMap(([first, ...attributes]) => (first === pattern ? attributes.map(nameOf) : []))
  // `binary` also turns diff off; who wrote it meant that there is no text to show, and now there is.
  return new Set(said.flatMap(name => (name === 'binary' ? ['text', 'eol'] : [name])))
}

const nameOf = (attribute: string): string => attribute.replace(/^[-!]/, '').replace(/=.*/, '')
