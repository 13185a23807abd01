import { defineRule } from './rule.ts'

export default defineRule({
  name: 'file-size',
  on: 'file',
  severity: 'error',
  least: 'info',
  summary: 'A source file has at most 1 MiB',
  why: 'A trust set of that size reaches no node; the file is something else.',
  fix: 'leave the file out of `sources`',
  source: 'house rule; etcd takes requests of 1.5 MiB',
  example: '1048577 octets, more than 1 MiB',
})
