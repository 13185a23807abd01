/** A manifest that lists entries, each with its data as it is to stand there. @param spec lines of its spec before the list */
export const manifestOf = (
  entries: readonly (readonly [name: string, data: string])[],
  { kind = 'TkgServiceConfiguration', spec = [] as readonly string[] } = {},
): string =>
  [
    'apiVersion: run.tanzu.vmware.com/v1alpha3',
    `kind: ${kind}`,
    'metadata: { name: tkg-service-configuration }',
    'spec:',
    ...spec.map(line => `  ${line}`),
    '  trust:',
    '    additionalTrustedCAs:',
    ...entries.flatMap(([name, data]) => [`      - name: ${name}`, `        data: ${data}`]),
    '',
  ].join('\n')
