import { defineRule } from './rule.ts'

/** Octets of start-up data an octet of DER costs: base64 of PEM, compressed, in base64 again. */
const COST = 1.5

export default defineRule({
  name: 'bootstrap-size',
  on: 'output',
  severity: 'warning',
  summary: 'The certificates fit into what a node gets when it starts',
  why: 'cloud-init data of a node may have 64 KiB, compressed and in base64; with more, nodes never come up.',
  fix: 'leave out public roots and intermediates; split the set over several Supervisors',
  source: 'VM Operator: guestinfo.userdata takes 64 KiB; the cost of a certificate there was measured',
  example: 'about 25 KiB of the 64 KiB of data that a node may start with',
  options: {
    kib: {
      summary: 'the most KiB that certificates should take; half of it is said',
      schema: { type: 'integer', minimum: 1, maximum: 1024 },
      default: 48,
    },
  },
  check: ({ entries }, { kib }) => {
    const octets = entries.reduce((sum, { certificate }) => sum + certificate.der.length, 0)
    const estimate = Math.round((octets * COST) / 1024)
    if (estimate <= kib / 2) return []
    const message = `about ${estimate} KiB of the 64 KiB of data that a node may start with`
    return [estimate > kib ? { message } : { message, severity: 'info' }]
  },
})
