import type { RuleName } from '../model.ts'
import authorityKeyMismatch from './authority-key-mismatch.ts'
import badSelfSignature from './bad-self-signature.ts'
import bootstrapSize from './bootstrap-size.ts'
import certSignWithoutCa from './cert-sign-without-ca.ts'
import damagedBlock from './damaged-block.ts'
import denied from './denied.ts'
import droppedFromBase from './dropped-from-base.ts'
import dsaKey from './dsa-key.ts'
import duplicateCertificate from './duplicate-certificate.ts'
import duplicateExtension from './duplicate-extension.ts'
import emptyFile from './empty-file.ts'
import emptySet from './empty-set.ts'
import emptySubject from './empty-subject.ts'
import entryName from './entry-name.ts'
import expired from './expired.ts'
import expiresSoon from './expires-soon.ts'
import explicitCurve from './explicit-curve.ts'
import fileEncoding from './file-encoding.ts'
import fileLink from './file-link.ts'
import fileSize from './file-size.ts'
import forbiddenWaiver from './forbidden-waiver.ts'
import goCannotLoad from './go-cannot-load.ts'
import ignoredFile from './ignored-file.ts'
import incompleteWaiver from './incomplete-waiver.ts'
import intermediate from './intermediate.ts'
import issuerMissing from './issuer-missing.ts'
import lapsedWaiver from './lapsed-waiver.ts'
import lapsingWaiver from './lapsing-waiver.ts'
import leftOut from './left-out.ts'
import longSerial from './long-serial.ts'
import longValidity from './long-validity.ts'
import lostCertificate from './lost-certificate.ts'
import md5Signature from './md5-signature.ts'
import missingCertSign from './missing-cert-sign.ts'
import nameCollision from './name-collision.ts'
import nameConstraints from './name-constraints.ts'
import nameEncoding from './name-encoding.ts'
import negativeSerial from './negative-serial.ts'
import noBasicConstraints from './no-basic-constraints.ts'
import noCertificate from './no-certificate.ts'
import noServerAuth from './no-server-auth.ts'
import normalisedLayout from './normalised-layout.ts'
import notACa from './not-a-ca.ts'
import notDer from './not-der.ts'
import notYetValid from './not-yet-valid.ts'
import oldVersion from './old-version.ts'
import outputSize from './output-size.ts'
import overLongWaiver from './over-long-waiver.ts'
import pemHeaders from './pem-headers.ts'
import privateKey from './private-key.ts'
import proxyCredentials from './proxy-credentials.ts'
import publicRoot from './public-root.ts'
import registryChain from './registry-chain.ts'
import registryExpiresSoon from './registry-expires-soon.ts'
import registryRefused from './registry-refused.ts'
import registryUnreached from './registry-unreached.ts'
import renamedEntry from './renamed-entry.ts'
import reversedValidity from './reversed-validity.ts'
import rsaExponent from './rsa-exponent.ts'
import type { CertificateRule, OutputRule, Rule, SetRule } from './rule.ts'
import sameKey from './same-key.ts'
import sameSubject from './same-subject.ts'
import selfSignedLeaf from './self-signed-leaf.ts'
import sha1Signature from './sha1-signature.ts'
import signatureAlgorithmMismatch from './signature-algorithm-mismatch.ts'
import skippedEntry from './skipped-entry.ts'
import smallRsaKey from './small-rsa-key.ts'
import specFault from './spec-fault.ts'
import strayNamespace from './stray-namespace.ts'
import trailingBytes from './trailing-bytes.ts'
import trustedLabel from './trusted-label.ts'
import uncheckedSignature from './unchecked-signature.ts'
import uncommonCurve from './uncommon-curve.ts'
import uncriticalBasicConstraints from './uncritical-basic-constraints.ts'
import unknownCriticalExtension from './unknown-critical-extension.ts'
import unknownWaiver from './unknown-waiver.ts'
import unmatchedPattern from './unmatched-pattern.ts'
import unreadableCertificate from './unreadable-certificate.ts'
import unreadableFile from './unreadable-file.ts'
import unsupportedKey from './unsupported-key.ts'
import unusedSource from './unused-source.ts'
import unusedWaiver from './unused-waiver.ts'
import weakRsaModulus from './weak-rsa-modulus.ts'
import wrongBlock from './wrong-block.ts'
import zeroSerial from './zero-serial.ts'

/**
 * Every rule, in the order in which reports and documentation list them: files and blocks, certificates, sets, outputs,
 * configuration, waivers, registries.
 */
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
  normalisedLayout,
  unmatchedPattern,
  ignoredFile,
  unusedSource,
  oldVersion,
  notACa,
  selfSignedLeaf,
  noBasicConstraints,
  uncriticalBasicConstraints,
  missingCertSign,
  certSignWithoutCa,
  badSelfSignature,
  uncheckedSignature,
  intermediate,
  negativeSerial,
  zeroSerial,
  longSerial,
  emptySubject,
  nameEncoding,
  smallRsaKey,
  rsaExponent,
  weakRsaModulus,
  explicitCurve,
  uncommonCurve,
  dsaKey,
  unsupportedKey,
  md5Signature,
  sha1Signature,
  signatureAlgorithmMismatch,
  duplicateExtension,
  goCannotLoad,
  unknownCriticalExtension,
  noServerAuth,
  nameConstraints,
  authorityKeyMismatch,
  reversedValidity,
  longValidity,
  publicRoot,
  denied,
  expired,
  notYetValid,
  expiresSoon,
  emptySet,
  duplicateCertificate,
  sameSubject,
  sameKey,
  issuerMissing,
  nameCollision,
  entryName,
  lostCertificate,
  renamedEntry,
  outputSize,
  bootstrapSize,
  droppedFromBase,
  specFault,
  proxyCredentials,
  strayNamespace,
  unknownWaiver,
  incompleteWaiver,
  overLongWaiver,
  forbiddenWaiver,
  lapsedWaiver,
  lapsingWaiver,
  unusedWaiver,
  registryRefused,
  registryUnreached,
  skippedEntry,
  registryChain,
  registryExpiresSoon,
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
export const OUTPUT_RULES: readonly OutputRule[] = RULES.filter(rule => rule.on === 'output')
