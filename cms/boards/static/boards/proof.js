// Comfort against programs, none for readers: while somebody types, a number is sought with which the SHA-256 of the
// form's token begins with as many zero bits as the form asks. Without this script the form is sent all the same.

const K = new Uint32Array(64);
const START = new Uint32Array(8);
const BREATH = 12; // milliseconds after which whoever types has their turn

constants();
for (const form of document.querySelectorAll("form[data-proof]")) {
  form.addEventListener("focusin", () => begin(form), { once: true });
}

/* The fractions of the roots of the first primes (FIPS 180-4). */
function constants() {
  const fraction = (root) => Math.floor((root - Math.floor(root)) * 2 ** 32);
  for (let number = 2, found = 0; found < 64; number += 1) {
    if (!isPrime(number)) continue;
    if (found < 8) START[found] = fraction(Math.sqrt(number));
    K[found] = fraction(Math.cbrt(number));
    found += 1;
  }
}

function isPrime(number) {
  for (let factor = 2; factor * factor <= number; factor += 1) if (number % factor === 0) return false;
  return true;
}

function begin(form) {
  const token = form.querySelector("[name=token]");
  const answer = form.querySelector("[name=work]");
  if (!token || !answer || answer.value) return;
  const bits = Number(form.dataset.proof);
  let number = Math.floor(Math.random() * 2 ** 40); // forms of one second have one token, and each its own proof
  const go = () => {
    for (const end = performance.now() + BREATH; performance.now() < end; ) {
      for (let tries = 0; tries < 100; tries += 1, number += 1) {
        if (leadingZeros(firstWord(`${token.value}:${number}`)) >= bits) {
          answer.value = String(number);
          return;
        }
      }
    }
    setTimeout(go);
  };
  go();
}

const leadingZeros = (word) => Math.clz32(word);

/* The first 32 bits of SHA-256 of an ASCII text. */
function firstWord(text) {
  const length = text.length;
  const words = new Uint32Array(((length + 8) >> 6) * 16 + 16);
  for (let at = 0; at < length; at += 1) words[at >> 2] |= text.charCodeAt(at) << (24 - (at % 4) * 8);
  words[length >> 2] |= 0x80 << (24 - (length % 4) * 8);
  words[words.length - 1] = length * 8;
  const hash = Uint32Array.from(START);
  const w = new Uint32Array(64);
  for (let block = 0; block < words.length; block += 16) compress(hash, w, words, block);
  return hash[0];
}

const turned = (word, by) => (word >>> by) | (word << (32 - by));

function compress(hash, w, words, block) {
  for (let at = 0; at < 16; at += 1) w[at] = words[block + at];
  for (let at = 16; at < 64; at += 1) {
    const a = w[at - 15];
    const b = w[at - 2];
    const s0 = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3);
    const s1 = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10);
    w[at] = w[at - 16] + s0 + w[at - 7] + s1;
  }
  let [a, b, c, d, e, f, g, h] = hash;
  for (let at = 0; at < 64; at += 1) {
    const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[at] + w[at]) | 0;
    const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + t1) | 0;
    d = c; c = b; b = a; a = (t1 + t2) | 0;
  }
  hash[0] += a; hash[1] += b; hash[2] += c; hash[3] += d;
  hash[4] += e; hash[5] += f; hash[6] += g; hash[7] += h;
}
