package io.casgate.gateway.s3.body;

import io.casgate.gateway.http.RequestBody;
import io.casgate.gateway.s3.error.S3Error;
import io.casgate.gateway.s3.error.S3Exception;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A browser's form in the encoding multipart/form-data, read as it arrives: first the fields, of which there may be
 * {@value #MAX_FIELD_BYTES} bytes, then the file, of which no more than a buffer is held. Fields after the file do not
 * count. For one thread.
 *
 * <pre>
 * body = [preamble CRLF] "--" boundary CRLF part *( CRLF "--" boundary CRLF part ) CRLF "--" boundary "--" [epilogue]
 * part = *( header CRLF ) CRLF content
 * </pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578: Returning Values from Forms: multipart/form-data</a>
 */
public final class MultipartForm {
    static final int BUFFER_BYTES = 64 << 10;
    static final int MAX_FIELD_BYTES = 20 << 10;

    private static final int MAX_PARTS = 200;
    private static final int MAX_PART_HEADERS = 8 << 10;
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i).*;\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s\";,]{1,70}))\\s*(?:;.*)?");

    private final RequestBody body;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private ByteBuffer arrived = ByteBuffer.allocate(0);
    private int start;
    private int end;
    private int parts;
    private int fieldBytes;
    private @Nullable String fileName;

    /** The form in {@code body}, of which nothing is read yet. */
    public MultipartForm(RequestBody body, String boundary) {
        this.body = body;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        buffer[0] = '\r';
        buffer[1] = '\n';
        this.end = 2;
    }

    /** The boundary in a Content-Type, or null when that is not of a form. */
    public static @Nullable String boundary(@Nullable String contentType) {
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            return null;
        }
        Matcher matcher = BOUNDARY.matcher(contentType);
        if (!matcher.matches()) {
            return null;
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    /**
     * Reads up to the file, and returns the fields before it by name.
     *
     * @throws S3Exception MalformedPOSTRequest, MaxPostPreDataLengthExceededError, InvalidArgument when a field comes
     *     twice, or IncorrectNumberOfFilesInPostRequest when there is no file
     */
    public Map<String, String> readFields() {
        Map<String, String> fields = new LinkedHashMap<>();
        content(MAX_FIELD_BYTES);
        for (FormPart part = nextPart(); part != null; part = nextPart()) {
            if (part.isFile()) {
                fileName = part.fileName();
                return fields;
            }
            String value = new String(content(MAX_FIELD_BYTES - fieldBytes), StandardCharsets.UTF_8);
            String name = part.name().toLowerCase(Locale.ROOT);
            fieldBytes += name.length() + value.length();
            if (fields.put(name, value) != null) {
                throw S3Error.INVALID_ARGUMENT
                        .exception("POST requires exactly one field named " + part.name())
                        .with("ArgumentName", part.name());
            }
        }
        throw S3Error.INCORRECT_NUMBER_OF_FILES.exception();
    }

    /** The name of the file, without any directories; empty when the form does not tell it. */
    public String fileName() {
        String name = fileName == null ? "" : fileName;
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    /**
     * The next bytes of the file, or null when all have come and the form has ended as it should. Valid until the next
     * call.
     */
    @Nullable
    ByteBuffer readFile() {
        while (true) {
            int found = indexOfDelimiter();
            int until = found >= 0 ? found : end - delimiter.length + 1;
            if (until > start) {
                ByteBuffer piece = ByteBuffer.wrap(buffer, start, until - start);
                start = until;
                return piece;
            }
            if (found >= 0) {
                start = found + delimiter.length;
                requireNoOtherFile();
                return null;
            }
            fill();
        }
    }

    private void requireNoOtherFile() {
        for (FormPart part = nextPart(); part != null; part = nextPart()) {
            if (part.isFile()) {
                throw S3Error.INCORRECT_NUMBER_OF_FILES.exception();
            }
            content(MAX_FIELD_BYTES);
        }
    }

    /** After a delimiter: the next part's headers, or null when that was the last delimiter. */
    private @Nullable FormPart nextPart() {
        while (end - start < 2) {
            fill();
        }
        if (buffer[start] == '-' && buffer[start + 1] == '-') {
            return null;
        }
        if (!line().isBlank() || ++parts > MAX_PARTS) {
            throw malformed();
        }
        FormPart part = null;
        int bytes = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            bytes += line.length();
            if (bytes > MAX_PART_HEADERS) {
                throw malformed();
            }
            if (FormPart.isIn(line)) {
                part = FormPart.parse(line);
            }
        }
        if (part == null) {
            throw malformed();
        }
        return part;
    }

    /** What comes before the next CRLF, which must be near however much has arrived. */
    private String line() {
        while (true) {
            int limit = Math.min(end, start + MAX_PART_HEADERS);
            for (int i = start; i + 1 < limit; i++) {
                if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
                    String line = new String(buffer, start, i - start, StandardCharsets.UTF_8);
                    start = i + 2;
                    return line;
                }
            }
            if (limit < end) {
                throw malformed();
            }
            fill();
        }
    }

    /** Everything up to the next delimiter, which is taken too. */
    private byte[] content(int atMost) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        while (true) {
            int found = indexOfDelimiter();
            int until = found >= 0 ? found : Math.max(start, end - delimiter.length + 1);
            content.write(buffer, start, until - start);
            if (content.size() > atMost) {
                throw S3Error.MAX_POST_PRE_DATA_LENGTH_EXCEEDED.exception();
            }
            if (found >= 0) {
                start = found + delimiter.length;
                return content.toByteArray();
            }
            start = until;
            fill();
        }
    }

    private int indexOfDelimiter() {
        for (int i = start; i + delimiter.length <= end; i++) {
            if (buffer[i] == '\r' && startsDelimiter(i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean startsDelimiter(int at) {
        for (int i = 1; i < delimiter.length; i++) {
            if (buffer[at + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    /** Adds at least one byte to the buffer. */
    private void fill() {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        while (!arrived.hasRemaining()) {
            ByteBuffer next = body.read();
            if (next == null) {
                throw malformed();
            }
            arrived = next;
        }
        int count = Math.min(arrived.remaining(), buffer.length - end);
        arrived.get(buffer, end, count);
        end += count;
    }

    private static S3Exception malformed() {
        return S3Error.MALFORMED_POST_REQUEST.exception();
    }
}
