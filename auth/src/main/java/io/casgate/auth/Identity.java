package io.casgate.auth;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Someone who may sign requests, with one of their key pairs. Whoever has several key pairs is several identities of
 * one name and canonical id.
 *
 * @param canonicalId 64 lower-case hexadecimal digits: who owns a bucket or an object, in AWS's access control lists
 * @param email by which access control lists may name the owner, or null
 */
public record Identity(
        String name,
        String accessKey,
        String secretKey,
        String canonicalId,
        @Nullable String email) {
    private static final long ACCOUNTS = 1_000_000_000_000L;
    private static final int ACCOUNT_ENTROPY = 15;

    public Identity {
        if (name.isBlank() || secretKey.isEmpty()) {
            throw new IllegalArgumentException("An identity has a name and a secret key");
        }
        if (!accessKey.matches("[\\x21-\\x7E&&[^,/]]{1,128}")) {
            throw new IllegalArgumentException(
                    "An access key is 1 to 128 printable ASCII characters other than ',' and '/': " + accessKey);
        }
        if (!canonicalId.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("A canonical id is 64 lower-case hexadecimal digits: " + canonicalId);
        }
        if (email != null && !email.contains("@")) {
            throw new IllegalArgumentException("Not an e-mail address: " + email);
        }
    }

    /** An identity without an e-mail address, whose canonical id follows from its name. */
    public static Identity of(String name, String accessKey, String secretKey) {
        return new Identity(name, accessKey, secretKey, canonicalIdOf(name), null);
    }

    /** The canonical id of someone who was configured without one: SHA-256 of the name, the same on every gateway. */
    public static String canonicalIdOf(String name) {
        return Sha256.hex(name.getBytes(StandardCharsets.UTF_8));
    }

    /** 12 decimal digits that follow from the canonical id: the AWS account that the identity passes for. */
    public String accountId() {
        return accountIdOf(canonicalId);
    }

    /** The account of whoever has that canonical id, whether or not someone still has it. */
    public static String accountIdOf(String canonicalId) {
        long digits = Long.parseLong(canonicalId, 0, ACCOUNT_ENTROPY, 16) % ACCOUNTS;
        return "%012d".formatted(digits);
    }

    /** As policies and error messages name the identity: {@code arn:aws:iam::ACCOUNT:user/NAME}. */
    public String arn() {
        return "arn:aws:iam::" + accountId() + ":user/" + name;
    }

    /** Without the secret key. */
    @Override
    public String toString() {
        return "Identity[" + name + ", " + accessKey + "]";
    }
}
