// Reads PEM from standard input; writes the certificates that the db-layer trusts by default: see README.md.
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

const TRUSTED = /^(Amazon RDS [a-z]+(-[a-z]+)+-\d Root CA .+ G\d|Amazon Root CA \d|Starfield Services Root .+ G2)$/;
const blocks = readFileSync(0, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
const roots = new Map();

for (const pem of blocks) {
  const certificate = new X509Certificate(pem);
  const name = /^CN=(.+)$/m.exec(certificate.subject)[1];
  const current = new Date(certificate.validTo) > new Date();
  if (current && TRUSTED.test(name) && certificate.checkIssued(certificate)) {
    roots.set(name, `# ${name}, until ${certificate.validTo}\n${certificate.toString()}`);
  }
}
process.stdout.write([...roots.keys()].sort().map(name => roots.get(name)).join(''));
