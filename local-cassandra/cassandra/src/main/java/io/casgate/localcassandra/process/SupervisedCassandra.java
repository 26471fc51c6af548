package io.casgate.localcassandra.process;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.cassandra.service.CassandraDaemon;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The main class of a Cassandra process that belongs to a parent: it ends, flushed and closed, when the parent does.
 *
 * <p>The parent holds the other end of standard input and never writes. However the parent dies, the operating system
 * closes that end, and the read here returns. Signals that a terminal sends to the whole process group are the
 * parent's to answer: it stops this process when its own work is done.
 */
public final class SupervisedCassandra {
    private static final long FLUSH_SECONDS = 60;

    private SupervisedCassandra() {}

    public static void main(String[] args) {
        Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
        Signal.handle(new Signal("HUP"), SignalHandler.SIG_IGN);
        daemon("parent-watch", SupervisedCassandra::exitWithParent);
        CassandraDaemon.main(args);
    }

    private static void exitWithParent() {
        awaitEndOfInput();
        daemon("exit-deadline", SupervisedCassandra::haltAfterDeadline);
        System.exit(0);
    }

    private static void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // The parent has nothing to say; only the end counts.
            }
        } catch (IOException e) {
            System.err.println("Lost the parent process: " + e);
        }
    }

    private static void haltAfterDeadline() {
        try {
            TimeUnit.SECONDS.sleep(FLUSH_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
