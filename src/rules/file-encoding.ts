import { defineRule } from './rule.ts'

export default defineRule({
  name: 'file-encoding',
  on: 'file',
  severity: 'error',
  least: 'info',
  summary: 'Text is ASCII or UTF-8',
  why: 'PEM is ASCII (RFC 7468); Windows PowerShell writes UTF-16 unless told otherwise.',
  fix: 'iconv -f UTF-16 -t UTF-8 FILE > ca.crt',
  source: 'RFC 7468 section 2',
  example: 'UTF-16 text; PEM is ASCII',
})
