package io.casgate.gateway.s3.operation.form;

import static io.casgate.gateway.s3.Bodies.utf8;

import io.casgate.auth.Identity;
import io.casgate.gateway.s3.S3Requests;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A form as a page has it and a browser sends it. */
final class BrowserForm {
    private static final String BOUNDARY = "----FormBoundary7MA4YWxk";

    private final Map<String, String> fields = new LinkedHashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int length = Integer.MAX_VALUE;

    BrowserForm field(String name, String value) {
        fields.put(name, value);
        return this;
    }

    /** So many bytes of it are sent at most. */
    BrowserForm cutTo(int bytes) {
        length = bytes;
        return this;
    }

    /** Signs, with Signature Version 4, a policy of these conditions that is good for an hour. */
    BrowserForm signedBy(Identity identity, String region, String conditions) {
        Instant now = Instant.now();
        return signedBy(identity, region, now, now.plus(1, ChronoUnit.HOURS), conditions);
    }

    BrowserForm signedBy(Identity identity, String region, Instant now, Instant expiration, String conditions) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", "");
        String day = time.substring(0, 8);
        String scope = day + "/" + region + "/s3/aws4_request";
        String json = "{\"expiration\": \"" + expiration + "\", \"conditions\": [" + conditions
                + ", [\"starts-with\", \"$x-amz-credential\", \"\"], [\"starts-with\", \"$x-amz-date\", \"\"],"
                + " {\"x-amz-algorithm\": \"AWS4-HMAC-SHA256\"}]}";
        String policy = Base64.getEncoder().encodeToString(utf8(json));
        byte[] key = utf8("AWS4" + identity.secretKey());
        for (String step : new String[] {day, region, "s3", "aws4_request", policy}) {
            key = hmac(key, step);
        }
        return field("x-amz-algorithm", "AWS4-HMAC-SHA256")
                .field("x-amz-credential", identity.accessKey() + "/" + scope)
                .field("x-amz-date", time)
                .field("policy", policy)
                .field("x-amz-signature", HexFormat.of().formatHex(key));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The request that sends the form to {@code target} with this file. */
    S3Requests send(String target, String fileName, byte[] file) {
        fields.forEach((name, value) -> part("name=\"" + name + "\"", utf8(value)));
        part("name=\"file\"; filename=\"" + fileName + "\"\r\nContent-Type: application/x-browser", file);
        body.writeBytes(utf8("--" + BOUNDARY + "--\r\n"));
        return S3Requests.of("POST", target)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .body(Arrays.copyOf(body.toByteArray(), Math.min(length, body.size())));
    }

    private void part(String disposition, byte[] content) {
        body.writeBytes(utf8("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n"));
        body.writeBytes(content);
        body.writeBytes(utf8("\r\n"));
    }
}
