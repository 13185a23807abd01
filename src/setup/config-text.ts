import type { GitOps } from '../targets/tkg-service-configuration/options.ts'

/** What a new configuration says. */
export interface ConfigChoices {
  readonly apiVersion: string
  readonly cni: string
  readonly gitops: GitOps | undefined
}

const ABOUT = 'Which files hold the CA certificates, and what they go into: `npx tks-trust generate` writes it.'
const VERSION = 'The newest that the Supervisor serves: kubectl api-versions | grep run.tanzu.vmware.com'
const CNI = [
  'What the Supervisor has now; applying the manifest without it would take it away:',
  "kubectl get tkgserviceconfiguration tkg-service-configuration -o jsonpath='{.spec.defaultCNI}'",
]
const GITOPS = 'Annotations that keep the controller from pruning the one object of its kind.'

/** `trust.config.yaml` */
export const yamlConfig = ({ apiVersion, cni, gitops }: ConfigChoices): string => `# ${ABOUT}
sources: ['certs/**/*.{crt,cer,pem,der,p7b}']
outputs:
  - path: tks.yaml
    # ${VERSION}
    apiVersion: ${apiVersion}
    spec:
${CNI.map(line => `      # ${line}\n`).join('')}      defaultCNI: ${cni}
${gitops === undefined ? '' : `    # ${GITOPS}\n    gitops: [${gitops}]\n`}`

/** `trust.config.ts` */
export const typescriptConfig = ({
  apiVersion,
  cni,
  gitops,
}: ConfigChoices): string => `import { defineConfig } from 'tks-trust'

// ${ABOUT}
export default defineConfig({
  sources: ['certs/**/*.{crt,cer,pem,der,p7b}'],
  outputs: [
    {
      path: 'tks.yaml',
      // ${VERSION}
      apiVersion: '${apiVersion}',
      spec: {
${CNI.map(line => `        // ${line}\n`).join('')}        defaultCNI: '${cni}',
      },
${gitops === undefined ? '' : `      // ${GITOPS}\n      gitops: ['${gitops}'],\n`}    },
  ],
})
`
