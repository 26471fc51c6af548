package io.casgate.gateway.s3.body;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a form's part say of it.
 *
 * @param fileName null when they do not tell it
 */
record FormPart(String name, @Nullable String fileName) {
    private static final String HEADER = "content-disposition:";
    private static final String KIND = "form-data";

    boolean isFile() {
        return name.equalsIgnoreCase("file");
    }

    /** Whether a header line is the one that {@link #parse} reads. */
    static boolean isIn(String line) {
        return line.toLowerCase(Locale.ROOT).startsWith(HEADER);
    }

    /**
     * Reads a Content-Disposition. Browsers escape quotes by a backslash or not at all (as %22), and some tell a file by
     * its path, so that a backslash before anything else is itself.
     *
     * @return null when it names no part of a form
     */
    static @Nullable FormPart parse(String line) {
        String value = line.substring(HEADER.length()).strip();
        if (!value.toLowerCase(Locale.ROOT).startsWith(KIND)) {
            return null;
        }
        return new Parameters(value.substring(KIND.length())).part();
    }

    /** Parameters as in {@code ; name="a"; filename="b"}, read from left to right. */
    private static final class Parameters {
        private final String text;
        private int at;
        private @Nullable String name;
        private @Nullable String fileName;

        Parameters(String text) {
            this.text = text;
        }

        @Nullable
        FormPart part() {
            for (skipSpace(); at < text.length(); skipSpace()) {
                if (text.charAt(at++) != ';' || !readParameter()) {
                    return null;
                }
            }
            return name == null ? null : new FormPart(name, fileName);
        }

        private boolean readParameter() {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                return false;
            }
            String parameter = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            at = equals + 1;
            skipSpace();
            String value = at < text.length() && text.charAt(at) == '"' ? quoted() : token();
            switch (parameter) {
                case "name" -> name = value;
                case "filename" -> fileName = value;
                default -> {}
            }
            return value != null;
        }

        private void skipSpace() {
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                at++;
            }
        }

        private String token() {
            int semicolon = text.indexOf(';', at);
            int from = at;
            at = semicolon < 0 ? text.length() : semicolon;
            return text.substring(from, at).strip();
        }

        /** Null when the closing quote is missing. */
        private @Nullable String quoted() {
            StringBuilder value = new StringBuilder();
            for (at++; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '"') {
                    at++;
                    return value.toString();
                }
                boolean escape = c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '"';
                value.append(escape ? text.charAt(++at) : c);
            }
            return null;
        }
    }
}
