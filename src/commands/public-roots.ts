import { rootCertificates } from 'node:tls'
import { decode } from '../decode/index.ts'
import { subjectOf } from '../inspect/describe.ts'
import { inspect } from '../inspect/index.ts'
import type { Anchor } from '../verify/anchor.ts'

/** Where these are said to stand. */
const PATH = 'public roots'

/** Mozilla's, as this Node has them: the images of nodes bring nearly the same. */
export const publicRoots = (): Anchor[] =>
  rootCertificates
    .flatMap(pem => decode(PATH, Buffer.from(pem)).map(inspect))
    .flatMap(seen =>
      'certificate' in seen
        ? [
            {
              certificate: seen.certificate,
              name: subjectOf(seen.certificate),
              origin: { path: PATH, index: 0, line: 0 },
            },
          ]
        : [],
    )
