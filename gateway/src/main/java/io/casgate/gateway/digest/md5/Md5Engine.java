package io.casgate.gateway.digest.md5;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The MD5s of the bodies that come in at the same time. A body that begins while no other is open is left to the Java
 * platform's MD5, than which nothing is faster for one body; the others share {@link Md5Lanes}, where there are vectors to
 * share. Safe for use by many threads.
 */
public final class Md5Engine {
    private static final Md5Engine SHARED = new Md5Engine(Md5Trial::ofVectors);

    private final Supplier<Optional<Md5Kernel>> trial;
    private final AtomicBoolean tried = new AtomicBoolean();
    private volatile @Nullable Md5Lanes lanes;
    private int open;

    /** With lanes of the kernel that {@code trial} finds good, on a thread of its own, when they are first missed. */
    private Md5Engine(Supplier<Optional<Md5Kernel>> trial) {
        this.trial = trial;
    }

    Md5Engine(Md5Kernel kernel) {
        this(Optional::empty);
        this.lanes = new Md5Lanes(kernel);
    }

    /** That of this process: what the bodies share are its processors. */
    public static Md5Engine shared() {
        return SHARED;
    }

    /**
     * For a body that begins; it is open until that is closed.
     *
     * @param buffers how many pieces the owner can have on their way before it has to wait for one to come back
     */
    public synchronized BodyMd5 begin(int buffers) {
        open++;
        Md5Lanes shared = open == 1 ? null : lanes();
        return shared == null ? new AloneMd5(this::end) : new LaneMd5(shared, buffers, this::end);
    }

    private synchronized void end() {
        open--;
    }

    private @Nullable Md5Lanes lanes() {
        if (lanes == null && tried.compareAndSet(false, true)) {
            Thread.ofPlatform()
                    .daemon()
                    .name("md5-trial")
                    .start(() -> lanes = trial.get().map(Md5Lanes::new).orElse(null));
        }
        return lanes;
    }
}
