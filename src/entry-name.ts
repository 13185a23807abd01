import type { Certificate } from './model.ts'

/** Long enough to tell, short enough for a file name on a node: `/etc/ssl/certs/tkg-<name>-ca.pem`. */
const LONGEST_STEM = 64

/** The attributes of a subject that people know a CA by, the best first. */
const CALLED_BY = ['CN', 'OU', 'O'] as const

/**
 * What a node may file a certificate under: "alphanumeric characters, a dash, an underscore or a dot"
 * (vSphere documentation of TkgServiceConfiguration), and no longer than a file name allows.
 */
export const isEntryName = (name: string): boolean => /^[A-Za-z0-9._-]{1,240}$/.test(name)

/**
 * The entry name of a file that holds one certificate: its base name without the extension, or `''`. What may be a name
 * is one as it stands, so that every entry of a manifest can be turned into a file and back.
 */
export function nameFromPath(path: string): string {
  const base = path.slice(path.lastIndexOf('/') + 1)
  const dot = base.lastIndexOf('.')
  const stem = dot > 0 ? base.slice(0, dot) : base
  return isEntryName(stem) ? stem : toEntryName(stem)
}

/** Whether a certificate has a name of its own, to be called by. */
export const isNamed = ({ subject }: Certificate): boolean =>
  CALLED_BY.some(wanted => subject.attributes.some(({ type, value }) => type === wanted && toEntryName(value) !== ''))

/**
 * The entry name of a certificate among others in a file: what its subject calls it and the first eight digits of its
 * SHA-256, so that neither its position nor its neighbours can ever rename it.
 */
export function nameFromCertificate({ subject, id }: Certificate): string {
  const called = CALLED_BY.map(wanted => subject.attributes.find(({ type }) => type === wanted)?.value)
  const stem = toEntryName(called.find(value => value !== undefined)?.slice(0, 1000) ?? '').slice(0, LONGEST_STEM)
  return `${stem === '' ? 'ca' : stem}-${id.slice(0, 8)}`
}

/** Letters lose their accents, runs of anything else become one dash; dots and dashes at the ends fall away. */
function toEntryName(text: string): string {
  if (/^[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?$/.test(text)) return text
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+/, '')
    .replace(/([^-.])[-.]+$/, '$1')
}
