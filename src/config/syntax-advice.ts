/** What is wrong with a text that is no configuration yet, and what to do about it. */
interface SyntaxAdvice {
  readonly message: string
  readonly fix: string
}

const QUOTES = "put patterns and other text that begins with a special character in quotes: '**/*.crt'"

/** What the parsers say, in words for people who know YAML from other people's files. */
const KNOWN: readonly (readonly [pattern: RegExp, fix: string, message?: string])[] = [
  [/input is empty/, 'npx tks-trust init has an example', 'has nothing but comments in it'],
  [/must be unique|duplicated mapping key/, 'keep one of the two', 'the same key stands there twice'],
  [/multiple documents|single document/, 'keep one of them', 'there is more than one document, with --- between them'],
  [/Maximum call stack|nesting/, 'nothing in a configuration is that deep', 'it is nested too deeply'],
  [/too many values/, 'write it without aliases of aliases'],
  [/[Tt]abs/, 'indent with blanks'],
  [/alias|\btag\b|reserved character/, QUOTES],
  [/quote/, 'close the quote'],
  [
    /Flow (?:sequence|map)|Unexpected flow/,
    'close the bracket, and begin no line between brackets before the key above them',
  ],
  [/Nested mappings/, 'begin a new line behind the first colon, or put the text in quotes'],
]

/** @param said by a parser */
export function adviceOnSyntax(said: string): SyntaxAdvice {
  const [, fix = 'correct it there, or ask a linter for YAML', message = said] =
    KNOWN.find(([pattern]) => pattern.test(said)) ?? []
  return { message: `not valid YAML or JSON: ${message}`, fix }
}
