package io.casgate.dedup.write;

import io.casgate.dedup.OwnerId;
import io.casgate.dedup.Target;
import io.casgate.dedup.store.Intents.Intent;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An owner and its intent, which is written when the owner is about to get its first row. */
final class Ownership {
    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);

    private final WriteContext context;
    private final Target target;
    private final OwnerId owner = OwnerId.random();
    private final Once<CompletableFuture<Void>> intent = new Once<>(this::begin);

    Ownership(WriteContext context, Target target) {
        this.context = context;
        this.target = target;
    }

    private CompletableFuture<Void> begin() {
        Intent started = new Intent(context.gateway(), context.clock().instant(), target);
        return context.ports().intents().begin(owner, started);
    }

    OwnerId owner() {
        return owner;
    }

    /** Completes when the intent is durable. */
    CompletableFuture<Void> begun() {
        return intent.get();
    }

    /** Drops the intent without waiting: one that stays is found by the collector. */
    void dropIntentSoon() {
        var _ = dropIntent().exceptionally(e -> {
            LOG.info("The intent of {} stays for the collector: {}", owner, e.getMessage());
            return null;
        });
    }

    /** Drops the intent, if there is one. */
    CompletableFuture<Void> dropIntent() {
        return intent.isStarted()
                ? begun().thenCompose(begun -> context.ports().intents().drop(owner))
                : CompletableFuture.completedFuture(null);
    }
}
