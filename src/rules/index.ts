import type { RuleName } from '../model.ts'
import badSelfSignature from './bad-self-signature.ts'
import damagedBlock from './damaged-block.ts'
import droppedFromBase from './dropped-from-base.ts'
import duplicateCertificate from './duplicate-certificate.ts'
import emptyFile from './empty-file.ts'
import emptySet from './empty-set.ts'
import entryName from './entry-name.ts'
import expired from './expired.ts'
import fileEncoding from './file-encoding.ts'
import fileLink from './file-link.ts'
import fileSize from './file-size.ts'
import ignoredFile from './ignored-file.ts'
import leftOut from './left-out.ts'
import nameCollision from './name-collision.ts'
import noCertificate from './no-certificate.ts'
import notACa from './not-a-ca.ts'
import notDer from './not-der.ts'
import notYetValid from './not-yet-valid.ts'
import pemHeaders from './pem-headers.ts'
import privateKey from './private-key.ts'
import proxyCredentials from './proxy-credentials.ts'
import type { CertificateRule, Rule, SetRule } from './rule.ts'
import selfSignedLeaf from './self-signed-leaf.ts'
import trailingBytes from './trailing-bytes.ts'
import trustedLabel from './trusted-label.ts'
import uncheckedSignature from './unchecked-signature.ts'
import unmatchedPattern from './unmatched-pattern.ts'
import unreadableCertificate from './unreadable-certificate.ts'
import unreadableFile from './unreadable-file.ts'
import unusedSource from './unused-source.ts'
import wrongBlock from './wrong-block.ts'

/** Every rule, in the order in which reports and documentation list them: reading, certificate, set, output. */
export const RULES: readonly Rule[] = Object.freeze([
  privateKey,
  damagedBlock,
  wrongBlock,
  pemHeaders,
  trustedLabel,
  trailingBytes,
  notDer,
  unreadableCertificate,
  noCertificate,
  emptyFile,
  fileEncoding,
  fileSize,
  fileLink,
  unreadableFile,
  leftOut,
  unmatchedPattern,
  ignoredFile,
  unusedSource,
  notACa,
  selfSignedLeaf,
  badSelfSignature,
  uncheckedSignature,
  expired,
  notYetValid,
  emptySet,
  duplicateCertificate,
  nameCollision,
  entryName,
  proxyCredentials,
  droppedFromBase,
])

const BY_NAME: ReadonlyMap<RuleName, Rule> = new Map(RULES.map(rule => [rule.name, rule]))

/** The rule of that name; every {@link RuleName} has one, which a test holds. */
export function ruleNamed(name: RuleName): Rule {
  const rule = BY_NAME.get(name)
  if (rule === undefined) throw new TypeError(`no rule is named ${name}`)
  return rule
}

export const CERTIFICATE_RULES: readonly CertificateRule[] = RULES.filter(rule => rule.on === 'certificate')
export const SET_RULES: readonly SetRule[] = RULES.filter(rule => rule.on === 'set')
