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
  pool.on('error', () => {}); // an idle connection that ends would end the process
  return pool;
}

/** Under attack by the chaos: each line is an entry to write, and is answered as Peer.java does. */
async function peer() {
  for await (const entry of require('node:readline').createInterface({ input: process.stdin })) {
    console.log(
      await getPool()
        .then((pool) => pool.query('INSERT INTO entry VALUES ($1)', [entry]))
        .then(() => 'done', (failure) => `failed ${String(failure.message).replaceAll('\n', ' ')}`),
    );
  }
}

async function cold() {
  const result = await (await getPool()).query(PETS);
  if (result.rows.length !== 50) throw new Error(`${result.rows.length} rows`);
  return { wall: performance.timeOrigin + performance.now(), memory: process.resourceUsage().maxRSS / 1024 };
}

async function pet(id) {
  const result = await (await getPool()).query({ ...PET, values: [id] });
  if (result.rows.length !== 1) throw new Error(`no pet ${id}`);
}

async function latency(statements) {
  const warmUp = Math.min(5_000, statements);
  for (let i = 0; i < warmUp; i++) await pet(1 + (i % 1000));
  const micros = [];
  for (let i = 0; i < statements; i++) {
    const start = process.hrtime.bigint();
    await pet(1 + (i % 1000));
    micros.push(Number(process.hrtime.bigint() - start) / 1000);
  }
  micros.sort((a, b) => a - b);
  const quantile = (fraction) => micros[Math.floor(statements * fraction)];
  return { p50: quantile(0.5), p99: quantile(0.99), p999: quantile(0.999), statements: warmUp + statements };
}

async function throughput(callers, millis) {
  const run = async (duration) => {
    const begin = performance.now();
    let done = 0;
    const caller = async () => {
      for (let i = 0; performance.now() - begin < duration; i++, done++) await pet(1 + (i % 1000));
    };
    await Promise.all(Array.from({ length: callers }, caller));
    return (done * 1000) / (performance.now() - begin);
  };
  await run(millis / 2);
  return { perSecond: await run(millis) };
}

function awaitLine() {
  console.log('ready');
  return new Promise((resolve) => process.stdin.once('data', resolve));
}

async function thaw() {
  for (let i = 1; i <= 50; i++) await pet(i);
  await awaitLine();
  const start = performance.now();
  const failed = await pet(1).then(
    () => 0,
    () => 1,
  );
  return { first: performance.now() - start, failed };
}

async function main([scenario, ...numbers]) {
  if (scenario === 'peer') return peer();
  const hold = process.env.BENCH_HOLD;
  if (hold) await awaitLine();
  const figures = await { cold, latency, throughput, thaw }[scenario](...numbers.map(Number));
  console.log(JSON.stringify(figures));
  if (hold) await new Promise((resolve) => setTimeout(resolve, Number(hold)));
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (failure) => {
    console.error(failure);
    process.exit(1);
  },
);
