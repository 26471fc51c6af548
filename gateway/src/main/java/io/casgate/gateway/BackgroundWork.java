package io.casgate.gateway;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs what nobody waits for, a few at a time; refuses more than a queue's worth. Closing it interrupts what runs. */
final class BackgroundWork implements Executor, AutoCloseable {
    private static final int AT_ONCE = 4;
    private static final int WAITING = 1000;

    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(WAITING),
            Thread.ofPlatform().name("background-", 0).daemon().factory());

    BackgroundWork() {
        workers.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable work) {
        workers.execute(work);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
