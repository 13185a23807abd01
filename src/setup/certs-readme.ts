/** `certs/README.md`: for whoever comes with a certificate and knows nothing of this program. */
export const CERTS_README = `# CA certificates that the clusters trust

Every certificate in this folder becomes trusted by every cluster that the Supervisor provisions.

What belongs here: the certificate of the CA that signed the registry's certificate, a root if there is one, in PEM, DER
or PKCS#7, one file a CA. The name of the file becomes the name of the entry: \`harbor-ca.crt\` becomes \`harbor-ca\`.

What does not: private keys, server certificates that a CA issued, requests, PKCS#12 stores, bundles of public CAs. They
are refused by name.

To bring one:

\`\`\`sh
npx tks-trust add harbor-ca.crt   # or copy it into this folder
npx tks-trust generate
git diff                          # after \`npx tks-trust init --git\`, as certificates
\`\`\`

Compare the SHA-256 with what the owner of the CA tells you by another way, and commit the certificate together with
what was generated.
`
