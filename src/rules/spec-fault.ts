import { defineRule } from './rule.ts'

export default defineRule({
  name: 'spec-fault',
  on: 'output',
  severity: 'error',
  least: 'error',
  summary: 'The spec around the certificates is one that the Supervisor can work with',
  why: 'With a wrong proxy or CNI no cluster can be created at all.',
  fix: 'correct the spec in the configuration or in the base',
  source: 'vSphere documentation, TkgServiceConfiguration; house schema of its Go types',
  example: 'outputs[0].spec.defaultCNI is not known to run.tanzu.vmware.com/v1alpha1',
  check: ({ specFaults, base }) => specFaults.map(message => ({ message, ...(base !== undefined && { path: base }) })),
})
