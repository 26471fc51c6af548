package io.casgate.gateway.s3.operation;

import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.request.BodyDeclaration;
import io.casgate.gateway.s3.xml.XmlElement;
import io.casgate.gateway.s3.xml.XmlReader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Reads bodies that are XML documents. */
public final class Documents {
    /** Enough for 10,000 parts with the longest checksums, or 1000 keys of 1024 bytes, each of them escaped. */
    private static final int MAX_BYTES = 8 << 20;

    private Documents() {}

    /** The root element, named {@code root}, of the call's body. */
    public static XmlElement read(Call call, BodyDeclaration declaration, String root) {
        return XmlReader.read(bytes(call, declaration), root);
    }

    /** The call's body. */
    public static byte[] bytes(Call call, BodyDeclaration declaration) {
        if (declaration.length() > MAX_BYTES) {
            throw S3Error.MAX_MESSAGE_LENGTH_EXCEEDED
                    .exception()
                    .with("MaxMessageLengthBytes", Integer.toString(MAX_BYTES));
        }
        if (declaration.length() == 0) {
            throw S3Error.MISSING_REQUEST_BODY.exception();
        }
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        call.body(declaration).read(piece -> append(document, piece));
        return document.toByteArray();
    }

    /** Takes memory for what has come, not for what was announced. */
    private static void append(ByteArrayOutputStream document, ByteBuffer piece) {
        byte[] bytes = new byte[piece.remaining()];
        piece.get(bytes);
        document.writeBytes(bytes);
    }
}
