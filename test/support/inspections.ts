import { findIssuers } from '../../src/inspect/issuers.ts'
import { startSignatureChecks } from '../../src/inspect/signature.ts'
import { judgeCertificate } from '../../src/judge.ts'
import { lawOf } from '../../src/law.ts'
import type { Finding } from '../../src/model.ts'
import { read } from '../../src/read.ts'
import type { Inspection } from '../../src/report/inspection.ts'
import { styleFor } from '../../src/report/style.ts'
import type { Look } from '../../src/report/tree.ts'
import { arrange } from '../../src/trust-set.ts'

/** Noon of the day on which transcripts are made. */
export const NOW = '2026-06-15T12:00:00Z'

/** No terminal, no colours. */
export const LOOK: Look = { style: styleFor(false), columns: undefined }

/** What `inspect` knows of certificates, each in a file of its own: 0.crt and so on. */
export async function inspectionOf(...ders: readonly Uint8Array[]): Promise<Inspection> {
  const { sightings } = await read(ders.map((bytes, index) => ({ path: `certs/${index}.crt`, bytes })))
  const entries = arrange(sightings)
  const certificates = entries.map(({ certificate }) => certificate)
  const law = lawOf({}, NOW)
  const signatures = new Map(
    await Promise.all([...startSignatureChecks(certificates)].map(async ([id, state]) => [id, await state] as const)),
  )
  const verdicts = new Map<string, readonly Finding[]>()
  for (const { certificate, origins } of entries)
    for (const origin of origins)
      verdicts.set(
        certificate.id,
        judgeCertificate(law, certificate, origin, {
          now: law.now,
          signature: signatures.get(certificate.id),
          isCommitted: true,
          output: '',
        }),
      )
  const issuers = await findIssuers(certificates)
  return { version: '0.0.0', now: NOW, entries, issuers, signatures, verdicts, faults: [], passedOver: 0 }
}
