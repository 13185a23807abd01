import { subjectOf } from './inspect/describe.ts'
import type { SignatureState } from './inspect/signature.ts'
import type { Certificate, Entry, Fault, Finding, Origin } from './model.ts'
import { byCodeUnit } from './order.ts'
import { CERTIFICATE_RULES, ruleNamed, SET_RULES } from './rules/index.ts'

/** The finding that a fault is, at its place. `named` is who the refused certificate says it is, where known. */
export function findingOf(fault: Fault, { path, line }: { path: string; line?: number }, named?: string): Finding {
  const rule = ruleNamed(fault.rule)
  const message = named === undefined ? fault.message : `${fault.message} (it calls itself ${named})`
  const place = line === undefined ? { path } : { path, line }
  const fix = (fault.fix ?? rule.fix).replaceAll('FILE', shellWord(path))
  return { rule: rule.name, severity: rule.severity, message, fix, ...place }
}

/** A path as one word of a POSIX shell, so that the advice can be pasted. */
const shellWord = (path: string): string =>
  /^[\w./@%+=:,-]+$/.test(path) && !path.startsWith('-') ? path : `'${path.replaceAll("'", "'\\''")}'`

/** What the rules say of one certificate, at the place where it was found. */
export function judgeCertificate(
  certificate: Certificate,
  { path, line }: Origin,
  now: string,
  signature: SignatureState | undefined,
): Finding[] {
  return CERTIFICATE_RULES.flatMap(({ name, severity, fix, check }) => {
    const said = check(certificate, { now, signature })
    if (said === undefined) return []
    const message = `${subjectOf(certificate)}: ${said}`
    return [{ rule: name, severity, message, fix, path, line, certificate: certificate.id }]
  })
}

/** What the rules say of the trust set of the output at `output`. */
export function judgeSet(entries: readonly Entry[], output: string): Finding[] {
  return SET_RULES.flatMap(({ name, severity, fix: advice, check }) =>
    check(entries).map(({ entry, message, fix = advice }): Finding => {
      const [origin] = entry?.origins ?? []
      if (entry === undefined || origin === undefined) return { rule: name, severity, message, fix, path: output }
      const { certificate } = entry
      const place = { path: origin.path, line: origin.line, certificate: certificate.id }
      return { rule: name, severity, message: `${subjectOf(certificate)}: ${message}`, fix, ...place }
    }),
  )
}

/** A total order: by file, line, rule and text; each finding once, though several outputs may have led to it. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const key = ({ path = '', line = 0, rule, message, certificate = '' }: Finding) =>
    `${path}\0${String(line).padStart(8, '0')}\0${rule}\0${message}\0${certificate}`
  const distinct = new Map(findings.map(finding => [key(finding), finding]))
  return [...distinct].sort(([a], [b]) => byCodeUnit(a, b)).map(([, finding]) => finding)
}
