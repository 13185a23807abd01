/**
 * The repo-server as Argo CD installs it, with all that a sidecar touches (argo-cd,
 * manifests/base/repo-server/argocd-repo-server-deployment.yaml).
 */
export const REPO_SERVER = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'argocd-repo-server' },
  spec: {
    selector: { matchLabels: { 'app.kubernetes.io/name': 'argocd-repo-server' } },
    template: {
      metadata: { labels: { 'app.kubernetes.io/name': 'argocd-repo-server' } },
      spec: {
        serviceAccountName: 'argocd-repo-server',
        automountServiceAccountToken: false,
        containers: [
          {
            name: 'argocd-repo-server',
            image: 'quay.io/argoproj/argocd:latest',
            args: ['/usr/local/bin/argocd-repo-server'],
            ports: [{ containerPort: 8081 }, { containerPort: 8084 }],
            volumeMounts: [
              { name: 'tmp', mountPath: '/tmp' },
              { name: 'plugins', mountPath: '/home/argocd/cmp-server/plugins' },
            ],
          },
        ],
        initContainers: [
          {
            name: 'copyutil',
            image: 'quay.io/argoproj/argocd:latest',
            volumeMounts: [{ name: 'var-files', mountPath: '/var/run/argocd' }],
          },
        ],
        volumes: [
          { name: 'tmp', emptyDir: {} },
          { name: 'var-files', emptyDir: {} },
          { name: 'plugins', emptyDir: {} },
        ],
      },
    },
  },
} as const
