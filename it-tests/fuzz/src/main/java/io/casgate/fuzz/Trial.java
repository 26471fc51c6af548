package io.casgate.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** One check of one input, held to what it may cost on its own thread. */
final class Trial {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Duration CPU_LIMIT = Duration.ofSeconds(1);

    private Trial() {}

    /** Processor time and memory of the thread. */
    private record Cost(long nanos, long bytes) {
        static Cost soFar() {
            return new Cost(THREADS.getCurrentThreadCpuTime(), THREADS.getCurrentThreadAllocatedBytes());
        }

        Cost since(Cost start) {
            return new Cost(nanos - start.nanos, bytes - start.bytes);
        }

        boolean isWithin(long bytesLimit) {
            return nanos <= CPU_LIMIT.toNanos() && bytes <= bytesLimit;
        }
    }

    /** Throws what the check throws, or an AssertionError when it costs too much, also once its classes are loaded. */
    static void run(FuzzTarget target, byte[] input) throws Exception {
        if (!cost(target, input).isWithin(target.allocationLimit())) {
            Cost again = cost(target, input);
            if (!again.isWithin(target.allocationLimit())) {
                throw new AssertionError("It took %,d ns and %,d bytes".formatted(again.nanos, again.bytes));
            }
        }
    }

    private static Cost cost(FuzzTarget target, byte[] input) throws Exception {
        Cost start = Cost.soFar();
        target.check(input);
        return Cost.soFar().since(start);
    }
}
