'use strict';

// The layer as the specification shapes it: a pool that is made lazily, its login from Secrets Manager, by TLS. The
// certificate is verified, which the specification leaves out. Scenarios and figures are those of Subject.java.
const fs = require('node:fs');
const { Pool } = require('pg');
const { SecretsManagerClient, GetSecretValueCommand } = require('@aws-sdk/client-secrets-manager');

const PETS = 'SELECT id, name, breed, born, weight FROM pets ORDER BY id LIMIT 50';
const PET = { name: 'pet', text: 'SELECT name FROM pets WHERE id = $1' };

let pool;

async function getPool() {
  if (pool) return pool;
  const client = new SecretsManagerClient({ region: process.env.AWS_REGION });
  const answer = await client.send(new GetSecretValueCommand({ SecretId: process.env.DB_SECRET_NAME }));
  const secret = JSON.parse(answer.SecretString);
  pool = new Pool({
    host: process.env.DB_HOST,
    port: Number(process.env.DB_PORT),
    database: process.env.DB_NAME,
    user: secret.username,
    password: secret.password,
    max: Number(process.env.DB_POOL_MAX),
    ssl: { ca: fs.readFileSync(process.env.DB_SSL_ROOT_CERT, 'utf8') },
  });
  return pool;
}

async function cold() {
  const result = await (await getPool()).query(PETS);
  if (result.rows.length !== 50) throw new Error(`${result.rows.length} rows`);
  return { wall: performance.timeOrigin + performance.now(), memory: process.resourceUsage().maxRSS / 1024 };
}

const [scenario, ...numbers] = process.argv.slice(2);
({ cold })[scenario](...numbers.map(Number)).then(
  (figures) => {
    console.log(JSON.stringify(figures));
    process.exit(0);
  },
  (failure) => {
    console.error(failure);
    process.exit(1);
  },
);
