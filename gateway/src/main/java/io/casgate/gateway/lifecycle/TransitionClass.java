package io.casgate.gateway.lifecycle;

import static io.casgate.catalog.ObjectDescription.STANDARD;

import java.util.Optional;

/**
 * The storage classes to which rules move objects. All classes are labels of one kind of storage, and a move changes the
 * label. As on AWS, objects move down, never up.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html">AWS:
 *     Transitioning objects using Amazon S3 Lifecycle</a>
 */
public enum TransitionClass {
    STANDARD_IA(1, 30),
    INTELLIGENT_TIERING(2, 0),
    ONEZONE_IA(3, 30),
    GLACIER_IR(3, 0);

    private final int depth;
    private final int leastDays;

    TransitionClass(int depth, int leastDays) {
        this.depth = depth;
        this.leastDays = leastDays;
    }

    /** How many days after an object was stored it may be moved here, at the earliest. */
    int leastDays() {
        return leastDays;
    }

    int depth() {
        return depth;
    }

    static Optional<TransitionClass> find(String name) {
        for (TransitionClass one : values()) {
            if (one.name().equals(name)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** Whether objects of that class move here; those in an archive never do. */
    boolean follows(String storageClass) {
        return storageClass.equals(STANDARD)
                || storageClass.equals("REDUCED_REDUNDANCY")
                || find(storageClass).filter(other -> other.depth < depth).isPresent();
    }
}
