package io.casgate.bench.load;

import io.casgate.bench.data.SplitMix64;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The numbers of the objects that are in the bucket. A worker takes one out while it works on it, so that nobody reads
 * what another deletes. Safe for use by many threads.
 */
final class StoredObjects {
    private long[] numbers;
    private int count;
    private long nextNew;

    /** Objects 0 to {@code initial - 1} are there. */
    StoredObjects(int initial) {
        numbers = new long[Math.max(16, initial)];
        count = initial;
        nextNew = initial;
        for (int i = 0; i < initial; i++) {
            numbers[i] = i;
        }
    }

    /** A number that no object had yet. */
    synchronized long reserveNew() {
        return nextNew++;
    }

    /** Takes out the object chosen by a random word; empty when there is none. */
    synchronized OptionalLong take(long word) {
        if (count == 0) {
            return OptionalLong.empty();
        }
        int index = (int) SplitMix64.below(word, count);
        long number = numbers[index];
        count--;
        numbers[index] = numbers[count];
        return OptionalLong.of(number);
    }

    /** Says that the object is there, for others to take. */
    synchronized void give(long number) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
        }
        numbers[count] = number;
        count++;
    }

    synchronized int count() {
        return count;
    }
}
