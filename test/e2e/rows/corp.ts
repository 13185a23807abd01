import { type Holder, root, server, under } from '../support/pki.ts'

/** An ordinary PKI, from which each row departs in one thing. */
export const CORP: Holder = root('Corp Root')
export const ISSUING: Holder = under(CORP, 'Corp Issuing CA')
export const LEAF: Holder = server(ISSUING)

/** Of another house. */
export const OTHER: Holder = root('Other Root')

export const UNKNOWN = 'x509: certificate signed by unknown authority'
