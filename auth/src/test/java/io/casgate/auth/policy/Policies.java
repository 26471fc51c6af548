package io.casgate.auth.policy;

import io.casgate.auth.Identity;
import io.casgate.auth.Requester;
import java.nio.charset.StandardCharsets;

/** The people, the bucket and the policies that tests speak of. JSON in tests has single quotes. */
public final class Policies {
    public static final Identity ALICE = Identity.of("alice", "AKALICE", "alice's secret");
    public static final Identity BOB = Identity.of("bob", "AKBOB", "bob's secret");
    public static final String BUCKET = "pictures";

    private Policies() {}

    public static BucketPolicy parse(String json) {
        return BucketPolicy.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), BUCKET);
    }

    /** A policy of one statement in the newest version. */
    public static BucketPolicy statement(String elements) {
        return parse("{'Version': '2012-10-17', 'Statement': {" + elements + "}}");
    }

    /** {@code alice}, {@code bob}, or anything else for nobody. */
    public static Requester requester(String name) {
        return switch (name) {
            case "alice" -> new Requester.Known(ALICE);
            case "bob" -> new Requester.Known(BOB);
            default -> new Requester.Anonymous();
        };
    }

    /** Puts in ids of Alice's, which follow from her name. */
    public static String withIds(String json) {
        return json.replace("ALICE_ACCOUNT", ALICE.accountId()).replace("ALICE_ID", ALICE.canonicalId());
    }
}
