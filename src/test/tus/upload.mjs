// The stock tus client uploads a film through a line that is cut again and again, and gets the very same bytes back.
// Usage: node upload.mjs http://127.0.0.1:8080 advisor1 <password> [megabytes] [cuts] [megabytes per second]
// The service may be killed and started again meanwhile; the client goes on by itself.
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, createReadStream, openSync, writeSync, closeSync, statSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import * as tus from 'tus-js-client';

const [base, username, password, megabytes = '64', cuts = '100', rate = '200'] = process.argv.slice(2);
const target = new URL(base);

const call = async (method, url, body, headers = {}) => {
  const answer = await fetch(new URL(url, base), {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: body && JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
};
const session = await call('POST', '/api/v1/auth/login', { username, password, installationId: 'tus-check' });
const authorization = { Authorization: `Bearer ${session.body.accessToken}` };

const box = (type, content) => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
};
const film = () => {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'tus-')), 'film.mp4');
  const out = openSync(file, 'w');
  writeSync(out, box('ftyp', Buffer.from('isom\0\0\0\0')));
  writeSync(out, box('moov', Buffer.concat([box('mvhd', Buffer.alloc(100)), box('trak', box('tkhd', Buffer.alloc(84)))])));
  const media = Number(megabytes) * 1048576;
  const head = Buffer.alloc(16);
  head.writeUInt32BE(1, 0);
  head.write('mdat', 4, 'latin1');
  head.writeBigUInt64BE(BigInt(16 + media), 8);
  writeSync(out, head);
  for (let left = media; left > 0; left -= 1048576) writeSync(out, randomBytes(1048576));
  closeSync(out);
  return file;
};
const digest = async (stream) => {
  const hash = createHash('sha256');
  for await (const piece of stream) hash.update(piece);
  return hash.digest('hex');
};

const file = film();
const size = statSync(file).size;
let left = Number(cuts);
let made = 0;
// Cuts both directions after a random number of bytes, so that on average the whole file passes while all cuts are made.
const proxy = net.createServer((client) => {
  const server = net.connect(Number(target.port), target.hostname);
  const drop = () => { client.destroy(); server.destroy(); };
  let until = left > 0 ? randomInt(1, Math.max(2, Math.ceil((1.5 * size) / Number(cuts)))) : Infinity;
  client.on('data', (piece) => {
    server.write(piece.length > until ? piece.subarray(0, until) : piece);
    until -= piece.length;
    if (until <= 0) { left--; made++; server.end(); setTimeout(drop, 1); client.pause(); return; }
    client.pause();
    setTimeout(() => client.resume(), piece.length / (Number(rate) * 1048.576));
  });
  server.on('data', (piece) => client.write(piece));
  for (const end of [client, server]) end.on('error', drop).on('close', drop);
}).listen(0, '127.0.0.1');
await new Promise((listening) => proxy.on('listening', listening));

const started = Date.now();
const url = await new Promise((resolve, reject) => {
  const upload = new tus.Upload(createReadStream(file), {
    endpoint: `http://127.0.0.1:${proxy.address().port}/api/v1/uploads`,
    headers: authorization,
    uploadSize: size,
    chunkSize: 8 * 1048576,
    metadata: { filename: 'film.mp4', filetype: 'video/mp4' },
    retryDelays: Array(600).fill(100),
    onError: reject,
    onSuccess: () => resolve(upload.url),
  });
  upload.start();
});
console.log(`uploaded ${size} bytes in ${Date.now() - started} ms with ${made} cuts: ${url}`);
proxy.close();

const orders = async () => {
  const found = (await call('GET', '/api/v1/orders?limit=100', undefined, authorization)).body.items;
  return found.filter((order) => order.status === 'BOOKED' || order.status === 'RETURNED');
};
const book = async () => {
  const customers = (await call('GET', '/api/v1/customers?limit=100', undefined, authorization)).body.items;
  const products = (await call('GET', '/api/v1/products?limit=100', undefined, authorization)).body.items;
  for (const product of products) for (const customer of customers) {
    const key = { 'Idempotency-Key': crypto.randomUUID(), ...authorization };
    const booked = await call('POST', '/api/v1/orders',
      { customerId: customer.id, productId: product.id, amount: product.minAmount }, key);
    if (booked.status === 201) return booked.body;
  }
  throw new Error('no order can be booked');
};
const order = (await orders())[0] ?? (await book());
const recording = await call('POST', `/api/v1/orders/${order.id}/recordings`, { uploadId: url.split('/').pop() }, authorization);
const expected = await digest(createReadStream(file));
const content = await fetch(new URL(`/api/v1/orders/${order.id}/recordings/${recording.body.id}/content`, base), { headers: authorization });
const received = await digest(content.body);
if (recording.status !== 201 || recording.body.sha256 !== expected || received !== expected) {
  console.error('FAILED', recording.status, recording.body, expected, received);
  process.exit(1);
}
console.log(`identical: sha256 ${expected}`);
process.exit(0);
