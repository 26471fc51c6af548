package io.casgate.gateway.s3.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.casgate.auth.AuthException;
import io.casgate.auth.PayloadMode;
import io.casgate.auth.SigV4Signer;
import io.casgate.fuzz.FuzzTarget;
import io.casgate.gateway.s3.S3Requests.SlicedBody;
import io.casgate.gateway.s3.SignedBodies;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.request.ContentChecks;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A body in aws-chunked framing is what another reader takes it for, however it arrives; what is signed arrives as it was
 * signed or not at all; and whatever is wrong has an error of the client's.
 */
class ChunkedPayloadFuzzTest implements FuzzTarget {
    private static final String TEXT = "0123456789abcdef0123456789";
    private static final String TRAILER = "x-amz-meta-t";
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,15})(?:;[ -\\xff]*)?\r\n");
    private static final int MAX_LINE = 4096;
    private static final Set<S3Error> REFUSALS = Set.of(S3Error.INCOMPLETE_BODY, S3Error.MALFORMED_TRAILER);

    /** One way of sending the text. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Form(PayloadMode mode, Set<String> trailers, byte[] wire) {}

    private final List<Form> forms = List.of(
            form(SignedBodies.signed(SigV4Signer.STREAMING_SIGNED)),
            trailing(SignedBodies.signed(SigV4Signer.STREAMING_SIGNED_TRAILER)),
            form(SignedBodies.unsigned()),
            trailing(SignedBodies.unsigned()));

    private static Form form(SignedBodies body) {
        return new Form(body.mode(), Set.of(), body.chunks(octets(TEXT), 10).end());
    }

    private static Form trailing(SignedBodies body) {
        byte[] wire = body.chunks(octets(TEXT), 26).trailer(TRAILER, "v").end();
        return new Form(body.mode(), Set.of(TRAILER), wire);
    }

    @Override
    public List<byte[]> seeds() {
        return forms.stream().map(Form::wire).toList();
    }

    @Override
    public List<String> words() {
        return List.of(
                "0\r\n",
                "0\r\n\r\n",
                "00\r\n",
                "1a;chunk-signature=\r\n",
                ";chunk-signature=",
                ";other=",
                "fffffffffffffff\r\n",
                "10000000000000000\r\n",
                "\n",
                "\r\r\n",
                TRAILER + ":\r\n",
                "x-amz-trailer-signature:",
                ":\r\n");
    }

    @Override
    public void check(byte[] input) {
        for (Form form : forms) {
            String whole = receive(form, input, Math.max(1, input.length));
            assertThat(receive(form, input, 1)).isEqualTo(whole);
            assertThat(receive(form, input, 1 + input.length % 11)).isEqualTo(whole);
            if (!(form.mode() instanceof PayloadMode.StreamingUnsignedTrailer)) {
                assertThat(whole).matches(text -> text.equals(TEXT) || text.startsWith("!"));
            } else if (form.trailers().isEmpty()) {
                assertThat(whole.startsWith("!") ? null : whole).isEqualTo(reference(input));
            }
        }
    }

    /** The payload, or an exclamation mark and the error that it is refused with. */
    private static String receive(Form form, byte[] wire, int slice) {
        ContentChecks checks = new ContentChecks(null, null, null, form.trailers());
        BodyIntake intake =
                new BodyIntake(new SlicedBody(wire, slice), form.mode(), new BodyDeclaration(TEXT.length(), checks));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            intake.read(piece -> {
                byte[] copy = new byte[piece.remaining()];
                piece.get(copy);
                bytes.writeBytes(copy);
            });
        } catch (S3Exception e) {
            assertThat(REFUSALS).contains(e.error());
            return "!" + e.error();
        } catch (AuthException e) {
            assertThat(e.kind()).isEqualTo(AuthException.Kind.SIGNATURE_DOES_NOT_MATCH);
            return "!" + e.kind();
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** What is in a body without trailers, or null when it is not well-formed or of another length. */
    private static @Nullable String reference(byte[] input) {
        String rest = new String(input, StandardCharsets.ISO_8859_1);
        List<String> chunks = new ArrayList<>();
        long declared = 0;
        while (true) {
            Matcher header = CHUNK.matcher(rest);
            if (!header.lookingAt() || header.end() > MAX_LINE) {
                return null;
            }
            long size = Long.parseLong(header.group(1), 16);
            rest = rest.substring(header.end());
            if (size == 0) {
                String text = String.join("", chunks);
                return isEnd(rest) && text.length() == TEXT.length() ? text : null;
            }
            declared += size;
            if (declared > TEXT.length() || size > rest.length() || !rest.startsWith("\r\n", (int) size)) {
                return null;
            }
            chunks.add(rest.substring(0, (int) size));
            rest = rest.substring((int) size + 2);
        }
    }

    /** An empty line, after the signature that trailers may have: nobody verifies it where none of them is signed. */
    private static boolean isEnd(String rest) {
        int end = rest.indexOf("\r\n");
        int colon = rest.indexOf(':');
        boolean signature = 0 <= colon
                && colon < end
                && end <= MAX_LINE - 2
                && rest.substring(0, colon).strip().equalsIgnoreCase("x-amz-trailer-signature");
        return (signature ? rest.substring(end + 2) : rest).equals("\r\n");
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
