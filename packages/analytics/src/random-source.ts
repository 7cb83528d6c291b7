/**
 * xoshiro128** 1.1 by Blackman and Vigna ("Scrambled Linear Pseudorandom Number Generators", ACM TOMS 2021): the same
 * seed gives the same sequence on every machine, which Math.random cannot promise.
 */
export class RandomSource {
  private s0: number;
  private s1: number;
  private s2: number;
  private s3: number;

  /** @param state four 32-bit words, not all zero; `RandomSource.fromSeed` makes them from one number. */
  constructor(state: readonly [number, number, number, number]) {
    [this.s0, this.s1, this.s2, this.s3] = state;
  }

  /** The state is spread from one number by SplitMix (Steele, Lea and Flood 2014) with MurmurHash3's 32-bit finalizer. */
  static fromSeed(seed: number): RandomSource {
    const word = (position: number): number => {
      let z = (seed + Math.imul(position, 0x9e3779b9)) | 0;
      z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
      z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
      return z ^ (z >>> 16);
    };
    return new RandomSource([word(1), word(2), word(3), word(4)]);
  }

  /** Uniform in 0 … 2³² − 1. */
  nextUint32(): number {
    const product = Math.imul(this.s1, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    const shifted = this.s1 << 9;
    this.s2 ^= this.s0;
    this.s3 ^= this.s1;
    this.s1 ^= this.s2;
    this.s0 ^= this.s3;
    this.s2 ^= shifted;
    this.s3 = (this.s3 << 11) | (this.s3 >>> 21);
    return result >>> 0;
  }

  /** Uniform in [0, 1), 53 bits. */
  nextFloat(): number {
    const high = this.nextUint32() >>> 5;
    return (high * 0x4000000 + (this.nextUint32() >>> 6)) / 0x20000000000000;
  }

  /** Uniform in 0 … bound − 1. */
  nextInteger(bound: number): number {
    return Math.floor(this.nextFloat() * bound);
  }
}
