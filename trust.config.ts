import { defineConfig } from 'tks-trust'

export default defineConfig({
  sources: ['fixtures/authorities/*'],
  outputs: [
    {
      path: 'tks.yaml',
      apiVersion: 'run.tanzu.vmware.com/v1alpha1',
      spec: { defaultCNI: 'antrea' },
      gitops: ['argocd', 'flux'],
    },
  ],
})
