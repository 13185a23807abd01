import type { Config } from '../../src/config/define.ts'
import { type Build, build } from '../../src/index.ts'
import type { Finding } from '../../src/model.ts'
import tkgServiceConfiguration from '../../src/targets/tkg-service-configuration/index.ts'
import { parseObject } from '../../src/yaml.ts'
import { memory } from './memory.ts'

/** Files of a folder by their path. */
export type Folder = Readonly<Record<string, Uint8Array | string>>

const CONFIG: Config = {
  sources: ['certs/**'],
  outputs: [{ path: 'tks.yaml', apiVersion: 'run.tanzu.vmware.com/v1alpha3', spec: { defaultCNI: 'antrea' } }],
}

/** Noon of a day on which every test certificate is valid. */
const NOW = new Date('2026-06-15T12:00:00Z')

/** Builds a folder that exists in memory only. */
export const buildFolder = (folder: Folder, config: Config = CONFIG, now: Date = NOW): Promise<Build> =>
  build(config, { root: memory(new Map(Object.entries(folder))), now })

/** The text of the only output; fails the test where there is none. */
export function textOf({ outputs, findings }: Build): string {
  const [output] = outputs
  if (output === undefined) throw new Error(`nothing was built: ${JSON.stringify(findings)}`)
  return output.text
}

/** The DER of every certificate that a manifest trusts, in hexadecimal, in its order, read with nothing of ours but YAML. */
export function trustedIn(text: string): string[] {
  return (tkgServiceConfiguration.list(parseObject(text)) ?? []).map(({ data }) => {
    const pem = Buffer.from(data, 'base64').toString('latin1')
    return Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64').toString('hex')
  })
}

/** The findings that are more than a note. */
export const seriousAmong = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ severity }) => severity !== 'info')

/** `severity rule path:line` of each finding. */
export const placesOf = (findings: readonly Finding[]): string[] =>
  findings.map(({ severity, rule, path, line }) => `${severity} ${rule} ${path}${line === undefined ? '' : `:${line}`}`)
