export const weaknessOfModulus = (_modulus: Uint8Array): 'small-factor' | 'close-primes' | undefined => undefined
