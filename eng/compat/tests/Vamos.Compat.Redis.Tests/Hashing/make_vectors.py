"""Makes xxh3-vectors.txt with an implementation that shares nothing with ours: apt-get install python3-xxhash.

The input is the sanity buffer of the reference implementation: the top byte of a number that starts at the 32-bit prime
and is multiplied by the 64-bit prime after every byte.
"""
import xxhash

PRIME32 = 2654435761
PRIME64 = 11400714785074694797
LENGTHS = [*range(0, 301), 403, 511, 512, 513, 1023, 1024, 1025, 1087, 1088, 2047, 2048, 2049, 2240, 2367, 4096, 9999, 65536, 1000003]
SEEDS = [0, 1, PRIME32, PRIME64, 2**64 - 1]


def sanity_buffer(length):
    state, out = PRIME32, bytearray(length)
    for i in range(length):
        out[i] = state >> 56
        state = state * PRIME64 % 2**64
    return bytes(out)


if __name__ == "__main__":
    data = sanity_buffer(max(LENGTHS))
    with open("xxh3-vectors.txt", "w", encoding="ascii", newline="\n") as table:
        table.write(f"# made by make_vectors.py with python3-xxhash {xxhash.VERSION} (xxHash {xxhash.XXHASH_VERSION}): length, seed, XXH3 64\n")
        for length in LENGTHS:
            for seed in SEEDS:
                table.write(f"{length} {seed:x} {xxhash.xxh3_64_intdigest(data[:length], seed):016x}\n")
