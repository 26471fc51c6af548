package io.casgate.work;

import io.casgate.work.memory.MemoryWorkStore;

class MemoryWorkQueueTest extends WorkQueueContract {
    private final WorkStore store = new MemoryWorkStore();

    @Override
    WorkStore store() {
        return store;
    }

    @Override
    int steps() {
        return 20_000;
    }
}
