package io.casgate.gateway.http;

import java.nio.charset.StandardCharsets;

/** Puts a {@link Refusal} into the words of the protocol that is spoken over HTTP. Safe for use by many threads. */
@FunctionalInterface
public interface RefusalRenderer {
    /** One line of plain text. */
    RefusalRenderer PLAIN = (refusal, detail, requestId) -> new Response(
            refusal.status(),
            Headers.builder().add("Content-Type", "text/plain").build(),
            ResponseBody.of((refusal + ": " + detail + "\n").getBytes(StandardCharsets.UTF_8)));

    /**
     * Makes the answer.
     *
     * @param detail one sentence for the client
     * @param requestId as in x-amz-request-id
     */
    Response render(Refusal refusal, String detail, String requestId);
}
